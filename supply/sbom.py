"""Writes the software bill of materials: what is installed where credscore runs, as CycloneDX JSON.

    python supply/sbom.py [-o FILE]

cyclonedx-bom lists the whole environment; what credscore does not need at run time, directly or through another, is
taken out again. Run it where the locked versions are installed, as `make sbom` does.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [
    *(sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml")),
    *("--mc-type", "library", "--spec-version", "1.6", "--output-reproducible", sys.executable),
]


def needs(name: str) -> dict[str, list[str]]:
    """What a package needs on this Python, itself or through another: for each its own needs, by normal names.

    Extras are left out: no package that credscore needs is asked for with one.
    """
    found: dict[str, list[str]] = {}
    new = [name]
    while new:
        at = new.pop()
        asked = map(Requirement, requires(at) or ())
        plain = [one for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
        found[at] = sorted(canonicalize_name(one.name) for one in plain)
        new += [one for one in found[at] if one not in found]
    return found


def trimmed(bill: dict[str, Any], needed: dict[str, list[str]]) -> dict[str, Any]:
    """The bill with what credscore needs at run time, and nothing else.

    Args:
        bill: A bill in which every component stands.
        needed: What `needs` gives for credscore.
    """
    refs = {canonicalize_name(one["name"]): one["bom-ref"] for one in bill["components"]}
    refs["credscore"] = bill["metadata"]["component"]["bom-ref"]
    kept = {refs[name] for name in needed}
    rows = {refs[name]: [refs[one] for one in more] for name, more in needed.items()}
    return {
        **bill,
        "components": [one for one in bill["components"] if one["bom-ref"] in kept],
        "dependencies": [{"ref": ref, "dependsOn": rows[ref]} if rows[ref] else {"ref": ref} for ref in sorted(rows)],
    }


def main() -> None:
    """Writes the bill to the file that is given, or prints it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("-o", "--output", type=Path, help="default: standard output")
    options = parser.parse_args()
    made = subprocess.run(COMMAND, stdout=subprocess.PIPE, check=True)
    text = json.dumps(trimmed(json.loads(made.stdout), needs("credscore")), indent=1, ensure_ascii=False) + "\n"
    if options.output is None:
        print(text, end="")
    else:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
