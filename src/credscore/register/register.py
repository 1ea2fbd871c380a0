"""The register itself: terms of office by the holder's full name."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from credscore.errors import InputError
from credscore.register.term import Term, check_day, name_key
from credscore.shipped import shipped_table

__all__ = ["MAX_BYTES", "Register"]

MAX_BYTES = 1 << 23
"""The largest register file that is read."""

SHIPPED, NONE = "default", "none"


class Register:
    """Terms of office, looked up by full name.

    Args:
        terms: Each with the other names it is found by. One of a single word is what a surname alone means.
        since: The day from which on the register is to be used for texts without a date, ISO 8601; '' for none.

    Raises:
        InputError: A term stands without its list of names, a name is no text, or `since` is no day; says which.

    >>> ann = Term("Ann Lee", "senator", "Senate of Harwick", "government", "2015-01-03", "")
    >>> Register([(ann, ())]).terms("Ann B. Lee")[0].office
    'senator'
    """

    def __init__(self, terms: Iterable[tuple[Term, Sequence[str]]] = (), since: str = "") -> None:
        if since:
            check_day(since, "since")
        self.since = since
        found: dict[str, dict[Term, None]] = {}
        for number, given in enumerate(_several(terms)):
            term, aliases = _with_names(given, f"terms.{number}")
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
        return tuple(dict.fromkeys(Term._make(self._rows[place][:-1]) for place in places))

    def terms(self, name: str) -> tuple[Term, ...]:
        return self._at(self._by_name.get(name_key(name), ()))

    def knows(self, name: str) -> bool:
        return name_key(name) in self._by_name


@functools.cache
def _shipped() -> Register:
    table = shipped_table("register/holders.csv")
    if "by_name" not in table:  # made by an earlier version, from the same file
        return Register(((Term._make(row[:-1]), row[-1]) for row in table["terms"]), table["since"])
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


def _several(terms: object) -> Iterable[object]:
    if isinstance(terms, (str, bytes, Term)) or not isinstance(terms, Iterable):
        raise InputError(f"pairs of a Term and its other names were wanted, {terms!r:.60} was found", field="terms")
    return terms


def _with_names(given: object, field: str) -> tuple[Term, Sequence[str]]:
    """A term and the other names it is found by; one text is no list of names."""
    term, aliases = given if isinstance(given, Sequence) and len(given) == 2 else (None, ())
    if not isinstance(term, Term):
        raise InputError(f"a pair of a Term and its other names was wanted, {given!r:.60} was found", field=field)
    if isinstance(aliases, str) or not isinstance(aliases, Sequence):
        raise InputError(f"a list of names was wanted, {aliases!r:.60} was found", field=f"{field}.1")
    for alias in aliases:
        if not isinstance(alias, str):
            raise InputError(f"a name was wanted, {alias!r:.60} was found", field=f"{field}.1")
    return term, aliases
