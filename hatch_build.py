"""What is made when the package is built: the tables and the net that ship, in forms that load fast.

See `credscore.shipped` and `credscore.packed`.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `tables.json` and `extractor.bin` beside the code, for wheels and for installs of a checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        package = Path(self.root, "src", "credscore")
        model = Path(self.root, "models", "extractor.json")
        sys.path.insert(0, str(package.parent))  # the package reads what it makes of, and needs nothing else for that
        try:
            tables = runpy.run_path(str(package / "shipped.py"))["made"]()
            net = runpy.run_path(str(package / "packed.py"))["made"](model.read_bytes())
        finally:
            sys.path.remove(str(package.parent))
        _write(package / "tables.json", tables.encode("utf-8"))
        _write(package / "extractor.bin", net)


def _write(path: Path, data: bytes) -> None:
    """All of it or nothing."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
