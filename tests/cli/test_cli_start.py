"""What a command does to the process it runs in, and what its start spares."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from credscore.cli import main

SEED = str(Path(__file__).parents[2] / "seeds" / "aukus.json")


def printed(code: str) -> str:
    """The last line on standard error of a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stderr.splitlines()[-1]


def test_a_command_of_its_own_process_collects_no_garbage_while_it_starts() -> None:
    code = f"""
import sys
sys.argv = ["credscore", "score", {SEED!r}]
from credscore.cli import main
import gc
counted, frozen = [], gc.get_freeze_count()
gc.callbacks.append(lambda phase, info: counted.append(phase))
main()
print(len(counted), gc.get_freeze_count() > frozen + 10_000, file=sys.stderr)
gc.callbacks.clear()
"""
    assert printed(code) == "0 True"


def test_a_long_batch_collects_again() -> None:
    code = f"""
import sys
sys.argv = ["credscore", "score", {SEED!r}]
from credscore.cli import main
main()
import gc
print(gc.isenabled(), gc.get_threshold()[0] <= 50_000, file=sys.stderr)
"""
    assert printed(code) == "True True"


def test_a_program_that_runs_a_command_keeps_its_collector_as_it_is() -> None:
    before = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()
    assert main(["score", SEED, "--extractor", "rules"]) == 0
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


def test_a_first_score_builds_no_validator() -> None:
    """With the first one pydantic loads a search of installed packages, and mail and archives with that."""
    code = f"""
import sys
sys.argv = ["credscore", "score", {SEED!r}]
from credscore.cli import main
main()
from credscore import Article, Policy
print("importlib.metadata" in sys.modules, Article.__pydantic_complete__, Policy.__pydantic_complete__, file=sys.stderr)
"""
    assert printed(code) == "False False False"
