"""The register itself: terms of office by the holder's full name."""

from __future__ import annotations

import datetime
import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from credscore.errors import InputError
from credscore.shipped import shipped_table

__all__ = ["MAX_BYTES", "Register", "Term", "name_key"]

MAX_BYTES = 1 << 23
"""The largest register file that is read."""

SHIPPED, NONE = "default", "none"
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_LONGEST_NAME = 200


class Term(NamedTuple):
    """One term: one person in one office, or standing for one, from one day to another.

    Attributes:
        name: The everyday full name.
        office: What it is: 'senator', 'governor', 'presidential candidate'.
        body: Of what: 'United States Senate', 'Ohio', 'Green Party'.
        role: ``government``, ``military_police_court`` or ``politician_campaign``. The last is no public office: who
            has only such terms stands for one, or leads a party.
        start: The first day, ISO 8601 (``2015-01-03``).
        end: The last day; '' where the term is not known to have ended.
    """

    name: str
    office: str
    body: str
    role: str
    start: str
    end: str

    @property
    def public(self) -> bool:
        """Whether the term is a public office, and no candidacy."""
        return self.role != "politician_campaign"

    def meets(self, first: str, last: str) -> bool:
        """Whether the term shares a day with the time from ``first`` to ``last``, both ISO 8601 and included."""
        return self.start <= last and (not self.end or self.end >= first)


class Register:
    """Terms of office, looked up by full name.

    Args:
        terms: Each with the other names it is found by. One of a single word is what a surname alone means.
        since: The day from which on the register is to be used for texts without a date, ISO 8601; '' for none.

    >>> ann = Term("Ann Lee", "senator", "Senate of Harwick", "government", "2015-01-03", "")
    >>> Register([(ann, ())]).terms("Ann B. Lee")[0].office
    'senator'
    """

    def __init__(self, terms: Iterable[tuple[Term, Sequence[str]]] = (), since: str = "") -> None:
        self.since = since
        found: dict[str, dict[Term, None]] = {}
        for term, aliases in terms:
            for name in (term.name, *aliases):
                found.setdefault(name_key(name), {})[term] = None
        self._terms = {key: tuple(held) for key, held in found.items()}

    @functools.cached_property
    def until(self) -> str:
        """The last day on which a term begins: of later times the register cannot tell. '' for an empty register."""
        return max((term.start for term in self), default="")

    def __len__(self) -> int:
        return len({term for held in self._terms.values() for term in held})

    def __iter__(self) -> Iterator[Term]:
        return iter(dict.fromkeys(term for held in self._terms.values() for term in held))

    def terms(self, name: str) -> tuple[Term, ...]:
        """The terms of whoever bears this name; for a single word, of whom it is given as an alias of one word."""
        return self._terms.get(name_key(name), ())

    def knows(self, name: str) -> bool:
        """Whether anybody bears this name."""
        return name_key(name) in self._terms

    def joined(self, other: Register) -> Register:
        """This register with the other's terms besides. Who stands in the other has its terms and none of these."""
        out = Register(
            since=min(self.since, other.since) if self._terms and other._terms else self.since or other.since
        )
        out._terms = {**self._terms, **other._terms}
        return out

    @classmethod
    def load(cls, file: str | PathLike[str]) -> Register:
        """Reads a register file, or the register of that name: ``default`` ships, ``none`` is empty.

        Args:
            file: A CSV file in UTF-8 with the columns ``name,aliases,office,body,role,from,to``; lines that begin
                with '#' and empty lines are passed over. See `docs/howto/register.md`.

        Raises:
            InputError: It cannot be read, is larger than `MAX_BYTES`, or a row is not sound; with file, line, field.
        """
        if file == SHIPPED:
            return cls.default()
        if file == NONE:
            return cls()
        from credscore.register.reading import read_since, read_terms

        text = _decoded(Path(file), str(file))
        return cls(read_terms(text, str(file)), read_since(text, str(file)))

    @classmethod
    def of(cls, given: Register | str | PathLike[str] | Iterable[Register | str | PathLike[str]] | None) -> Register:
        """The register that a caller means: one, a name or file, several that are joined in order, None the default.

        Raises:
            InputError: It cannot be read, or is none of these.
        """
        if given is None:
            return cls.default()
        if isinstance(given, Register):
            return given
        if isinstance(given, (str, PathLike)):
            return cls.load(given)
        if isinstance(given, (bytes, bytearray)) or not isinstance(given, Iterable):
            raise InputError(f"a Register, a name or a path was wanted, {given!r} was found", field="register")
        return functools.reduce(Register.joined, map(cls.of, given), cls())

    @staticmethod
    def default() -> Register:
        """The register that ships; read once, when first asked for."""
        return _shipped()


class _Shipped(Register):
    """The register that ships: an article asks for few of its names, so that a term is made when it is asked for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.since = table["since"]
        self.until = table["until"]
        self._rows, self._by_name = table["terms"], table["by_name"]

    @functools.cached_property
    def _terms(self) -> dict[str, tuple[Term, ...]]:  # type: ignore[override]
        return {key: self._at(places) for key, places in self._by_name.items()}

    def _at(self, places: Iterable[int]) -> tuple[Term, ...]:
        return tuple(dict.fromkeys(Term(*self._rows[place][:-1]) for place in places))

    def terms(self, name: str) -> tuple[Term, ...]:
        return self._at(self._by_name.get(name_key(name), ()))

    def knows(self, name: str) -> bool:
        return name_key(name) in self._by_name


@functools.cache
def _shipped() -> Register:
    table = shipped_table("register/holders.csv")
    if "by_name" not in table:  # made by an earlier version, from the same file
        return Register(((Term(*row[:-1]), row[-1]) for row in table["terms"]), table["since"])
    return _Shipped(table)


def _decoded(path: Path, shown: str) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError(getattr(error, "strerror", None) or str(error), file=shown) from None
    if len(raw) > MAX_BYTES:
        raise InputError(f"larger than the {MAX_BYTES} bytes that a register may have", file=shown)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(f"not UTF-8 text at byte {error.start}", file=shown, line=line) from None


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
