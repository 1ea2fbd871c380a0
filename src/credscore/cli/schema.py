"""``credscore schema``: the JSON Schema of what goes in or comes out."""

from __future__ import annotations

import argparse
import json

from credscore.cli.shared import OK

__all__ = ["add"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    schema = commands.add_parser(
        "schema",
        help="print the JSON Schema of the input or the output",
        description="Prints the JSON Schema (draft 2020-12) of one article: as JSON, or as one line of JSON lines.",
    )
    schema.add_argument("which", nargs="?", choices=("input", "output"), default="output", help="default: output")
    schema.set_defaults(run=_schema)


def _schema(options: argparse.Namespace) -> int:
    from credscore.exchange.schema import schema

    print(json.dumps(schema(options.which), indent=2, ensure_ascii=False))
    return OK
