"""Who is a person of the article, what is said of them, and whom a name or a pronoun means. All names invented."""

from __future__ import annotations

import pytest

from credscore import Article
from credscore.extract import make_extractor
from credscore.reading import read
from credscore.sourcing import read_article
from credscore.sourcing.names import find_people
from credscore.sourcing.resolve import Resolver

STORY = (
    "The Lee campaign opened an office. Polls show Ann Lee ahead in the primary, and voters in Ohio like the nominee. "
    "The debate is on Monday. "
)


def last_source(text: str) -> tuple[str | None, str, str]:
    *_, last = read_article(Article(text=text), make_extractor("rules")).statements or ()
    return last.source.name, last.source.kind.value, last.source.role.value


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        (STORY + "Lee said taxes would fall.", "Ann Lee", "named_individual", "politician_campaign"),
        (STORY + "Tom Hale, Lee's adviser, said it rained.", "Tom Hale", "named_individual", "politician_campaign"),
        ("Karl Otte (D-N.Y.) rose. Otte said the bill was dead.", "Karl Otte", "named_official", "government"),
        ("Sen. Ida Munk rose. The senator said the bill was dead.", "Ida Munk", "named_official", "government"),
        ("Former senator Ida Munk rose. Senator Munk said it was late.", "Ida Munk", "named_individual", "expert"),
        ("Rosa Klein, who was governor until 2014, said it was safe.", "Rosa Klein", "named_individual", "expert"),
        ("Ben Roth, president of the Dorvik Bank, said rates would rise.", "Ben Roth", "named_individual", "company"),
        ("Ben Roth, the chief financial officer, said rates would rise.", "Ben Roth", "named_individual", "company"),
        ("Defence Secretary Ben Roth said the base was safe.", "Ben Roth", "named_official", "government"),
        ("Attorney General Bea Koll said she would appeal.", "Bea Koll", "named_official", "military_police_court"),
        ("Governors Bea Koll and Ben Roth said the dam held.", "Bea Koll", "named_official", "government"),
        ("Tom Roe spoke. The billionaire said it was late.", "Tom Roe", "named_individual", "unknown"),
        ("Tom Roe spoke. The bridge’s owner said it was late.", None, "anonymous_source", "witness_participant"),
        ("Tom Roe spoke. The owner of the bridge said it was late.", None, "anonymous_source", "witness_participant"),
        ("Mr. Tribe, a professor of law at Dorvik, said it was void.", "Tribe", "named_individual", "expert"),
    ],
)  # fmt: skip
def test_labels_of_a_named_person(text: str, name: str, kind: str, role: str) -> None:
    assert last_source(text) == (name, kind, role)


def test_namesakes_are_kept_apart() -> None:
    text = "Tom Hale and his wife, Ida Hale, came. Mrs. Hale said it rained. Tom Hale said it did not."
    article = read_article(Article(text=text), make_extractor("rules"))
    assert [one.source.name for one in article.statements or ()] == ["Ida Hale", "Tom Hale"]


def test_a_name_inside_a_quotation_is_not_who_said_it() -> None:
    text = "Tom Hale opened the fair. “If Karl Otte wins, I will leave,” he said."
    assert last_source(text)[0] == "Tom Hale"


def test_the_speaker_is_whom_the_next_pronoun_means() -> None:
    text = "Tom Hale said the pier was shut after a call from Karl Otte. He said it would open in May."
    assert last_source(text)[0] == "Tom Hale"


@pytest.mark.parametrize("text", ["They sailed past Rust Point.", "The Trade Act passed.", "New York was wet."])
def test_no_person_in_it(text: str) -> None:
    assert not find_people(read(text)).at


CONTEST = (
    "Voters in Harwick go to the polls on Monday after the last debate of the primary campaign. The nominee, Tom Hale, "
    "leads. The Hale campaign held a rally, and delegates of the party came. "
)


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        # whom 'who' and 'which' take up
        ("Ann Lee, a banker and former treasury official who said the fund was sound, left.", "named_individual",
         "company"),
        ("The search went on without members of the Dorvik government, which denied any part in it.", "organization",
         "government"),
        # a definite noun for whom the story is about
        ("Ann Lee opened the tower. The real estate magnate declined to comment.", "named_individual", None),
        # posts that sound public and are not, and the reverse
        ("Eva Storm, a senior vice president in the Dorvik office of the bank, said it was open.", "named_individual",
         "company"),
        ("Gil Ross, policy head at the Business Council of Harwick, said it was open.", "named_individual",
         "company"),
        ("FBI general counsel Gil Ross said it was open.", "named_official", "military_police_court"),
        ("The company's general counsel, Gil Ross, said it was open.", "named_individual", None),
        ("Gil Ross, co-director of the Dorvik Institute of Economics, said it was open.", "named_individual", "expert"),
        (CONTEST + "Rules Committee Chairman Gil Ross told the party it was late.", "named_individual",
         "politician_campaign"),
        (CONTEST + "Senate Rules Committee Chairman Gil Ross told the party of it.", "named_official", "government"),
        ("The attorney general said it was late.", "named_official", "military_police_court"),
        ("House Judiciary Committee Chairman Gil Ross (R-Va.) said it was late.", "named_official", "government"),
        ("The Estuary Lines president, Gil Ross, said it was late.", "named_individual", "company"),
        ("The F.B.I. director, Gil Ross, said it was late.", "named_official", "military_police_court"),
        # voters and scholars of a contest
        (CONTEST + "Gil Ross, 41, a truck driver, said it was late.", "named_individual", "public"),
        (CONTEST + "Gil Ross, a nurse from Dorvik, said it was late.", "named_individual", "public"),
        (CONTEST + "Gil Ross, an activist from Dorvik, said it was late.", "named_individual", "witness_participant"),
        (CONTEST + "The actor Gil Ross said it was late.", "named_individual", "public"),
        (CONTEST + "Gil Ross, a Republican pollster, said it was late.", "named_individual", "expert"),
        (CONTEST + "Gil Ross, a Republican strategist, said it was late.", "named_individual", "politician_campaign"),
        (CONTEST + "Gil Ross, an adviser to Mr. Hale, said it was late.", "named_individual", "politician_campaign"),
        # in whose name
        ("An email from the president of the dockers' union said it was late.", "document", "witness_participant"),
        ("A report by the Dorvik Institute of Economics came out. The report said it was late.", "document", "expert"),
        (CONTEST + "Mr. Hale will not come, a spokesman said.", "organization", "politician_campaign"),
        ("A spokeswoman for the Harwick Defence Ministry said it was late.", "organization", "government"),
    ],
)  # fmt: skip
def test_posts_and_what_takes_them_up(text: str, kind: str, role: str | None) -> None:
    _, found, hat = last_source(text)
    assert found == kind
    if role is not None:
        assert hat == role


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She spoke for farmers such as Bo Ek, who are worried.", "unnamed_group"),
        ("She spoke for a farmer, Bo Ek, who is worried.", "named_individual"),
        ("She spoke of Bo Ek, a farmer and part-time sailor who is worried.", "named_individual"),
        ("She met the author Bo Ek (a friend of hers), who is worried.", "named_individual"),
    ],
)
def test_who_takes_up_people(text: str, kind: str) -> None:
    document = read(text)
    token = document.lowers.index("who")
    assert Resolver(document, find_people(document)).resolve((token, token + 1)).kind == kind
