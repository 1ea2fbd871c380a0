"""What the register of office holders adds to an article, and what it must not. Its people are made up."""

from __future__ import annotations

import datetime

import pytest

from credscore import Article
from credscore.extract import make_extractor
from credscore.register import Register, Term
from credscore.sourcing import read_article
from credscore.statement import Source

ROWS = [
    ("Ann Lee", "senator", "Harwick Senate", "government", "2015-01-03", "2019-01-03"),
    ("Ann Lee", "presidential candidate", "Green Party", "politician_campaign", "2018-03-01", "2018-11-06"),
    ("Bo Ek", "mayor", "Dorvik", "government", "2010-01-01", "2016-12-31"),
    ("Bo Ek", "governor", "Harwick", "government", "2017-01-01", ""),
    ("Cy Dahl", "presidential candidate", "Blue Party", "politician_campaign", "2018-02-01", "2018-11-06"),
    ("Cy Dahl", "president", "Harwick", "government", "2019-01-20", ""),
    ("Eva Roth", "secretary of state", "Harwick", "government", "2009-01-20", "2013-01-20"),
    ("Eva Roth", "presidential candidate", "Red Party", "politician_campaign", "2018-01-20", "2018-11-06"),
    ("Ola Berg", "mayor", "Dorvik", "government", "2022-01-01", ""),
    ("Ib Storm", "chief of police", "Dorvik", "military_police_court", "2015-01-01", ""),
]
REGISTER = Register(((Term(*row), ("Dahl",) if row[0] == "Cy Dahl" else ()) for row in ROWS), "2015-01-03")
POLITICS = "The government met the party, and lawmakers in parliament spoke of policy. "


def source(text: str, published: str | None = None) -> Source:
    day = datetime.date.fromisoformat(published) if published else None
    article = Article(text=text, published=day)
    *_, last = read_article(article, make_extractor("rules"), REGISTER).statements or ()
    return last.source


@pytest.mark.parametrize(
    ("text", "published", "kind", "role"),
    [
        # the article gives no office, the register does
        ("Ann Lee said the dam held.", "2016-05-01", "named_official", "government"),
        ("Ann Lee was tired. She said the dam held.", "2016-05-01", "named_official", "government"),
        ("Ann Lee was tired. Lee said the dam held.", "2016-05-01", "named_official", "government"),
        ("Ib Storm said the square was safe.", "2016-05-01", "named_official", "military_police_court"),
        # outside of the term
        ("Ann Lee said the dam held.", "2020-05-01", "named_individual", "expert"),
        ("Bo Ek said the dam held.", "2009-05-01", "named_individual", "unknown"),
        ("Bo Ek said the dam held.", "2030-05-01", "named_official", "government"),
        # who only stands is no official; who also holds an office is one
        ("Cy Dahl said taxes would fall.", "2018-06-01", "named_individual", "politician_campaign"),
        ("Ann Lee said taxes would fall. Lee voters agreed. Ann Lee said it again.", "2018-06-01", "named_official",
         "politician_campaign"),
        ("Cy Dahl said taxes would fall.", "2020-06-01", "named_official", "government"),
        # a surname alone, where the register has it and the article gives no fuller name
        ("Dahl said taxes would fall.", "2020-06-01", "named_official", "government"),
        # the article's words win
        ("Former senator Ann Lee said the dam held.", "2016-05-01", "named_individual", "expert"),
        ("Ann Lee, who retired, said the dam held.", "2016-05-01", "named_individual", "expert"),
        ("Ann Lee, a former lawmaker, said the dam held.", "2016-05-01", "named_individual", "expert"),
        ("Ann Lee, a carpenter, said the dam held.", "2016-05-01", "named_individual", "witness_participant"),
        ("Former mayor Bo Ek said the dam held.", "2018-05-01", "named_official", "government"),
        # a title outlives its office
        ("Secretary Eva Roth said the dam held.", "2018-05-01", "named_individual", "politician_campaign"),
        ("Secretary Eva Roth said the dam held.", "2012-05-01", "named_official", "government"),
        # namesakes
        ("Tom Lee said the dam held.", "2016-05-01", "named_individual", "unknown"),
        ("Ann Lee stayed away. Tom Lee said the dam held.", "2016-05-01", "named_individual", "unknown"),
        ("Ann Lee stayed away. Tom Lee was there. Tom Lee, a baker, was hurt. Mr. Lee said the dam held.", "2016-05-01",
         "named_individual", "witness_participant"),
    ],
)  # fmt: skip
def test_the_register_and_the_article_together(text: str, published: str, kind: str, role: str) -> None:
    found = source(POLITICS * 2 + text, published)
    assert (found.kind.value, found.role.value) == (kind, role)


def test_what_rests_on_the_register_says_so() -> None:
    found = source(POLITICS + "Ann Lee said the dam held.", "2016-05-01").office
    assert found is not None
    assert (found.title, found.body, found.dated) == ("senator", "Harwick Senate", "article")
    assert (found.start, found.end) == (datetime.date(2015, 1, 3), datetime.date(2019, 1, 3))
    # what the article says itself rests on the article
    assert source(POLITICS + "Senator Ann Lee said the dam held.", "2016-05-01").office is None


def test_the_text_tells_the_time_where_it_has_no_date() -> None:
    with_others = "Bo Ek and Cy Dahl met. Eva Roth left the race in 2018. Cy Dahl said taxes would fall."
    found = source(POLITICS + with_others)
    assert (found.kind.value, found.role.value) == ("named_individual", "politician_campaign")
    assert found.office is not None
    assert found.office.dated == "text"
    later = source(POLITICS + "It was 2021, and 2021 was wet. Cy Dahl said taxes would fall.")
    assert (later.kind.value, later.office and later.office.dated) == ("named_official", "text")


def test_without_any_hint_any_term_counts_and_the_finding_says_so() -> None:
    found = source(POLITICS + "Cy Dahl said taxes would fall.")
    assert (found.kind.value, found.office and found.office.dated) == ("named_official", "unknown")
    # but where the article speaks of a candidacy, the candidacy counts
    running = source(POLITICS + "The nominee, Cy Dahl, waved. Cy Dahl said taxes would fall.")
    assert (running.kind.value, running.role.value) == ("named_individual", "politician_campaign")


def test_a_name_in_an_article_about_other_matters_is_a_namesake() -> None:
    text = "The choir sang in the old chapel by the river. Ann Lee said the evening was lovely."
    assert source(text, "2016-05-01").kind.value == "named_individual"
