"""What is set right in any extractor's findings: a document's name, who did the same, what is retold."""

from __future__ import annotations

import pytest

from credscore import Article, Scorer
from credscore.extract.attribution import Attribution, Range
from credscore.extract.mend import mend_sources
from credscore.extract.nested import without_nested
from credscore.extract.rules import RulesExtractor
from credscore.reading import Document, read


def part(document: Document, words: str) -> Range:
    """Where the words stand, by the first place they are found."""
    first = document.text.index(words)
    spans = [k for k in range(len(document)) if first <= document.starts[k] < first + len(words)]
    return spans[0], spans[-1] + 1


def one(document: Document, source: str, cue: str, content: str) -> Attribution:
    return Attribution((part(document, content),), (part(document, cue),), (part(document, source),), 0.7, "net")


SOURCES = [
    # text; source, cue and content as found; the source as it should be
    ("Tolls rose, a poll published on Monday found.", "a poll", "found", "Tolls rose", "a poll published on Monday"),
    ("Emails obtained by Radio Sund show he knew.", "Emails", "show", "he knew", "Emails obtained by Radio Sund"),
    ("Copies of the letter, she said, were lost.", "she", "said", "Copies of the letter", "she"),
    ("Minutes of the board show that he knew.", "the board", "show", "that he knew", "Minutes of the board"),
    ("Records of the port say it was old.", "the port", "say", "it was old", "Records of the port"),
    ("Readers of the report said it was late.", "the report", "said", "it was late", "the report"),
    ("The heirs of the port say it was old.", "the port", "say", "it was old", "the port"),
    ("The report issued a warning and said it was late.", "The report", "said", "it was late", "The report"),
    ("A guard seen by the gate said it was late.", "A guard", "said", "it was late", "A guard"),
    ("“It rained,” said Al Holm, and so did Bo.", "Al Holm, and so did Bo", "said", "“It rained,”", "Al Holm"),
    ("“It rained,” said Al Holm, as did two others.", "Al Holm, as did two", "said", "“It rained,”", "Al Holm"),
    ("Works\n\nMayor Al Holm said it was late.", "Works\n\nMayor Al Holm", "said", "it was late", "Mayor Al Holm"),
    ("Works\n\nAl Holm of Sund\n\nsaid it was late.", "Al Holm of Sund", "said", "it was late", "Al Holm of Sund"),
    ("“It rained,” said Al Holm and Bo Ray.", "Al Holm and Bo Ray", "said", "“It rained,”", "Al Holm and Bo Ray"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "expected"), SOURCES)
def test_source_is_set_right(text: str, source: str, cue: str, content: str, expected: str) -> None:
    document = read(text)
    (mended,) = mend_sources(document, [one(document, source, cue, content)])
    assert document.passage(*mended.source[0]) == expected


def test_what_is_retold_whole_is_its_tellers() -> None:
    document = read("According to her aunt, doctors told the family the lump was harmless.")
    inner = one(document, "doctors", "told", "the lump was harmless")
    assert without_nested([inner], RulesExtractor().find(document)) == []


@pytest.mark.parametrize(
    "text",
    [
        "According to her aunt, doctors said the lump was harmless, but a nurse said it was not.",
        "According to her aunt, the lump was harmless, and doctors said it would go.",
    ],
)
def test_another_speaker_in_the_sentence_is_left_alone(text: str) -> None:
    document = read(text)
    rules = RulesExtractor().find(document)
    content = "it was not" if "nurse" in text else "it would go"
    found = [one(document, "a nurse" if "nurse" in text else "doctors", "said", content)]
    if "nurse" in text:
        found.insert(0, one(document, "doctors", "said", "the lump was harmless"))
    assert without_nested(found, rules) == found


@pytest.mark.parametrize("head", ["Head\n\n", "# Head\n\n", "# Head\n\n> ", "Title\n=====\n\n", "## Head\n"])
@pytest.mark.parametrize("extractor", ["rules", "trained"])
def test_a_headline_is_no_part_of_the_source_below_it(head: str, extractor: str) -> None:
    article = Article(text=f"{head}Mayor Jane Doe said the dam was safe.\n", form="markdown")
    (found,) = Scorer(extractor=extractor).assess(article).assessments
    assert found.statement.source.text == "Mayor Jane Doe"
