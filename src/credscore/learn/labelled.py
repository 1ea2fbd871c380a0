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
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import IO, Any, Literal, NamedTuple

from credscore.errors import CredscoreError, InputError
from credscore.intake.opening import open_stream
from credscore.scoring.testimony import Record
from credscore.statement import Article, Statement

__all__ = ["TASKS", "Bad", "Case", "Task", "digest_of", "read_cases", "with_labels"]

Task = Literal["statement", "article", "speaker"]
TASKS: tuple[Task, ...] = ("statement", "article", "speaker")

_LONGEST_LINE = 16 * 1024 * 1024
_MOST_CONTEXT = 100
_SPEAKER_FIELDS = ("speaker", "job", "state", "party", "context")


class Bad(NamedTuple):
    """A line that cannot be used."""

    error: CredscoreError


class Case(NamedTuple):
    """One labelled case.

    Attributes:
        id: The caller's id, else the line's number.
        file: The file it stands in.
        line: Its line there, from 1.
        task: What sort of case it is.
        label: Its label; None only where the reader allowed that.
        group: Cases of one group (an article, a speaker) are never parted between learning and measuring.
        statement: The statement, for the task ``statement``.
        record: What earlier statements of its origin turned out to be.
        article: The article, for the task ``article``.
        text: The words.
        context: Further fields by name: of a speaker, or the caller's own.
        subjects: What it is about, for the task ``speaker``.
        counts: Published counts by label, for the task ``speaker``; they count the case itself.
    """

    id: str
    file: str
    line: int
    task: Task
    label: str | None
    group: str | None = None
    statement: Statement | None = None
    record: Record | None = None
    article: Article | None = None
    text: str = ""
    context: Mapping[str, str] = {}
    subjects: tuple[str, ...] = ()
    counts: Mapping[str, float] | None = None


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
        sort = _sort_of(data, every)
        if task is not None and sort != task:
            raise InputError(f"is a case of the sort {sort!r}, not {task!r}")
        if sort == "statement" and isinstance(data.get("statements"), list):
            cases = _statements(data, file, line, every)
        else:
            cases = [{"statement": _statement, "article": _article, "speaker": _speaker}[sort](data, file, line)]
        for case in cases:
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
        raise InputError(f"is not UTF-8: byte {error.start}: {error.reason}") from None
    except RecursionError:
        raise InputError("is not JSON: nested too deeply") from None
    except ValueError as error:
        raise InputError(f"is not JSON: {getattr(error, 'msg', error)}") from None
    if not isinstance(data, dict):
        raise InputError(f"a case is a JSON object, not {type(data).__name__}")
    return data


def _sort_of(data: Mapping[str, Any], every: bool) -> Task:
    if isinstance(data.get("statement"), str):
        return "speaker"
    if isinstance(data.get("statement"), dict):
        return "statement"
    listed = data.get("statements")
    if isinstance(listed, list) and (every or any(isinstance(one, dict) and "label" in one for one in listed)):
        return "statement"
    if isinstance(listed, list) or isinstance(data.get("text"), str):
        return "article"
    raise InputError("a case needs a statement, statements or a text")


def _label(data: Mapping[str, Any], field: str = "label") -> str | None:
    value = data.get("label")
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int)):
        return str(value)
    raise InputError(f"a label is a word, not {type(value).__name__}", field=field)


def _id(data: Mapping[str, Any], line: int) -> str:
    value = data.get("id")
    return str(line) if value is None else str(value)[:1000]


def _group(data: Mapping[str, Any], otherwise: str | None = None) -> str | None:
    value = data.get("group", data.get("article"))
    return str(value)[:1000] if isinstance(value, (str, int)) else otherwise


def _context(data: Mapping[str, Any]) -> dict[str, str]:
    given = data.get("context")
    if given is None:
        return {}
    if not isinstance(given, dict) or len(given) > _MOST_CONTEXT:
        raise InputError(f"must be an object of at most {_MOST_CONTEXT} words by name", field="context")
    found = {}
    for key, value in given.items():
        if not isinstance(value, (str, int, float, bool)):
            raise InputError(f"must be a word or number, not {type(value).__name__}", field=f"context.{key}")
        found[str(key)] = str(value)[:200]
    return found


def _record(data: Mapping[str, Any]) -> Record | None:
    given = data.get("record")
    if given is None:
        return None
    if not isinstance(given, dict) or set(given) - {"confirmed", "refuted"}:
        raise InputError("must be an object of confirmed and refuted", field="record")
    counts = []
    for name in ("confirmed", "refuted"):
        value = given.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1e9:
            raise InputError(f"must be a count, not {value!r}", field=f"record.{name}")
        counts.append(float(value))
    return Record(*counts)


def _statement(data: Mapping[str, Any], file: str, line: int) -> Case:
    own = {key: value for key, value in data["statement"].items() if key != "label"}
    article = Article.parse({"statements": [own]}, file=file, line=line)
    (statement,) = article.statements or ()
    label = _label(data) if "label" in data else _label(data["statement"], "statement.label")
    return Case(
        _id(data, line),
        file,
        line,
        "statement",
        label,
        _group(data),
        statement,
        _record(data),
        None,
        statement.text,
        _context(data),
    )


def _statements(data: Mapping[str, Any], file: str, line: int, every: bool) -> list[Case]:
    listed = [one for one in data["statements"] if isinstance(one, dict)]
    own = [{key: value for key, value in one.items() if key not in ("label", "record", "context")} for one in listed]
    article = Article.parse(
        {key: value for key, value in data.items() if key not in ("statements", "label", "group", "context", "record")}
        | {"id": _id(data, line), "statements": own},
        file=file,
        line=line,
    )
    return [
        Case(
            f"{article.id}/{statement.id}",
            file,
            line,
            "statement",
            _label(given, f"statements.{number}.label"),
            _group(data, article.id),
            statement,
            _record(given),
            None,
            statement.text,
            _context(given),
        )
        for number, (given, statement) in enumerate(zip(listed, article.statements or (), strict=True))
        if every or "label" in given
    ]


def _article(data: Mapping[str, Any], file: str, line: int) -> Case:
    known = {key: value for key, value in data.items() if key in Article.model_fields}
    article = Article.parse(known | {"id": _id(data, line)}, file=file, line=line)
    text = "\n".join(part for part in (article.title, article.text) if part)
    return Case(
        article.id, file, line, "article", _label(data), _group(data), None, None, article, text, _context(data)
    )


def _speaker(data: Mapping[str, Any], file: str, line: int) -> Case:
    context = {}
    for name in _SPEAKER_FIELDS:
        value = data.get(name)
        if value is not None and not isinstance(value, str):
            raise InputError(f"must be words, not {type(value).__name__}", field=name)
        context[name] = " ".join((value or "").casefold().split())[:200]
    subjects = data.get("subjects") or []
    if isinstance(subjects, str):
        subjects = subjects.split(",")
    if not isinstance(subjects, list) or not all(isinstance(one, str) for one in subjects):
        raise InputError("must be a list of words", field="subjects")
    counts = data.get("counts")
    if counts is not None and not (
        isinstance(counts, dict)
        and all(isinstance(n, (int, float)) and not isinstance(n, bool) and 0 <= n <= 1e9 for n in counts.values())
    ):
        raise InputError("must be counts by label", field="counts")
    return Case(
        _id(data, line),
        file,
        line,
        "speaker",
        _label(data),
        _group(data),
        text=data["statement"],
        context=context,
        subjects=tuple(one.casefold().strip() for one in subjects[:50]),
        counts=counts,
    )
