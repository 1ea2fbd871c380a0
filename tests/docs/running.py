"""Runs the code of a page of the documentation and says where it does something else than the page shows.

What a page's fenced blocks mean, in their order, in an empty folder of the page's own that holds a copy of `seeds/`:

    ```python               is run; the blocks of a page share their names, as one session would
    ```text title="Output"  directly after it: what it printed
    ```json title="NAME"    (any language) is put into the file NAME before what follows is run
    ```console              each line that starts with `$ ` is run by bash (lines that start with `> ` go on from it);
                            the lines after it, if there are any, are what it prints, errors included
    ```sh, ```text, ...     without a title: only shown

A line `…` stands for any lines, and `…` within a line for any characters. A command must end with status 0, or with
the one that it says at its end: `$ credscore score bad.json  # exit status 1`.

`CREDSCORE_DOCS=write pytest tests/docs` writes what is really printed into the pages where they show something else.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r'^( *)```(\w+)?(?:[^`\n]*?title="([^"]*)")?[^`\n]*$')
_STATUS = re.compile(r"\s+# exit status (\d+)$")


class Block(NamedTuple):
    """A fenced block: its language and title, its lines without their indent, where they stand in the page."""

    language: str
    title: str
    lines: list[str]
    first: int
    indent: str


class Difference(NamedTuple):
    """Where a page shows something else than is printed: the lines from `first` to before `last`."""

    first: int
    last: int
    shown: list[str]
    printed: list[str]
    indent: str = ""


def pages() -> list[Path]:
    """All pages."""
    return sorted(path for path in DOCS.rglob("*.md") if ".hooks" not in path.parts)


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    lines = page.split("\n")
    number = 0
    while number < len(lines):
        match = _FENCE.match(lines[number])
        number += 1
        if not match:
            continue
        indent, first = match[1], number
        while number < len(lines) and lines[number].strip() != "```":
            number += 1
        body = textwrap.dedent("\n".join(lines[first:number])).split("\n") if number > first else []
        yield Block(match[2] or "", match[3] or "", body, first, indent)
        number += 1


def run(path: Path, folder: Path) -> list[Difference]:
    """Runs a page in ``folder``; fails on code that fails, gives the outputs that differ."""
    shutil.copytree(ROOT / "seeds", folder / "seeds", dirs_exist_ok=True)
    names: dict[str, object] = {"__name__": "page"}
    printed: str | None = None
    found: list[Difference] = []
    before = Path.cwd()
    os.chdir(folder)
    try:
        for block in blocks(path.read_text("utf-8")):
            if block.language == "python" and not block.title:
                printed = _python(block, path, names)
                continue
            if block.title == "Output":
                assert printed is not None, f"{path}:{block.first}: an output of no code"
                _compare(block.lines, printed, block.first, block.indent, found)
            elif block.title:
                (folder / block.title).parent.mkdir(parents=True, exist_ok=True)
                (folder / block.title).write_text("\n".join(block.lines) + "\n", "utf-8")
            elif block.language == "console":
                _console(block, path, folder, found)
            printed = None
    finally:
        os.chdir(before)
    return found


def rewritten(page: str, differences: list[Difference]) -> str:
    """The page with what is printed in place of what it shows."""
    lines = page.split("\n")
    for one in reversed(differences):
        lines[one.first : one.last] = [one.indent + line if line else "" for line in one.printed]
    return "\n".join(lines)


def _python(block: Block, path: Path, names: dict[str, object]) -> str:
    out = io.StringIO()
    code = "\n" * block.first + "\n".join(block.lines)  # so that a traceback names the page's line
    with contextlib.redirect_stdout(out):
        exec(compile(code, str(path), "exec"), names)
    return out.getvalue()


def _console(block: Block, path: Path, folder: Path, found: list[Difference]) -> None:
    number = 0
    while number < len(block.lines):
        line = block.lines[number]
        place = block.first + number
        assert line.startswith("$ "), f"{path}:{place + 1}: a console block starts with a command"
        number += 1
        command = [line[2:]]
        while number < len(block.lines) and block.lines[number].startswith("> "):
            command.append(block.lines[number][2:])
            number += 1
        shown = []
        first = number
        while number < len(block.lines) and not block.lines[number].startswith("$ "):
            shown.append(block.lines[number])
            number += 1
        text = "\n".join(command)
        status = _STATUS.search(text)
        done = subprocess.run(
            ["bash", "-c", _STATUS.sub("", text)],
            cwd=folder,
            env={
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(folder),
                "COLUMNS": "80",
                "NO_COLOR": "1",
                "OPENBLAS_NUM_THREADS": "1",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        expected = int(status[1]) if status else 0
        assert done.returncode == expected, (
            f"{path}:{place + 1}: exit status {done.returncode}, not {expected}:\n{done.stdout}"
        )
        if shown:
            _compare(shown, done.stdout, block.first + first, block.indent, found)


def _compare(shown: list[str], printed: str, first: int, indent: str, found: list[Difference]) -> None:
    wanted = [line.rstrip() for line in shown]
    while wanted and not wanted[-1]:
        wanted.pop()
    got = [line.rstrip() for line in printed.rstrip().split("\n")]
    if not _matches(wanted, got):
        found.append(Difference(first, first + len(shown), shown, got, indent))


def _matches(wanted: list[str], got: list[str]) -> bool:
    """Whether the lines agree, with the wildcards; greedy from the left, and the last part from the right."""
    parts: list[list[str]] = [[]]
    for line in wanted:
        if line.strip() == "…":
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) == 1:
        return len(wanted) == len(got) and all(map(_line_matches, wanted, got))
    first, *middle, last = parts
    if len(first) + len(last) > len(got) or not all(map(_line_matches, first, got)):
        return False
    end = len(got) - len(last)
    if not all(map(_line_matches, last, got[end:])):
        return False
    place = len(first)
    for part in middle:
        while place + len(part) <= end and not all(map(_line_matches, part, got[place:])):
            place += 1
        if place + len(part) > end:
            return False
        place += len(part)
    return True


def _line_matches(wanted: str, got: str) -> bool:
    pieces = wanted.split("…")
    if len(pieces) == 1:
        return wanted == got
    if not got.startswith(pieces[0]) or not got.endswith(pieces[-1]):
        return False
    place, end = len(pieces[0]), len(got) - len(pieces[-1])
    for piece in pieces[1:-1]:
        place = got.find(piece, place, end)
        if place < 0:
            return False
        place += len(piece)
    return place <= end
