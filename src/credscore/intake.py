"""Input: articles from text files, JSON, JSON lines and standard input, the bad ones named and passed over."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, NamedTuple

from credscore.errors import CredscoreError, InputError
from credscore.statement import Article

__all__ = ["FORMS", "Bad", "read_input"]

FORMS = ("text", "json", "jsonl")
_SUFFIXES = {".txt": "text", ".text": "text", ".md": "text", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_STDIN = "<stdin>"
_LONGEST_LINE = 64 * 1024 * 1024  # bytes; a longer record is a broken file and would fill the memory
_SNIFFED = 4096


class Bad(NamedTuple):
    """A record that could not be read, in its place in the input."""

    error: CredscoreError


def read_input(name: str, form: str | None = None, outlet: str | None = None) -> Iterator[Article | Bad]:
    """The articles of one file, in order, read as they are asked for.

    Args:
        name: A path, or ``-`` for standard input.
        form: text, json or jsonl; None goes by the file's suffix, and for standard input by how it starts: a brace
            that ends its line or a list of objects is one JSON document, any other brace starts JSON lines,
            anything else is one text.
        outlet: The outlet of articles that name none.

    Yields:
        Each article, or a `Bad` in its place. An article without an id gets one from its file and line.
    """
    shown = _STDIN if name == "-" else name
    try:
        with _open(name) as stream:
            for item in _records(stream, shown, form or _form_of(name)):
                yield _with_outlet(item, outlet)
    except OSError as error:
        yield Bad(InputError(error.strerror or str(error), file=shown))


def _open(name: str) -> AbstractContextManager[IO[bytes]]:
    if name == "-":
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return nullcontext(sys.stdin.buffer)  # not ours to close
    if "\0" in name:
        raise OSError("no file has a NUL in its name")
    return open(name, "rb")


def _form_of(name: str) -> str | None:
    if name == "-":
        return None
    return _SUFFIXES.get(Path(name).suffix.lower(), "text")


def _records(stream: IO[bytes], shown: str, form: str | None) -> Iterator[Article | Bad]:
    start = b""
    if form is None:
        start = stream.read(_SNIFFED)
        form = _form_by(start.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if form == "jsonl":
        yield from _lines(stream, shown, start)
        return
    data = start + stream.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Bad(InputError(f"is not UTF-8: byte {error.start}: {error.reason}", file=shown, line=line))
        return
    stem = "stdin" if shown == _STDIN else Path(shown).stem
    if form == "text":
        yield Article(id=stem, text=text)
        return
    yield from _document(text, shown, stem)


def _form_by(start: bytes) -> str:
    if start.startswith(b"{"):
        return "json" if start.split(b"\n", 1)[0].rstrip() == b"{" else "jsonl"
    return "json" if start.startswith(b"[") and start[1:].lstrip().startswith(b"{") else "text"


def _document(text: str, shown: str, stem: str) -> Iterator[Article | Bad]:
    """One JSON document: an article, or a list of articles."""
    try:
        data = _decode(text)
    except ValueError as error:
        line = getattr(error, "lineno", None)
        yield Bad(InputError(f"is not JSON: {getattr(error, 'msg', error)}", file=shown, line=line))
        return
    if not isinstance(data, list):
        yield _article(data, shown, None, stem)
        return
    for number, one in enumerate(data):
        item = _article(one, shown, None, f"{stem}-{number + 1}")
        if isinstance(item, Bad):
            fault = item.error
            field = f"{number}.{fault.field}" if fault.field else str(number)
            item = Bad(InputError(fault.message, file=fault.file, field=field))
        yield item


def _lines(stream: IO[bytes], shown: str, start: bytes) -> Iterator[Article | Bad]:
    number = 0
    for raw in _split(stream, start):
        number += 1
        if raw is None:
            yield Bad(InputError(f"is longer than {_LONGEST_LINE} bytes", file=shown, line=number))
            continue
        if not raw.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            data = _decode(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError as error:
            yield Bad(InputError(f"is not UTF-8: byte {error.start}: {error.reason}", file=shown, line=number))
            continue
        except ValueError as error:
            reason = getattr(error, "msg", error)
            column = getattr(error, "colno", None)
            where = f" (column {column})" if column else ""
            yield Bad(InputError(f"is not JSON: {reason}{where}", file=shown, line=number))
            continue
        yield _article(data, shown, number, f"{number}")


def _split(stream: IO[bytes], start: bytes) -> Iterator[bytes | None]:
    """The lines of a stream in bounded memory; None for one that is too long."""
    rest = start
    while b"\n" in rest:
        line, rest = rest.split(b"\n", 1)
        yield line
    while True:
        line = stream.readline(_LONGEST_LINE)
        if not line:
            break
        rest += line
        if len(rest) > _LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST_LINE)
            rest = b""
            yield None
        elif rest.endswith(b"\n"):
            yield rest[:-1]
            rest = b""
    if rest:
        yield rest


def _decode(text: str) -> object:
    """JSON without its extensions: no NaN, no Infinity, no nesting beyond what the stack holds."""

    def refuse(word: str) -> object:
        raise ValueError(f"{word} is no JSON number")

    try:
        return json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _article(data: object, shown: str, line: int | None, fallback: str) -> Article | Bad:
    try:
        if isinstance(data, dict):
            if data.get("text") is None and data.get("statements") is None:
                raise InputError("an article needs a text or statements", file=shown, line=line)
            identity = data.get("id")
            if isinstance(identity, int) and not isinstance(identity, bool):
                data = {**data, "id": str(identity)}
            elif identity is None:
                data = {**data, "id": fallback}
        return Article.parse(data, file=shown, line=line)
    except CredscoreError as error:
        return Bad(error)


def _with_outlet(item: Article | Bad, outlet: str | None) -> Article | Bad:
    if outlet is None or isinstance(item, Bad) or item.outlet is not None:
        return item
    return item.model_copy(update={"outlet": outlet})
