"""How many statements an article has, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from credscore.scoring import Profile

__all__ = ["NOTHING_FOUND", "counted", "number"]

NOTHING_FOUND = "No attributed statement was found. Only English is understood."
"""Instead of statements; the second half is for whoever hands in another language."""


def number(count: int, one: str, many: str) -> str:
    """A count with its noun."""
    return f"{count} {one if count == 1 else many}"


def counted(profile: Profile) -> str:
    """An article's statements, how many of them have a score, and how many origins stand behind them."""
    statements = number(profile.statements, "statement", "statements")
    if not profile.statements:
        return statements
    return f"{statements}, {profile.scored} with a score, from {number(profile.origins, 'origin', 'origins')}"
