"""What is made when the package is built: the tables that ship, in a form that loads fast. See `credscore.shipped`."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TablesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `tables.json` beside the code, for wheels and for installs of a checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        package = Path(self.root, "src", "credscore")
        sys.path.insert(0, str(package.parent))  # a register is read by the package, which needs nothing else for that
        try:
            text = runpy.run_path(str(package / "shipped.py"))["made"]()
        finally:
            sys.path.remove(str(package.parent))
        part = package / f".tables.{os.getpid()}.part"
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(package / "tables.json")
