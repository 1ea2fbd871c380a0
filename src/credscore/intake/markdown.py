"""Markdown files: the text stays as it is, title, date, outlet and address come from its front matter."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping

from credscore.errors import InputError
from credscore.intake.placed import Bad, Origin, Placed
from credscore.intake.records import article_from
from credscore.reading.markdown import marks

__all__ = ["read_markdown"]

_FIELDS: Mapping[str, str] = {
    "id": "id",
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "outlet": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "url": "url",
    "canonical": "url",
    "canonical_url": "url",
}
_ENTRY = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,40})[ \t]*:(?:[ \t]+|$)(.*)")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}$")
_EMPTY = ("", "~", "null", "Null", "NULL")


def read_markdown(text: str, origin: Origin) -> Placed:
    """The article of a Markdown file; its text is the file's, front matter included, so that offsets are the file's.

    Front matter is TOML between ``+++`` or the simple part of YAML between ``---``: ``key: value`` with plain, quoted
    and block scalars. Keys that say nothing about an article are passed over.
    """
    front = marks(text).front
    fields: dict[str, object] = {}
    lines: dict[str, int] = {}
    if front is not None:
        body = text[slice(*front)]
        try:
            if text.startswith("+++"):
                fields, lines = _toml(body)
            else:
                fields, lines = _yaml(body)
        except InputError as error:
            return Placed(Bad(error.at(file=origin.shown)), origin.shown, error.line, whole=True)
    item = article_from({**fields, "text": text, "form": "markdown"}, origin.shown, None, origin.stem)
    if isinstance(item, Bad):
        fault = item.error
        field = fault.field.split(".")[0] if fault.field else None
        item = Bad(InputError(fault.message, file=fault.file, line=lines.get(field or ""), field=field))
    return Placed(item, origin.shown, whole=True)


def _toml(body: str) -> tuple[dict[str, object], dict[str, int]]:
    from credscore.toml import TomlError, decode_toml

    try:
        data = decode_toml(body.replace("\r\n", "\n"))
    except TomlError as error:
        line = 2 if error.line is None else error.line + 1  # the fence is line 1
        raise InputError(f"the front matter is {error}", line=line) from None
    fields: dict[str, object] = {}
    for key, value in data.items():
        name = _FIELDS.get(key.lower())
        if name is not None and name not in fields:
            dated = isinstance(value, (datetime.date, datetime.datetime))
            fields[name] = value.isoformat() if dated else value
    return fields, dict.fromkeys(fields, 2)


def _yaml(body: str) -> tuple[dict[str, object], dict[str, int]]:
    """The entries of the outermost mapping that are scalars; a collection is none of an article's fields."""
    fields: dict[str, object] = {}
    lines: dict[str, int] = {}
    rows = body.split("\n")
    for number, row in enumerate(rows):
        entry = _ENTRY.match(row.rstrip())
        name = _FIELDS.get(entry.group(1).lower()) if entry else None
        if entry is None or name is None or name in fields:
            continue
        value = entry.group(2).strip()
        value = _block(rows, number + 1) if _BLOCK.match(value) else _scalar(value, name, number + 2)
        if value not in _EMPTY:
            fields[name] = value
            lines[name] = number + 2  # the fence is line 1
    return fields, lines


def _block(rows: list[str], at: int) -> str:
    taken: list[str] = []
    while at < len(rows) and (rows[at][:1] in (" ", "\t") or not rows[at].strip()):
        taken.append(rows[at].strip())
        at += 1
    return " ".join(one for one in taken if one)


def _scalar(value: str, name: str, line: int) -> str:
    if value[:1] == '"':
        end = value.rfind('"')
        try:
            read = json.loads(value[: end + 1])
        except ValueError:
            raise InputError(f"is no quoted string: {value[:60]}", line=line, field=name) from None
        return str(read)
    if value[:1] == "'":
        end = value.rfind("'")
        if end == 0:
            raise InputError(f"is no quoted string: {value[:60]}", line=line, field=name)
        return value[1:end].replace("''", "'")
    if value[:1] in ("[", "{", "&", "*", "!"):
        raise InputError(f"is no plain text: {value[:60]}", line=line, field=name)
    at = value.find(" #")
    return value if at < 0 else value[:at].rstrip()
