"""JSON documents and JSON lines: articles in the exchange format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from credscore.errors import CredscoreError, InputError
from credscore.intake.encoding import no_text, not_utf8, wide
from credscore.intake.placed import Bad, Origin, Placed
from credscore.statement import Article

__all__ = ["article_from", "read_document", "read_lines"]

_LONGEST_LINE = 64 * 1024 * 1024  # bytes; a longer record is a broken file and would fill the memory


def read_document(text: str, origin: Origin) -> Iterator[Placed]:
    """One JSON document: an article, or a list of articles."""
    shown, stem = origin.shown, origin.stem
    try:
        data = _decode(text)
    except ValueError as error:
        line = getattr(error, "lineno", None)
        bad = Bad(InputError(f"is not JSON: {getattr(error, 'msg', error)}", file=shown, line=line))
        yield Placed(bad, shown, line)
        return
    if not isinstance(data, list):
        yield Placed(article_from(data, shown, None, stem), shown)
        return
    for number, one in enumerate(data):
        item = article_from(one, shown, None, f"{stem}-{number + 1}")
        if isinstance(item, Bad):
            fault = item.error
            field = f"{number}.{fault.field}" if fault.field else str(number)
            item = Bad(InputError(fault.message, file=fault.file, field=field))
        yield Placed(item, shown)


def read_lines(stream: IO[bytes], origin: Origin) -> Iterator[Placed]:
    """JSON lines in bounded memory."""
    for number, raw in enumerate(_split(stream), 1):
        other = wide(raw) if number == 1 and raw else None
        if other is not None:  # as are all lines, which were cut within a character
            yield Placed(Bad(InputError(other, file=origin.shown)), origin.shown)
            return
        if raw is None or raw.strip(b" \t\r\n\xef\xbb\xbf"):
            yield Placed(_record(raw, origin, number), origin.shown, number)


def _record(raw: bytes | None, origin: Origin, number: int) -> Article | Bad:
    shown = origin.shown
    if raw is None:
        return Bad(InputError(f"is longer than {_LONGEST_LINE} bytes", file=shown, line=number))
    try:
        # Without the line's end, or what lacks there would stand in column 1 of the next.
        data = _decode(raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        return Bad(InputError(not_utf8(error), file=shown, line=number))
    except ValueError as error:
        reason = getattr(error, "msg", error)
        column = getattr(error, "colno", None)
        where = f" (column {column})" if column else ""
        return Bad(InputError(f"is not JSON: {reason}{where}", file=shown, line=number))
    return article_from(data, shown, number, origin.numbered(number))


def _split(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream in bounded memory; None for one that is too long."""
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST_LINE)
            yield None
        else:
            yield line


def _decode(text: str) -> object:
    """JSON without its extensions: no NaN, no Infinity, no nesting beyond what the stack holds."""

    def refuse(word: str) -> object:
        raise ValueError(f"{word} is no JSON number")

    try:
        return json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def article_from(data: object, shown: str, line: int | None, fallback: str) -> Article | Bad:
    """An article from decoded JSON, or what is wrong with it; `fallback` is the id of one without."""
    try:
        if isinstance(data, dict):
            if data.get("text") is None and data.get("statements") is None:
                raise InputError("an article needs a text or statements", file=shown, line=line)
            garbled = no_text(data["text"]) if isinstance(data.get("text"), str) else None
            if garbled is not None:
                raise InputError(garbled, file=shown, line=line, field="text")
            identity = data.get("id")
            if isinstance(identity, int) and not isinstance(identity, bool):
                data = {**data, "id": str(identity)}
            elif identity is None:
                data = {**data, "id": fallback}
        return Article.parse(data, file=shown, line=line)
    except CredscoreError as error:
        return Bad(error)
