"""The tables that ship: TOML, which people read and change, or the same as JSON, which loads ten times as fast.

``tables.json`` is made when the package is built or installed, and holds every TOML file of the package and its
register, beside the digest of what it was made from. A file that has changed since is read itself, so that what counts
is always the file.
"""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

__all__ = ["PACKAGE", "made", "shipped_table"]

PACKAGE = Path(__file__).parent
"""The folder of the package."""

_MADE = "tables.json"


def shipped_table(name: str) -> dict[str, Any]:
    """The decoded TOML file of that name, such as ``lexicon/cues.toml``; to be read only.

    Of a register, ``register/holders.csv``, what `credscore.register.reading.read_table` gives.

    Raises:
        OSError: There is none.
        ValueError: It is no TOML, or not UTF-8.
    """
    raw = (PACKAGE / name).read_bytes()
    table, digest = _kept().get(name, ({}, ""))
    return table if digest == _digest(raw) else _decoded(name, raw)


def made() -> str:
    """The text of ``tables.json``: by the name of each file its data and its digest."""
    rows = []
    for path in sorted([*PACKAGE.rglob("*.toml"), *PACKAGE.glob("register/*.csv")]):
        raw, name = path.read_bytes(), path.relative_to(PACKAGE).as_posix()
        row = {name: [_decoded(name, raw), _digest(raw)]}
        rows.append(json.dumps(row, ensure_ascii=False, separators=(",", ":"))[1:-1])
    return "{" + ",\n".join(rows) + "}\n"


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _decoded(name: str, raw: bytes) -> dict[str, Any]:
    if name.endswith(".csv"):
        from credscore.register.reading import read_table

        return read_table(raw.decode("utf-8"), name)
    import tomllib

    return tomllib.loads(raw.decode("utf-8"))


@functools.cache
def _kept() -> dict[str, tuple[dict[str, Any], str]]:
    try:
        found: dict[str, tuple[dict[str, Any], str]] = json.loads((PACKAGE / _MADE).read_bytes())
    except (OSError, ValueError):  # a checkout that nothing was built from
        return {}
    return found
