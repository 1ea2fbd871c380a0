"""The one way in: files, folders and standard input, by their form, an article at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import IO

from credscore.errors import InputError
from credscore.intake.encoding import not_utf8, other_kind, wide
from credscore.intake.opening import STDIN, open_stream, read_all, rejoined
from credscore.intake.placed import Bad, Origin, Placed
from credscore.statement import Article

__all__ = ["FORMS", "read_input", "read_placed", "reads"]

FORMS = ("text", "markdown", "html", "json", "jsonl", "csv")
_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
_PACKED = ".gz"
_SNIFFED = 4096


def read_input(
    name: str | PathLike[str], form: str | None = None, outlet: str | None = None
) -> Iterator[Article | Bad]:
    """The articles of one file or folder, in order, read as they are asked for.

    Args:
        name: A path, or ``-`` for standard input. Of a folder, every file with a known suffix, in the order of
            their paths, hidden ones left out, subfolders too. Gzip is unpacked wherever it is found.
        form: One of `FORMS`; None goes by the file's suffix (an unknown one is text), and for standard input by how
            it starts: a brace that ends its line or a list of objects is one JSON document, any other brace starts
            JSON lines, a page or front matter or the names of columns say what they are, anything else is one text.
        outlet: The outlet of articles that name none.

    Yields:
        Each article, or a `Bad` in its place. An article without an id gets one from its file, row or line.

    Raises:
        InputError: There is no form of that name.
    """
    for placed in read_placed(name, form, outlet):
        yield placed.item


def read_placed(name: str | PathLike[str], form: str | None = None, outlet: str | None = None) -> Iterator[Placed]:
    """The same as `read_input`, each with its place in the input."""
    if form is not None and form not in FORMS:
        raise InputError(f"no form {form!r}; there are {', '.join(FORMS)}")
    name = os.fspath(name)
    if name != "-" and "\0" not in name and os.path.isdir(name):
        found = _folder(name, form)
    else:
        found = _file(name, STDIN if name == "-" else name, form, "stdin" if name == "-" else _stem(name))
    for placed in found:
        item = placed.item
        if outlet is not None and not isinstance(item, Bad) and item.outlet is None:
            placed = placed._replace(item=item.model_copy(update={"outlet": outlet}))
        yield placed


def reads(name: str, path: str, form: str | None = None) -> bool:
    """Whether a file is the one of that name, or stands in the folder of that name and would be read of it."""
    try:
        if not os.path.isdir(name):
            return os.path.samefile(name, path)
        if form is None and _form_of(path, None) is None:
            return False
        top, inside = os.path.realpath(name), os.path.realpath(path)
        hidden = any(part.startswith(".") for part in os.path.relpath(inside, top).split(os.sep))
        return not hidden  # what lies outside begins with '..'
    except (OSError, ValueError):  # it is not there, or on another drive
        return False


def _folder(name: str, form: str | None) -> Iterator[Placed]:
    empty = True
    for path in _files(name):
        if isinstance(path, Placed):
            empty = False
            yield path
        elif form is not None or _form_of(path, None) is not None:
            empty = False
            relative = Path(path).relative_to(name)
            stem = relative.with_name(_stem(relative.name)).as_posix()
            yield from _file(path, path, form, stem, f"{stem}-")
    if empty:
        known = ", ".join(sorted(_SUFFIXES))
        yield Placed(Bad(InputError(f"holds no file of a known form ({known}, each also with .gz)", file=name)), name)


def _files(top: str) -> Iterator[str | Placed]:
    """The files below a folder by their paths; a folder reached again through a link is not entered again."""
    entered: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            if not os.path.isdir(path):
                yield path
                continue
            status = os.stat(path)
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            names = sorted((one for one in os.listdir(path) if not one.startswith(".")), reverse=True)
        except OSError as error:
            yield Placed(Bad(InputError(error.strerror or str(error), file=path)), path)
            continue
        waiting += [os.path.join(path, one) for one in names]


def _file(name: str, shown: str, form: str | None, stem: str, prefix: str = "") -> Iterator[Placed]:
    try:
        with open_stream(name) as stream:
            yield from _records(stream, Origin(shown, stem, prefix), form or (_form_of(name) if name != "-" else None))
    except OSError as error:
        yield Placed(Bad(InputError(error.strerror or str(error), file=shown)), shown)


def _form_of(name: str, other: str | None = "text") -> str | None:
    return _SUFFIXES.get(Path(_unpacked(name)).suffix.lower(), other)


def _stem(name: str) -> str:
    return Path(_unpacked(name)).stem


def _unpacked(name: str) -> str:
    return name[: -len(_PACKED)] if name.lower().endswith(_PACKED) else name


def _records(stream: IO[bytes], origin: Origin, form: str | None) -> Iterator[Placed]:
    if form is None:
        start = stream.read(_SNIFFED)
        form = _form_by(start.removeprefix(b"\xef\xbb\xbf"))
        stream = rejoined(start, stream)
    if form == "jsonl":
        from credscore.intake.records import read_lines

        yield from read_lines(stream, origin)
    elif form == "csv":
        from credscore.intake.table import read_table

        yield from read_table(stream, origin)
    elif form == "html":
        from credscore.intake.page import LARGEST, read_page

        yield read_page(read_all(stream, LARGEST), origin)
    else:
        yield from _whole(read_all(stream), origin, form)


def _whole(data: bytes, origin: Origin, form: str) -> Iterator[Placed]:
    shown = origin.shown
    other = wide(data) or other_kind(data)
    if other is not None:
        yield Placed(Bad(InputError(other, file=shown)), shown)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = Bad(InputError(not_utf8(error), file=shown, line=line))
        yield Placed(bad, shown, line)
        return
    if form == "json":
        from credscore.intake.records import read_document

        yield from read_document(text, origin)
    elif form == "markdown":
        from credscore.intake.markdown import read_markdown

        yield read_markdown(text, origin)
    else:
        from credscore.intake.records import article_from

        yield Placed(article_from({"text": text}, shown, None, origin.stem), shown, whole=True)


def _form_by(start: bytes) -> str:
    """What standard input is, by its first bytes."""
    line = start.split(b"\n", 1)[0].rstrip()
    if line in (b"---", b"+++"):
        return "markdown"
    if b"text" in line.lower():
        from credscore.intake.table import looks_like_csv

        if looks_like_csv(line.decode("utf-8", "replace")):
            return "csv"
    start = start.lstrip(b" \t\r\n")
    if start.startswith(b"{"):
        return "json" if start.split(b"\n", 1)[0].rstrip() == b"{" else "jsonl"
    if start[:64].lower().startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")):
        return "html"
    return "json" if start.startswith(b"[") and start[1:].lstrip().startswith(b"{") else "text"
