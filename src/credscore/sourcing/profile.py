"""What is known of a source: its labels and the name that it resolves to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from credscore.sourcing.people import People, Person
from credscore.sourcing.persons import person_labels
from credscore.statement import Office

__all__ = ["Profile", "person_profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a source: labels, the name it resolves to, how many unnamed people it stands for.

    ``office`` is what the register of office holders adds, where the labels rest on it.
    """

    kind: str
    role: str
    name: str | None = None
    count: int | None = None
    office: Office | None = None


def person_profile(person: Person, people: People) -> Profile:
    """The labels of a named person by all that the article says of them: asked for once all of it has been noted."""
    if person.profile is not None:
        return person.profile
    kind, role, term = person_labels(person, people)
    office = term and Office.model_construct(
        title=term.office,
        body=term.body,
        start=date.fromisoformat(term.start),
        end=date.fromisoformat(term.end) if term.end else None,
        dated=person.holding.dated if person.holding else "unknown",
    )
    person.profile = Profile(kind, role, person.name, None, office)
    return person.profile
