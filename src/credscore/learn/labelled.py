"""Labelled data, a JSON line a case: what was said or written, and what it turned out to be.

Three sorts of case, told apart by their fields:

- ``statement``: ``{"statement": {...}, "label": ...}`` with a statement in the exchange format, or an article's
  ``{"statements": [{..., "label": ...}]}``; optional ``record`` ({"confirmed", "refuted"}) and ``context``.
- ``article``: ``{"text": ..., "label": ...}``, or statements without labels of their own beside the article's label.
- ``speaker``: ``{"statement": "words", "speaker": ..., "label": ...}`` with job, state, party, context, subjects.

A line that cannot be used is given back as `Bad` with its file, line and field, and the others are used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import IO, Any

from credscore.errors import CredscoreError, InputError
from credscore.intake.encoding import not_utf8
from credscore.intake.opening import open_stream
from credscore.learn.case import TASKS, Bad, Case, Task
from credscore.learn.case_fields import cases_in, sort_of

__all__ = ["TASKS", "Bad", "Case", "Task", "digest_of", "read_cases", "with_labels"]

_LONGEST_LINE = 16 * 1024 * 1024


def digest_of(path: str) -> str:
    """SHA-256 of a file's content, unpacked if it is gzip."""
    found = hashlib.sha256()
    with _open(path) as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def _open(path: str) -> AbstractContextManager[IO[bytes]]:
    # Read twice, for the digest: so '-' is a file of that name and not standard input.
    return open_stream("./-" if path == "-" else path)


def read_cases(path: str, task: Task | None = None, *, unlabelled: bool = False) -> Iterator[Case | Bad]:
    """The cases of one file of JSON lines, plain or gzipped, in order.

    Args:
        path: The file.
        task: The sort of case wanted; None takes the first line's sort for all.
        unlabelled: Whether a case may lack a label. Then all statements of an article are cases where the task is
            'statement', else those that have a label.
    """
    try:
        with _open(path) as stream:
            number = 0
            while raw := stream.readline(_LONGEST_LINE + 1):
                number += 1
                if len(raw) > _LONGEST_LINE:
                    yield Bad(InputError(f"is longer than {_LONGEST_LINE} bytes", file=path, line=number))
                    while raw and not raw.endswith(b"\n"):
                        raw = stream.readline(_LONGEST_LINE)
                    continue
                if not raw.strip(b" \t\r\n\xef\xbb\xbf"):
                    continue
                for item in _cases_of(raw, path, number, task, unlabelled):
                    if isinstance(item, Case):
                        task = task or item.task
                    yield item
    except OSError as error:
        yield Bad(InputError(getattr(error, "strerror", None) or str(error), file=path))


def with_labels(items: Iterable[Case | Bad], labels: tuple[str, ...] | None = None) -> Iterator[Case | Bad]:
    """The cases whose labels agree: an id with two labels, and a label spelt in two ways, are bad lines.

    Args:
        items: Cases and bad lines.
        labels: The spellings known from elsewhere; other labels are let through as they are.
    """
    spelt: dict[str, str] = {label.casefold().strip(): label for label in labels or ()}
    known: dict[tuple[str, str], Case] = {}
    for item in items:
        if isinstance(item, Bad) or item.label is None:
            yield item
            continue
        usual = spelt.setdefault(item.label.casefold().strip(), item.label)
        if usual != item.label:
            yield _bad(item, f"the label {item.label!r} is spelt {usual!r} elsewhere; spell it one way", "label")
            continue
        first = known.setdefault((item.task, item.id), item)
        if first.label != item.label:
            yield _bad(
                item, f"{item.id!r} is labelled {item.label!r} here and {first.label!r} on line {first.line}", "label"
            )
            continue
        yield item


def _bad(case: Case, message: str, field: str) -> Bad:
    return Bad(InputError(message, file=case.file, line=case.line, field=field))


def _cases_of(raw: bytes, file: str, line: int, task: Task | None, unlabelled: bool) -> Iterator[Case | Bad]:
    try:
        data = _decode(raw)
        every = unlabelled and task == "statement"
        sort = sort_of(data, every)
        if task is not None and sort != task:
            raise InputError(f"is a case of the sort {sort!r}, not {task!r}")
        for case in cases_in(data, sort, file, line, every):
            if case.label is None and not unlabelled:
                yield _bad(case, "is missing: every case needs a label", "label")
            else:
                yield case
    except CredscoreError as error:
        yield Bad(error.at(file=file, line=line))


def _decode(raw: bytes) -> dict[str, Any]:
    def refuse(word: str) -> object:
        raise ValueError(f"{word} is no JSON number")

    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=refuse)
    except UnicodeDecodeError as error:
        raise InputError(not_utf8(error)) from None
    except RecursionError:
        raise InputError("is not JSON: nested too deeply") from None
    except ValueError as error:
        raise InputError(f"is not JSON: {getattr(error, 'msg', error)}") from None
    if not isinstance(data, dict):
        raise InputError(f"a case is a JSON object, not {type(data).__name__}")
    return data
