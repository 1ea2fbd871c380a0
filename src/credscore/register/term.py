"""One term of office, checked where it is made, and what a holder's name is looked up by."""

from __future__ import annotations

import datetime
import unicodedata
from typing import NamedTuple, Self

from credscore.errors import InputError

__all__ = ["ROLES", "Term", "check_day", "day", "name_key"]

ROLES = ("government", "military_police_court", "politician_campaign")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_LONGEST_NAME = 200


class _Row(NamedTuple):
    name: str
    office: str
    body: str
    role: str
    start: str
    end: str


class Term(_Row):
    """One term: one person in one office, or standing for one, from one day to another.

    Attributes:
        name: The everyday full name.
        office: What it is: 'senator', 'governor', 'presidential candidate'.
        body: Of what: 'United States Senate', 'Ohio', 'Green Party'.
        role: ``government``, ``military_police_court`` or ``politician_campaign``. The last is no public office: who
            has only such terms stands for one, or leads a party.
        start: The first day, ISO 8601 (``2015-01-03``).
        end: The last day; '' where the term is not known to have ended.

    Raises:
        InputError: One of these is no text, there is no name or office, no such role or day, or the end lies before
            the start; says the field.
    """

    __slots__ = ()

    def __new__(cls, name: str, office: str, body: str, role: str, start: str, end: str) -> Self:
        made = super().__new__(cls, name, office, body, role, start, end)
        for field, value in zip(cls._fields, made, strict=True):
            if not isinstance(value, str):
                raise InputError(f"a text was wanted, {value!r:.60} was found", field=field)
        if not name_key(name):
            raise InputError(f"{name!r:.60} is no name", field="name")
        if not office.strip():
            raise InputError("is empty", field="office")
        if role not in ROLES:
            raise InputError(f"{role!r:.60} is none of {', '.join(ROLES)}", field="role")
        check_day(start, "start")
        if end:
            check_day(end, "end")
            if end < start:
                raise InputError(f"{end} lies before the start, {start}", field="end")
        return made

    @property
    def public(self) -> bool:
        """Whether the term is a public office, and no candidacy."""
        return self.role != "politician_campaign"


def check_day(given: object, field: str) -> None:
    """Refuses what is no day as they are compared here: ISO 8601 with hyphens."""
    try:
        sound = isinstance(given, str) and day(given) == given
    except ValueError:
        sound = False
    if not sound:
        raise InputError(f"a day as '2015-01-03' was wanted, {given!r:.60} was found", field=field)


def name_key(name: str) -> str:
    """What a name is looked up by: lower case, without accents, full stops, middle initials and 'Jr.'.

    '' for what is no name.

    >>> name_key("Raúl M. Lee"), name_key("Robert F. Holt Jr."), name_key("J.D. Vale")
    ('raul lee', 'robert holt', 'jd vale')
    """
    if len(name) > _LONGEST_NAME:
        return ""
    if name.isascii() and name.isalpha():
        return name.lower()  # one word, as most that are asked for
    if not name.isascii():
        spread = unicodedata.normalize("NFKD", name.replace("’", "'"))
        name = "".join(char for char in spread if not unicodedata.combining(char))
    words = name.lower().replace(".", "").replace(",", " ").split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        del words[-1]
    kept = [word for k, word in enumerate(words) if k == 0 or len(word) > 1]
    return " ".join(kept)


def day(text: str) -> str:
    """The same day as ISO 8601 with hyphens.

    Raises:
        ValueError: It is no day.
    """
    if len(text) != len("2015-01-03"):
        raise ValueError(text)
    return datetime.date.fromisoformat(text).isoformat()
