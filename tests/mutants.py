"""A mutation run over the algebra and the score: code changed here and there, to see whether a test notices.

    make mutants                        every mutant; some hours on one core
    make mutants MUTANTS='--sample 300' so many of them, drawn with a fixed seed
    make mutants MUTANTS='--names ...'  those of these names, such as 'credscore.opinion.value*'

What is mutated and which tests run stands in pyproject.toml under [tool.mutmut]; hypothesis tries few examples (the
profile 'mutants' of conftest.py). The last lines are a table by module and the survivors. docs/mutation.md says why
those survive.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import subprocess
import sys
from pathlib import Path

MUTMUT = str(Path(sys.executable).with_name("mutmut"))
FIRST = "credscore.opinion.trust.x__scaled__mutmut_1"  # any one: the first run makes all mutants and times the tests
KILLED = ("killed", "timeout", "segfault")


def mutmut(*arguments: str) -> str:
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutants", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    quiet = None if arguments[0] == "run" else subprocess.PIPE
    return subprocess.run([MUTMUT, *arguments], env=environment, stdout=quiet, text=True, check=False).stdout or ""


def results() -> dict[str, str]:
    """The status of each mutant by name."""
    lines = (line.strip().partition(": ") for line in mutmut("results", "--all", "true").splitlines())
    return {name: status for name, _, status in lines if "__mutmut_" in name}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="how many mutants; default: all")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--names", nargs="*", default=[], help="patterns of names")
    options = parser.parse_args()
    names = options.names
    if options.sample:
        mutmut("run", "--max-children", "1", FIRST)
        names = sorted(results())
        random.Random(options.seed).shuffle(names)
        names = names[: options.sample]
    mutmut("run", "--max-children", "1", *names)

    chosen = set(names) if options.sample else None
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    survivors = []
    for name, status in results().items():
        if status == "not checked" or (chosen is not None and name not in chosen):
            continue
        module = name.rsplit(".", 1)[0]
        counts[module]["killed" if status in KILLED else "survived"] += 1
        if status not in KILLED:
            survivors.append(name)
    for module, each in sorted(counts.items()):
        print(f"{module:40}{each['killed']:6} of {each.total():5} killed, {each['killed'] / each.total():.1%}")
    total = sum((each.total() for each in counts.values()), 0)
    print(f"{'all':40}{total - len(survivors):6} of {total:5} killed, {(total - len(survivors)) / max(1, total):.1%}\n")
    for name in survivors:
        print(mutmut("show", name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
