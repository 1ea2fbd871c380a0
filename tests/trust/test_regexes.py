"""The check of the regular expressions finds what it is there for, and finds none of it in the library."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("regexploit")

import regexes
from regexes import Site, sites, suspects, unseen


def test_no_pattern_backtracks_badly() -> None:
    """In a process of its own: patterns are seen as they are compiled, and here most have been already."""
    done = subprocess.run([sys.executable, regexes.__file__], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.splitlines()[-2].split()[0]) > 45, done.stdout


@pytest.mark.parametrize("pattern", ["(a+)+b", r"\s*\s*\s*x", "(?:[a-z]+)*1", "(?x) ( a + ) + b"])
def test_one_that_does_is_named(pattern: str) -> None:
    (said,) = suspects({(pattern, 0): {"somewhere"}})[:1]
    assert said.startswith("somewhere: ")
    assert repr(pattern) in said


def test_a_call_whose_pattern_nobody_saw_is_named() -> None:
    source = (
        "import re\n\ndef f(words):\n    re.compile(r'a+')\n    return re.sub(\n        '|'.join(words), ''\n    )\n"
    )
    plain, made = found = list(sites("m", source))
    assert (plain, made) == (Site("m", 4, 4, "a+"), Site("m", 5, 7, None))
    (line,) = unseen(found, set())
    assert line.startswith("m:5: a pattern that was not seen")
    assert unseen(found, {("m", 5)}) == []
    assert unseen(found, {("other", 5)}) != []


@pytest.mark.parametrize(
    "source", ["from re import compile", "import re as r", "import regex", "from fnmatch import translate"]
)
def test_the_engine_is_reached_by_its_own_name(source: str) -> None:
    with pytest.raises(ValueError, match=r"^m:1: "):
        list(sites("m", source))
