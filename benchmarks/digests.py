"""Digests of what comes out, to compare Python versions, machines and settings with one another.

    python benchmarks/digests.py [--write] [--corpus]

Prints, for each extractor and each seed, the SHA-256 of the report as JSON text. Where one differs from what
`tests/same/digests.json` has, the exit status is 1. `--write` writes that file anew, as `make digests` does. `--corpus`
takes the articles beside the checkout as well; theirs are only printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
from collections.abc import Callable

from inputs import DEV, ROOT, SEEDS, seed, texts

KEPT = ROOT / "tests" / "same" / "digests.json"


def outputs(extractor: str) -> Callable[[str], str]:
    """The function from a text to its report as JSON text."""
    from credscore import Scorer

    scorer = Scorer(extractor=extractor)
    return lambda text: scorer.assess(text).to_json()


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def of_seeds() -> dict[str, str]:
    """The digests of the seeds' reports, by extractor and seed."""
    made = {extractor: outputs(extractor) for extractor in ("rules", "trained")}
    return {f"{extractor} {name}": digest(make(seed(name))) for extractor, make in made.items() for name in SEEDS}


def of_corpus() -> dict[str, str]:
    """The digests of all reports of the corpus, one after the other, by extractor."""
    origin, given = texts()
    return {
        f"{extractor} {origin}": digest("\n".join(map(outputs(extractor), given))) for extractor in ("rules", "trained")
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the seeds' digests")
    parser.add_argument("--corpus", action="store_true", help="take the articles beside the checkout as well")
    options = parser.parse_args()
    found = of_seeds()
    if options.write:
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    kept = json.loads(KEPT.read_text("utf-8"))
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    for name, value in {**found, **(of_corpus() if options.corpus and DEV.exists() else {})}.items():
        print(f"{name:22} {value}{'' if kept.get(name, value) == value else '  DIFFERS'}")
    return int(found != kept)


if __name__ == "__main__":
    sys.exit(main())
