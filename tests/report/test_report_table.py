"""The table and the marked text: what they show, and that they fit 80 columns whatever the article holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import statements

from credscore import Article, Scorer
from credscore.report.marked import marked
from credscore.report.table import table
from credscore.report.terminal import width_of

HOSTILE = "\x1b]0;owned\x07 \x1b[2J \u202egnp.exe \u2066 \x9b31m \x7f \r"
WORDS = st.sampled_from(
    [
        "Anna Berg",
        "said",
        "that",
        "日本語",
        "e\u0301\u0323",
        "\u1112\u1161",
        "“the dam”",
        "police",
        ".",
        "\n\n",
        ",",
        "x" * 90,
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


def fits(shown: str) -> None:
    for line in shown.split("\n"):
        assert width_of(line) <= 80, line
        assert all(char == "\u00ad" or unicodedata.category(char) not in ("Cc", "Cs") for char in line), line
        assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"), line


@given(TEXTS, TEXTS, TEXTS)
@settings(deadline=None)
def test_any_text_fits(text: str, title: str, outlet: str) -> None:
    report = Scorer().assess(Article(text=text, title=title, outlet=outlet))
    fits(table(report, points=True))
    for one in report.assessments:
        fits(marked(report, one))


@given(st.lists(statements(), min_size=1, max_size=3), TEXTS)
@settings(deadline=None)
def test_any_statement_fits(given_statements: list, words: str) -> None:  # type: ignore[type-arg]
    numbered = tuple(
        one.model_copy(
            update={
                "id": f"{number} {words}",
                "content": one.content.model_copy(update={"text": words}),
                "source": one.source.model_copy(update={"text": words, "name": words}),
            }
        )
        for number, one in enumerate(given_statements)
    )
    report = Scorer().assess(Article.model_construct(id=words, statements=numbered))
    fits(table(report, points=True))
    for one in report.assessments:
        fits(marked(report, one))


def test_long_rule_names_fit() -> None:
    answer = {"by": "The White House", "status": "neither_confirmed_nor_denied", "text": "neither confirmed nor denied"}
    report = Scorer().assess(Article.parse({"statements": [{"content": {"text": "x"}, "responses": [answer]}]}))
    shown = table(report, points=True)
    assert "response.neither_confirmed_nor_denied  " in shown
    fits(shown)


@pytest.mark.parametrize("field", ["title", "outlet", "id"])
def test_what_steers_a_terminal_never_comes_out(field: str) -> None:
    report = Scorer().assess(
        Article.parse({field: HOSTILE, "text": f"The {HOSTILE} mayor said the {HOSTILE} dam held."})
    )
    assert report.assessments
    fits(table(report, points=True))
    fits(marked(report, report.assessments[0]))


def test_the_table_says_what_a_statement_is_made_of() -> None:
    report = Scorer().assess(
        Article.parse(
            {
                "title": "The dam",
                "outlet": "Harbour Courier",
                "published": "2024-05-06",
                "statements": [
                    {
                        "content": {"text": "the dam will hold"},
                        "cue": {"text": "told"},
                        "source": {
                            "text": "three officials",
                            "kind": "anonymous_official",
                            "role": "government",
                            "count": 3,
                            "reason": {"text": "not authorised to speak"},
                        },
                        "chain": [
                            {"name": "The Lantern", "kind": "outlet"},
                            {"name": "three officials", "kind": "anonymous_official"},
                        ],
                        "hedged": True,
                        "responses": [{"by": "The builder", "status": "denied"}],
                    },
                    {"id": "s2", "content": {"text": "build it"}, "stance": "asks_commands"},
                ],
            }
        )
    )
    first, second = report.assessments
    shown = table(report, points=True)
    for words in (
        "The dam\nHarbour Courier, 2024-05-06\n",
        "   1  the dam will hold\n",
        f"{first.score:.2f}",
        first.grade,
        "three officials (anonymous official, government, 3 people)",
        "unnamed   not authorised to speak",
        "chain     The Lantern (outlet) → three officials (anonymous official)",
        "stance    asserts, indirect, hedged by ‘told’",
        "response  The builder: denied",
        "source.anonymous_official",
        f"{first.score:.3f}  = score",
        "   2  build it\n      no score  " + second.grade,
        report.notice.split(".")[0],
    ):
        assert words in shown
    assert "= score" not in table(report)
    assert "\x1b[" not in shown
    assert "\x1b[1m" in table(report, colour=True)
    assert str(report) == table(report)


def test_points_shown_are_the_explanation() -> None:
    report = Scorer().assess("Ann Lee, the mayor, said the bridge was safe. The builder denied it.")
    shown = table(report, points=True).split("\n")
    for one in report.assessments:
        for line in one.explain():
            assert any(line.rule in row and f"{line.points:+.3f}"[1:] in row for row in shown)


def under(text: str, **fields: object) -> tuple[str, str]:
    """The first line of the marked text and the marks beneath it."""
    report = Scorer().assess(Article.parse({"text": text, "statements": [fields]}))
    lines = marked(report, report.assessments[0]).split("\n")
    return lines[0], lines[1]


def test_marks_stand_under_what_they_mark() -> None:
    text = "The mayor said the dam held."
    shown, marks = under(
        text, source={"text": "The mayor", "spans": [[0, 9]]}, cue={"spans": [[10, 14]]}, content={"spans": [[15, 27]]}
    )
    assert shown == text
    assert marks == "SSSSSSSSS CCCC ~~~~~~~~~~~~"


def test_marks_count_columns_and_not_characters() -> None:
    text = "市長 said e\u0301a held."
    start = text.index("e\u0301")
    shown, marks = under(text, source={"spans": [[0, 2]]}, content={"spans": [[start, start + 3]]})
    assert shown == text
    assert marks == "SSSS      ~~"


def test_only_paragraphs_with_marks_are_shown_and_every_mark_is() -> None:
    text = "Nothing here.\n\n" + "The mayor said so. " * 20 + "\n\nNothing there.\n"
    start = text.index("The mayor", 100)
    report = Scorer().assess(
        Article.parse({"text": text, "statements": [{"content": {"spans": [[start, start + 40]]}}]})
    )
    shown = marked(report, report.assessments[0])
    assert "Nothing" not in shown
    assert shown.split("~~~ content")[0].count("~") == 40


def test_without_a_text_the_content_is_shown() -> None:
    report = Scorer().assess(Article.parse({"statements": [{"content": {"text": "the dam held", "spans": [[3, 9]]}}]}))
    assert marked(report, report.assessments[0]).startswith("the dam held\n\nscore ")


def test_one_statement_is_one_and_none_has_no_shares() -> None:
    scorer = Scorer(extractor="rules")
    assert "\n1 statement, 1 with a score, from 1 origin; on the record" in table(
        scorer.assess("Ann Lee said it held.")
    )
    none = table(scorer.assess("Die Brücke hält."))
    assert "No attributed statement was found. Only English is understood.\n\nArticle\n0 statements\nA score" in none
