"""Looks up the locked packages among the known vulnerabilities, with pip-audit.

    python supply/audit.py LOCK...

Exit status 1 where one has a known vulnerability. Where they cannot be looked up, for want of a network or because
the index does not tell, it says so and fails nothing: what nobody could ask is not known to be bad.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
_UNREACHED = (
    "requests.exceptions.",
    "urllib3.exceptions.",
    "Could not connect",
    "HTTPError",
)  # no network, or no answer


def verdict(locks: Sequence[str], status: int, said: str, complaint: str) -> tuple[int, str]:
    """The exit status and what to print.

    Args:
        locks: The files that were looked up.
        status: The exit status of pip-audit.
        said: What it wrote to standard output: JSON, if it came so far.
        complaint: What it wrote to standard error.
    """
    try:
        rows: list[dict[str, Any]] = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = (complaint.strip().splitlines() or [f"pip-audit ended with status {status}"])[-1][:300]
        if any(sign in complaint for sign in _UNREACHED):
            return 0, f"note: the locked packages could not be looked up: {reason}"
        return 2, f"the locked packages could not be looked up: {reason}"
    lines = [
        f"{row['name']} {row['version']}: {one['id']}"
        + (f", fixed in {', '.join(one['fix_versions'])}" if one.get("fix_versions") else "")
        for row in rows
        for one in row.get("vulns", ())
    ]
    unknown = sorted(row["name"] for row in rows if "skip_reason" in row)
    summary = f"{', '.join(locks)}: {len(rows) - len(unknown)} packages looked up, {len(lines)} known vulnerabilities"
    if unknown:
        summary += f"\nnote: the index tells nothing of {len(unknown)} others: {', '.join(unknown)}"
    return (1 if lines else 0), "\n".join([*lines, summary])


def main() -> int:
    """Looks up the lock files given on the command line."""
    locks = sys.argv[1:]
    for lock in locks:
        if not Path(lock).is_file():
            print(f"{lock}: there is no such file", file=sys.stderr)
            return 2
    given = [part for lock in locks for part in ("-r", lock)]
    done = subprocess.run([*COMMAND, "-f", "json", *given], capture_output=True, text=True, check=False)
    status, text = verdict(locks, done.returncode, done.stdout, done.stderr)
    print(text)
    return status


if __name__ == "__main__":
    sys.exit(main())
