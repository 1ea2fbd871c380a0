"""A decoded line of labelled data as the cases that stand in it, by its sort. See `credscore.learn.labelled`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from credscore.errors import InputError
from credscore.learn.case import Case, Task
from credscore.scoring.testimony import Record
from credscore.statement import Article

__all__ = ["cases_in", "sort_of"]

_MOST_CONTEXT = 100
_SPEAKER_FIELDS = ("speaker", "job", "state", "party", "context")


def sort_of(data: Mapping[str, Any], every: bool) -> Task:
    """The sort of a case by its fields.

    Args:
        data: The decoded line.
        every: Whether statements without a label of their own are cases too.

    Raises:
        InputError: It has the fields of none.
    """
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


def cases_in(data: Mapping[str, Any], sort: Task, file: str, line: int, every: bool) -> list[Case]:
    """The cases of a decoded line: several where it is an article with labelled statements.

    Raises:
        CredscoreError: A field cannot be used; says which.
    """
    if sort == "statement" and isinstance(data.get("statements"), list):
        return _statements(data, file, line, every)
    return [{"statement": _statement, "article": _article, "speaker": _speaker}[sort](data, file, line)]


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
