"""The public API as a caller's type checker sees it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SNIPPET = Path(__file__).with_name("api_snippet.py")
MISUSE = """
from credscore import Hop, Scorer, Source, Span, Statement, score

score("the mayor said so")
Scorer(extractor=5)
Span("0", 4)
Source(kind=5)
Hop(nme="The Lantern")
Statement(source="Jane Doe")
"""


def mypy(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cwd}", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_api_passes_the_strict_type_checker(tmp_path: Path) -> None:
    done = mypy(str(SNIPPET), cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_misuse_does_not(tmp_path: Path) -> None:
    done = mypy("-c", MISUSE, cwd=tmp_path)
    assert done.stdout.count(" error: ") == 6, done.stdout  # one a call


def test_what_is_type_checked_runs(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, SNIPPET], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "articles.jsonl:3: text: Input should be a valid string (found 5)\n"
