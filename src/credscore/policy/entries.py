"""The entries of a policy: those that each section must have, and all of them by id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from credscore.policy.entry import Entry, Frozen
from credscore.statement import ResponseStatus, Role, SourceKind, SpeechForm, Stance

__all__ = ["LABELS", "complete", "contents", "flattened"]

_WITHDRAWALS = (ResponseStatus.RETRACTED, ResponseStatus.CORRECTED)
LABELS: dict[str, tuple[Iterable[Any], bool]] = {
    "source": (SourceKind, False),
    "role": (Role, False),
    "form": (SpeechForm, False),
    "stance": (Stance, False),
    "response": ([one for one in ResponseStatus if one not in _WITHDRAWALS], False),
    "withdrawal": (_WITHDRAWALS, False),
    "hop": (["default", "unnamed"], True),
}
"""By section the entries that it must have, and whether it may have others."""


def complete(value: dict[Any, Any], labels: Iterable[Any], more: bool) -> dict[Any, Any]:
    """A section with its entries in the order of the labels.

    Args:
        value: The entries given, by label.
        labels: Those that it must have.
        more: Whether it may have others.

    Raises:
        ValueError: One is missing, or is one too many.
    """
    for label in labels:
        if label not in value:
            raise ValueError(f"the entry {str(label)!r} is missing")
    for label in value:
        if not more and label not in tuple(labels):
            raise ValueError(f"there is no entry {str(label)!r} here; there are {', '.join(map(str, labels))}")
    return {label: value[label] for label in labels} | value


def flattened(model: Any, prefix: str = "") -> list[tuple[str, Entry]]:
    """Every entry with its id, such as ``source.named_official``, in the order of the sections."""
    found: list[tuple[str, Entry]] = []
    items = (
        model.items()
        if isinstance(model, dict)
        else ((name, getattr(model, name)) for name in type(model).model_fields)
    )
    for name, value in items:
        if isinstance(value, Entry):
            found.append((f"{prefix}{name}", value))
        elif isinstance(value, (Frozen, dict)):
            found.extend(flattened(value, f"{prefix}{name}."))
    return found


def contents(model: Frozen) -> dict[str, Any]:
    """What pydantic dumps of a model of plain fields, without its serializer, which takes long to make."""
    return {name: getattr(model, name) for name in type(model).model_fields}
