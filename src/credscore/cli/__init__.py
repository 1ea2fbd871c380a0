"""The command line: a module a command, and `main`, which parses arguments and runs one of them."""

from __future__ import annotations

from credscore.cli.entry import main

__all__ = ["main"]
