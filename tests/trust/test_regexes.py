"""The check of the regular expressions finds what it is there for, and finds none of it in the library."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("regexploit")

import regexes
from regexes import suspects


def test_no_pattern_backtracks_badly() -> None:
    """In a process of its own: patterns are seen as they are compiled, and here most have been already."""
    done = subprocess.run([sys.executable, regexes.__file__], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.splitlines()[-1].split()[0]) > 15, done.stdout


@pytest.mark.parametrize("pattern", ["(a+)+b", r"\s*\s*\s*x", "(?:[a-z]+)*1", "(?x) ( a + ) + b"])
def test_one_that_does_is_named(pattern: str) -> None:
    (said,) = suspects({(pattern, 0): {"somewhere"}})[:1]
    assert said.startswith("somewhere: ")
    assert repr(pattern) in said
