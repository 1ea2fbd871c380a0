"""Same input, same output: whatever the process, its hash seed, its locale, its time zone and its Python.

Where a change is meant to change what comes out, `make digests` writes the digests anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Kathmandu"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0", "OPENBLAS_NUM_THREADS": "1"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONOPTIMIZE": "1"},
)


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda one: f"{one['PYTHONHASHSEED']}-{one['LC_ALL']}")
def test_the_seeds_come_out_as_they_are_kept(settings: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/digests.py"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\n`make digests` writes the digests anew"
    assert done.stdout.count("\n") == 7


@pytest.mark.parametrize("form", ["table", "csv", "jsonld"])
def test_the_command_prints_the_same_bytes(form: str) -> None:
    command = [sys.executable, "-m", "credscore", "score", "seeds/aukus.json", "seeds/merger.txt", "--format", form]
    printed = {
        subprocess.run(command, cwd=ROOT, env={**os.environ, **one}, capture_output=True, check=True).stdout
        for one in SETTINGS
    }
    assert len(printed) == 1
