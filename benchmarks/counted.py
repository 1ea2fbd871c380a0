"""Texts, annotations and statements in the tokens that the evaluators beside the project count.

They count runs of word characters and single other characters of the text as it stands. The library's own tokens
differ a little: it reads a doubled ``''`` as a quotation mark, an entity as its character, 'U.S.' as one word.
"""

from __future__ import annotations

import bisect
import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from credscore import Article, Span, Statement
from credscore.extract import Attribution, Extractor
from credscore.learn.extractor.corpus import Gold, Sample
from credscore.reading import Document
from credscore.register import Register
from credscore.sourcing import read_article

_TOKEN = re.compile(r"\w+|[^\w\s]")


def records(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON lines file, gzip where so named."""
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def document_of(text: str) -> Document:
    """The text in the tokens counted, and nothing more."""
    found = list(_TOKEN.finditer(text))
    words = [one.group() for one in found]
    starts, ends = [one.start() for one in found], [one.end() for one in found]
    return Document(text, words, [word.lower() for word in words], starts, ends, [], [], [], (), ())


def tokens_of_spans(document: Document, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The tokens that begin in one of some ranges of characters, in their order."""
    found: set[int] = set()
    for start, end in spans:
        found.update(range(bisect.bisect_left(document.starts, start), bisect.bisect_left(document.starts, end)))
    return tuple(sorted(found))


def sample_of(record: dict[str, Any]) -> Sample:
    """An annotated article; an attribution without a content is passed over."""
    document = document_of(record["text"])
    parts = (
        tuple(tokens_of_spans(document, one[key]) for key in ("content", "source", "cue"))
        for one in record["attributions"]
    )
    return Sample(str(record["id"]), document, tuple(Gold(*one) for one in parts if one[0]))


def statements_of(text: str, extractor: Extractor, register: Register | None = None) -> list[Statement]:
    """The statements that the library finds in a text without a date."""
    return list(read_article(Article.model_construct(text=text, responses=()), extractor, register).statements or ())


def attribution_of(document: Document, statement: Statement) -> Attribution:
    """A statement as ranges of the document's tokens."""

    def ranges(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
        found = (tokens_of_spans(document, [(one.start, one.end)]) for one in spans)
        return tuple((tokens[0], tokens[-1] + 1) for tokens in found if tokens)

    content, cue, source = (ranges(one.spans) for one in (statement.content, statement.cue, statement.source))
    return Attribution(content, cue, source, statement.confidence or 0.0)
