"""What holds of every extractor on every text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credscore import Article
from credscore.extract import EXTRACTORS, make_extractor
from credscore.reading import read
from credscore.sourcing import read_article

WORDS = [
    "said",
    "Ann Lee",
    "the minister",
    "according to",
    "“",
    "”",
    '"',
    ",",
    ".",
    "that",
    "it rained",
    "an official",
    "denied",
    "the report",
    "told",
    "reporters",
    "declined to comment",
    "citing",
    "the Star",
    "reported",
    "she",
    "who",
    "\n\n",
    ":",
    "is expected to",
    "reportedly",
    "and",
    "but",
    "(",
    ")",
    "“It",
    "was”",
    "claims",
    "of",
    "'s claim that",
    "neither confirmed nor denied",
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
)


@pytest.mark.parametrize("name", sorted(EXTRACTORS))
@given(text=TEXTS)
@settings(deadline=None, max_examples=150)
def test_ranges_lie_in_the_document_and_do_not_overlap(name: str, text: str) -> None:
    document = read(text)
    for one in make_extractor(name).find(document):
        assert one.content
        assert 0.0 <= one.confidence <= 1.0
        for parts in (one.content, one.cue, one.source):
            for first, stop in parts:
                assert 0 <= first < stop <= len(document)
            for before, after in itertools.pairwise(parts):
                assert before[1] <= after[0]


@pytest.mark.parametrize("name", sorted(EXTRACTORS))
@given(text=TEXTS)
@settings(deadline=None, max_examples=150)
def test_statements_are_sound_and_say_what_their_spans_cover(name: str, text: str) -> None:
    article = read_article(Article(id="a", text=text), make_extractor(name))
    again = Article.model_validate(article.model_dump())
    assert again == article
    for statement in article.statements or ():
        for part in (statement.content, statement.cue, statement.source):
            assert part.text == " … ".join(text[start:end] for start, end in part.spans)
    for response in article.responses:
        assert response.text == " … ".join(text[start:end] for start, end in response.spans)


@pytest.mark.parametrize("name", sorted(EXTRACTORS))
@given(text=TEXTS)
@settings(deadline=None, max_examples=50)
def test_same_text_same_result(name: str, text: str) -> None:
    one = read_article(Article(text=text), make_extractor(name))
    assert one == read_article(Article(text=text), make_extractor(name))
