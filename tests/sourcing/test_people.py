"""Who is a person of the article, what is said of them, and whom a name or a pronoun means. All names invented."""

from __future__ import annotations

import pytest

from credscore import Article
from credscore.extract import make_extractor
from credscore.reading import read
from credscore.sourcing import read_article
from credscore.sourcing.people import find_people

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
