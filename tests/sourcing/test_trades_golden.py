"""Trades, crowds, firms and outlets of which the article says little, and their roles. All names invented."""

from __future__ import annotations

import pytest

from credscore import Article
from credscore.extract import Attribution, make_extractor
from credscore.reading import read
from credscore.sourcing import read_article
from credscore.sourcing.names import find_people
from credscore.sourcing.resolve import Resolver
from credscore.sourcing.stance import stance_of

# text; kind and role of the last statement's source
ROWS = [
    # everyday trades, in the singular and the plural
    ("Restaurateur Ida Falk said the roof leaked.", "named_individual", "company"),
    ("The drummer of the band said it was late.", "anonymous_source", "witness_participant"),
    ("A thatcher said the reed was wet.", "anonymous_source", "witness_participant"),
    ("Volcanologists at the Orda station said more ash would fall.", "unnamed_group", "expert"),
    ("Thatchers said the reed was wet.", "unnamed_group", "witness_participant"),
    ("About three-quarters said the reed was wet.", "unnamed_group", "public"),
    ("Two helmsmen said the sea was calm.", "anonymous_source", "witness_participant"),
    # where somebody comes from tells no office
    ("Danish sculptor Ann Lee said the bronze was hers.", "named_individual", "witness_participant"),
    ("The Danish minister said the bronze was hers.", "named_official", "government"),
    # science asks those who had no part in the work
    ("Haru Ito, a plant physiologist who was not involved in the study, said it was late.", "named_individual", "expert"),
    ("Haru Ito, who was not part of the project, said it was thin.", "named_individual", "expert"),
    ("Haru Ito, who was not involved in the robbery, said it was dark.", "named_individual", "unknown"),
    # clauses that tell a trade, or that somebody was there
    ("Lena Orr, who coordinates relief for the charity Open Hands, said it was late.", "named_individual", "witness_participant"),
    ("Lena Orr, who was crossing as it fell, said it made no sound.", "named_individual", "witness_participant"),
    # who organises or contends, where politics is not spoken of
    ("Fair organiser Jo Hart said the tent had gone.", "named_individual", "witness_participant"),
    ("The challenger, Ivo Brandt, said the black queen was lost.", "named_individual", "witness_participant"),
    # posts
    ("Stokers’ leader Joe Strang said the pit was unsafe.", "named_individual", "witness_participant"),
    ("Council officers said the wall was safe.", "anonymous_official", "government"),
    ("Police officers said the wall was safe.", "anonymous_official", "military_police_court"),
    ("An opposition councillor said the vote was late.", "anonymous_official", "politician_campaign"),
    ("The panel’s chair, Labour’s Rhona Teale, said it was late.", "named_individual", "politician_campaign"),
    ("The committee’s chair, Labour’s Rhona Teale, said it was late.", "named_official", "government"),
    ("Sir Hugh Pell, the former transport secretary, resigned. Sir Hugh said it was late.", "named_individual", "expert"),
    ("His solicitor, Ida Bell, said he would appeal.", "named_individual", "witness_participant"),
    ("Two guards said the gate was open.", "anonymous_source", "witness_participant"),
    ("A regulator familiar with the file said the test was late.", "anonymous_official", "government"),
    ("A former stage manager left. Her manager said it was late.", "anonymous_source", "witness_participant"),
    ("Corvel Haulage said it was late. Its regional manager said it was not.", "anonymous_source", "company"),
    ("They took the advice of two engineers, who said that the dam would fail.", "anonymous_source", "expert"),
    # bodies: by the noun before the name, by the last word of it
    ("The consumer group Fair Ticket said the fee was high.", "organization", "witness_participant"),
    ("Insurer Calven said it was late.", "organization", "company"),
    ("Corvel Homes said it was late. Corvel did not appeal. Corvel said it was tired.", "organization", "company"),
    # outlets that no list has, by what the article calls them
    ("The clip ran in the Evening Wisp. The Wisp reported that the house was sold.", "outlet", "media"),
    ("A fan told the Gorse Whisper that it rained. The Whisper reported that it had snowed.", "outlet", "media"),
    ("A fan told the Harbour Board that it rained. The Board reported that it had snowed.", "organization", "government"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "role"), ROWS)
def test_kind_and_role(text: str, kind: str, role: str) -> None:
    *_, last = read_article(Article(text=text), make_extractor("rules")).statements or ()
    assert (last.source.kind.value, last.source.role.value) == (kind, role)


# text; source and stance of the last statement
STANCES = [
    ("Ravenna rejected the finding.", "Ravenna", "denies"),
    ("The union rejected the offer.", "The union", "other"),
    ("The ministry puts the cost at $4m.", "The ministry", "asserts"),
]


@pytest.mark.parametrize(("text", "source", "stance"), STANCES)
def test_stance(text: str, source: str, stance: str) -> None:
    *_, last = read_article(Article(text=text), make_extractor("rules")).statements or ()
    assert (last.source.text, last.stance.value) == (source, stance)


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        ("Ann Lee said the sensor had reported a fall in pressure.", []),
        ("Ann Lee said the control system had reported a fall in pressure.", []),
        ("Ann Lee said the firm had reported a fall in sales.", ["Ann Lee", "the firm"]),
    ],
)
def test_things_pass_nothing_on(text: str, hops: list[str]) -> None:
    first, *_ = read_article(Article(text=text), make_extractor("rules")).statements or ()
    assert [hop.name for hop in first.chain] == hops


@pytest.mark.parametrize(("outlet", "stance"), [(True, "asserts"), (False, "other")])
def test_outlets_understand_what_they_have_heard(outlet: bool, stance: str) -> None:
    document = read("The Wisp understands the club has made an offer.")
    one = Attribution(((3, 9),), ((2, 3),), ((0, 2),), 0.6, "net")
    assert stance_of(document, one, outlet=outlet) == stance


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Two cleaners came to the paper. Both said it was late.", "anonymous_source", "witness_participant"),
        ("Two of those inspectors came to the paper. Both said it was late.", "anonymous_official", "government"),
        ("Rain fell on the two mills. Both said it was late.", "unattributed", "unknown"),
    ],
)
def test_both_are_the_two_before(text: str, kind: str, role: str) -> None:
    document = read(text)
    at = document.words.index("Both")
    profile = Resolver(document, find_people(document)).resolve((at, at + 1))
    assert (profile.kind, profile.role) == (kind, role)


def test_denied_figure() -> None:
    first, *_ = (
        read_article(
            Article(text="The rebels put the dead at 40, a figure the army denied."), make_extractor("rules")
        ).statements
        or ()
    )
    assert [one.status.value for one in first.responses] == ["denied"]
