"""What a real terminal gets: colour on one, none with NO_COLOR, none in a pipe, 80 columns everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from credscore.report.terminal import width_of

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

SEED = str(Path(__file__).resolve().parents[2] / "seeds" / "aukus.json")
COMMANDS = (["score", SEED, "--points"], ["explain", SEED, "--statement", "1"])
COLOUR = re.compile("\x1b\\[[0-9;]*m")


def on_terminal(arguments: list[str], **environment: str) -> str:
    """The output of the command with a pseudo-terminal as its standard output."""
    ours, theirs = pty.openpty()
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    command = [sys.executable, "-m", "credscore", *arguments, "--extractor", "rules"]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env={**clean, "TERM": "xterm", **environment})
    os.close(theirs)
    read = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not chunk:
            break
        read += chunk
    os.close(ours)
    assert process.wait() == 0
    return read.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda given: given[0])
def test_colour_on_a_terminal_and_never_otherwise(arguments: list[str]) -> None:
    coloured = on_terminal(arguments)
    assert COLOUR.search(coloured)
    plain = on_terminal(arguments, NO_COLOR="1")
    assert not COLOUR.search(plain)
    assert COLOUR.sub("", coloured) == plain
    assert not COLOUR.search(on_terminal(arguments, TERM="dumb"))
    command = [sys.executable, "-m", "credscore", *arguments, "--extractor", "rules"]
    piped = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "TERM": "xterm"}).stdout
    assert piped.decode("utf-8") == plain
    assert all(width_of(line) <= 80 for line in plain.split("\n"))


def test_the_spans_are_underlined_in_place() -> None:
    lines = on_terminal(COMMANDS[1], NO_COLOR="1").split("\n")
    text, marks = lines[0], lines[1]
    assert text[: len("Nikkei Asia")] == "Nikkei Asia"
    assert marks.startswith("HHHHHHHHHHH CCCCCCCC")
    assert marks[text.index("US officials") :].startswith("SSSSSSSSSSSS")
