"""For whom a post is held, by the words beside its noun."""

from __future__ import annotations

from credscore.sourcing import labels as lb
from credscore.sourcing.people import People

__all__ = ["served_role"]


def served_role(said: list[str], people: People | None) -> str:
    """For whom the post is held: the body, the adjective, or a candidate's name ("Lee's adviser", 'for Mr. Lee')."""
    role = lb.role_of([word for word in said if word != "resident"])  # 'the Resident Commissioner'
    if role == "unknown" and not lb.OUTLET_NAMES.isdisjoint(said):
        role = "media"
    if role in ("unknown", "government", "expert") and people is not None and people.on_election:
        for word in people.by_name.keys() & said:
            owner = people.named(word)
            if owner is not None and (owner.campaigns or (owner.holding is not None and owner.holding.stands)):
                return "politician_campaign"
    return role
