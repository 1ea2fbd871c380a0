"""Markdown as a person reads it: no markup in what is shown, and every span over its words."""

from __future__ import annotations

import html
import re

from hypothesis import example, given
from hypothesis import strategies as st

from credscore import Article, Scorer
from credscore.reading.markdown import marks
from credscore.reading.reader import read
from credscore.report.html import of_report, page
from credscore.report.marked import marked
from credscore.report.readable import _Text, plain, readable
from credscore.report.table import table

TEXT = """---
title: The *dam* is closed
---

# The *dam* is closed

The **old dam** was closed on Monday, [Anna Berg, the mayor,](https://senn.example "her page") said.

## What is known

- Two engineers of Sands &amp; Sons said the **steel** was `brittle`.
- The builder denied it.

1. Police said the road stays open.
"""
SCORER = Scorer(extractor="rules")
REPORT = SCORER.assess(Article(text=TEXT, form="markdown", title="The *dam* is closed"))
PIECES = st.sampled_from(
    ["dam", "was", "said", "**", "*", "`", "[", "](https://a.example)", "&amp;", "\n", "\n\n", "# ", "- ", "2. ", "> ",
     "<b>", "</b>", "<!-- x -->", "![i](j)", "~~", " ", ".", ",", "\\*", "| ", "---\n", "```\n", "&#8217;"]
)  # fmt: skip


def words_of(page: str) -> str:
    """What a page says."""
    bare = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", bare))


def test_the_words_of_every_part() -> None:
    shown = readable(REPORT)
    text = shown.report.article.text
    assert [one.statement.content.text for one in shown.report.assessments] == [
        "The old dam was closed on Monday",
        "the steel was brittle",
        "it",
        "the road stays open",
    ]
    for one, before in zip(shown.report.assessments, REPORT.assessments, strict=True):
        assert text[slice(*one.statement.content.spans[0])] == one.statement.content.text
        assert text[slice(*one.statement.source.spans[0])] == one.statement.source.text
        assert (one.score, one.interval, one.grade) == (before.score, before.interval, before.grade)
        for line, old in zip(one.explain(), before.explain(), strict=True):
            assert (line.rule, line.points) == (old.rule, old.points)
            assert line.evidence in ("", *(text[slice(*span)] for span in line.spans))
    answer = shown.report.assessments[1].statement.responses[0]
    assert [text[slice(*span)] for span in answer.spans] == ["The builder denied it"]
    assert [text[start:].split("\n", 1)[0] for start in sorted(shown.headings)] == [
        "The dam is closed",
        "What is known",
    ]


def test_the_report_itself_stays_as_given() -> None:
    readable(REPORT)
    assert REPORT.article.text == TEXT
    assert REPORT.assessments[0].statement.content.text == "The **old dam** was closed on Monday"
    assert TEXT[slice(*REPORT.assessments[0].statement.content.spans[0])] == "The **old dam** was closed on Monday"


def test_other_forms_are_left_alone() -> None:
    report = SCORER.assess("The *mayor* said **so**.")
    assert readable(report).report is report


def test_nothing_that_is_shown_holds_markup() -> None:
    shown = [words_of(page([REPORT])), words_of(of_report(REPORT)), table(REPORT)]
    shown += [marked(REPORT, one) for one in REPORT.assessments]
    for one in shown:
        assert "**" not in one
        assert "](" not in one
        assert "&amp;" not in one
        assert "title:" not in one
        assert "`" not in one
    assert "• Two engineers of Sands & Sons said the steel was brittle." in marked(REPORT, REPORT.assessments[1])


def test_headings_and_lists_on_the_page() -> None:
    whole = page([REPORT])
    assert "<h2>What is known</h2>" in whole
    assert "<p>1. " in whole
    assert whole.count("The dam is closed") == 3  # the window's title, the headline, the article's name


def test_a_name_by_itself() -> None:
    assert plain("**Ann** [Lee](https://a.example)") == "Ann Lee"
    assert plain("") == ""


@given(st.lists(PIECES, max_size=30).map("".join))
@example("](https://a.example)&#8217;&#8217;dam")
def test_every_word_is_found_where_it_stood(text: str) -> None:
    document = read(text, marks(text).edits)
    shown = _Text(text)
    for word, start, end in zip(document.words, document.starts, document.ends, strict=True):
        if '"' not in word:  # backticks and pairs of single marks are read as this
            assert shown.shown[shown.start(start) : shown.end(end)].replace("’", "'") == word


@given(st.lists(PIECES, max_size=30).map("".join), st.data())
def test_any_span_stays_a_span(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(first, len(text)))
    shown = _Text(text)
    a, b = shown.spans([(first, stop)])[0]
    assert 0 <= a <= b <= len(shown.shown)
