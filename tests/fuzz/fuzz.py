"""Coverage-guided fuzzing: ``python tests/fuzz/fuzz.py TARGET [libFuzzer options]``, or ``all`` for each in turn.

    python tests/fuzz/fuzz.py text -max_total_time=600
    python tests/fuzz/fuzz.py all -max_total_time=20
    python tests/fuzz/fuzz.py fixed

``fixed`` runs each target a set number of times from a set seed, some two minutes in all: the same inputs each time on
one version of Python, so that a change fails for what it does and not by chance.

What is found lies in ``build/fuzz/TARGET/``. Once mended it goes into ``cases/TARGET/``, which
the tests run. Needs atheris; where that cannot be had, it says so and nothing is fuzzed.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Inputs of a target in a fixed run: each target some ten seconds.
RUNS = {
    "text": 200,
    "statement": 2_000,
    "records": 2_000,
    "policy": 300,
    "model": 2_000,
    "ledger": 400,
    "html": 1_000,
    "learnt": 2_000,
    "settings": 2_000,
    "ratings": 2_000,
    "register": 1_000,
    "cases": 3_000,
    "journal": 2_000,
}
MEMORY = "/dev/shm"
FIXED = ("-seed=7", "-timeout=300", "-rss_limit_mb=4096", "-verbosity=0", "-print_final_stats=0")


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    sys.path.insert(0, str(HERE))
    name, *options = arguments
    if importlib.util.find_spec("atheris") is None:
        print(f"atheris is not installed for Python {sys.version.split()[0]}: nothing is fuzzed here", file=sys.stderr)
        return 0
    if name in ("all", "fixed"):
        from targets import TARGETS

        given = {one: [*FIXED, f"-runs={RUNS[one]}"] if name == "fixed" else options for one in TARGETS}
        # In memory where that is at hand: ledgers would wait for the disk most of the time.
        with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
            own = {**os.environ, "PYTHONHASHSEED": "0", "TMPDIR": folder}
            failed = [
                one
                for one in TARGETS
                if subprocess.run([sys.executable, __file__, one, *given[one]], env=own).returncode
            ]
        for one in failed:
            print(f"{one}: what broke it lies in build/fuzz/{one}/; mended, it goes into tests/fuzz/cases/{one}/")
        print("findings in: " + ", ".join(failed) if failed else f"{len(TARGETS)} targets, no findings")
        return 1 if failed else 0

    import atheris

    with atheris.instrument_imports(include=["credscore"]):
        from targets import TARGETS, openings

        for data in openings(name):  # what is imported on the way is instrumented too
            TARGETS[name](data)

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(openings(name)):
            (Path(folder) / f"opening-{number}").write_bytes(data)
        kept = HERE / "cases" / name
        out = HERE.parents[1] / "build" / "fuzz" / name
        out.mkdir(parents=True, exist_ok=True)
        folders = [folder, *([str(kept)] if kept.is_dir() else [])]
        atheris.Setup([sys.argv[0], f"-artifact_prefix={out}/", *options, *folders], TARGETS[name])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
