"""A statement with something changed, for the question what its score would be then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from credscore.errors import InputError
from credscore.statement import Source, Statement

__all__ = ["changed"]


def changed(statement: Statement, changes: Mapping[str, Any]) -> Statement:
    """The statement with those fields in place of its own.

    Args:
        statement: As it is.
        changes: Fields of `Statement`. A mapping for ``source`` changes only the fields it names; the end of the chain
            follows the source's kind.

    Raises:
        InputError: What comes out is not sound.
    """
    fields = {name: getattr(statement, name) for name in Statement.model_fields}
    source = changes.get("source")
    if isinstance(source, Mapping):
        old = {name: getattr(statement.source, name) for name in Source.model_fields if name != "anonymous"}
        changes = {**changes, "source": {**old, **source}}
    try:
        if "source" in changes and "chain" not in changes and statement.chain:
            kind = Source.model_validate(changes["source"]).kind
            end = statement.chain[-1].model_copy(update={"kind": kind})
            changes = {**changes, "chain": (*statement.chain[:-1], end)}
        return Statement.model_validate({**fields, **changes})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or None
        raise InputError(first["msg"].removeprefix("Value error, "), field=field) from None
