"""What somebody does, where no noun names a post: 'who teaches law', 'who runs a bakery', 'a roofer'."""

from __future__ import annotations

from collections.abc import Sequence

from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.describe import is_trade

__all__ = ["SCHOLARS", "office_and_role"]

SCHOLARS = tuple(sorted(words("people", "describing", "scholars")))
"""Endings of trades that are learnt at a university."""
_TEACHING = words("people", "posts", "teaching")
_HEADING = words("people", "posts", "heading")
_IN_CHARGE = words("people", "posts", "in_charge") | _HEADING
_OWNING = words("people", "posts", "owning")
_LIVED = words("people", "posts", "lived")
_BACKERS = words("people", "posts", "backers")
_MACHINES = words("people", "posts", "machines")
_OPERATORS = words("people", "posts", "operators")
_ORIGINS = words("people", "posts", "origins") | lb.COUNTRIES | lb.DEMONYMS | lb.CAPITALS
_EMPLOYERS = ("unknown", "company", "government", "witness_participant")  # with whom a scholar is one still


def office_and_role(head: Sequence[str], rest: Sequence[str], tail: Sequence[str], serves: str) -> tuple[bool, str]:
    """Whether a public office is told, and the role.

    Args:
        head: The description up to where what hangs on its noun begins; its first word is the verb of a clause.
        rest: The same without its noun.
        tail: What hangs on the noun.
        serves: The role of whom or what the other words name.
    """
    verb, noun = head[0], head[-1]
    if verb in _TEACHING:
        return False, "expert"
    if verb in _OWNING or verb in _IN_CHARGE:
        if verb in _IN_CHARGE and serves == "unknown" and any(lb.DOCUMENTS.get(word) == "expert" for word in tail):
            return False, "expert"  # 'who directs the poll'
        own = "witness_participant" if serves == "unknown" and verb in _OWNING else serves
        return verb in _HEADING and serves in lb.PUBLIC, own
    if verb == "who":
        return False, "unknown"
    if verb in _LIVED:
        return False, "witness_participant"
    if noun in _OPERATORS and not _MACHINES.isdisjoint(head):
        return False, "witness_participant"  # 'a crane operator', where other operators are firms
    if noun in _BACKERS:
        return False, "public" if serves == "politician_campaign" else "unknown"
    if is_trade(noun):
        if noun.endswith(SCHOLARS) and serves in _EMPLOYERS:
            return False, "expert"  # 'a plant physiologist'
        if serves == "unknown" or (serves == "government" and not tail and _ORIGINS.issuperset(rest)):
            return False, "witness_participant"  # 'a Danish sculptor'
    return False, serves
