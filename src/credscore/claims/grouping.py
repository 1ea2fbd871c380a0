"""Which statements are about one claim, by what they say.

Equal wordings are one unit. Units that must not differ in anything (negations, numbers ...) are compared with those
that agree, found through the rare words that they share: two units as alike as the threshold asks share a word
of the first few when words are taken from the rarest on (prefix filtering: Chaudhuri, Ganti & Kaushik, ICDE 2006), so
only those words are indexed. Links are then joined from the closest on, as long as nothing rules out that any two of
the claim are one. All in an order that the wordings alone give: neither the order of the statements nor the
process changes anything.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from credscore.claims.likeness import likeness, nested, opposed, ruled_out
from credscore.claims.vocabulary import numbers
from credscore.claims.wording import Wording, wording
from credscore.errors import InputError
from credscore.scoring.party import party_key
from credscore.statement import Statement

__all__ = ["group"]

_CHECKED = 64
"""Members of a claim with which those of another are compared one by one before the two are joined; what can be told of
all members at once (names, times, opposites, callers' ids) is compared whatever their number."""


def group(
    statements: Iterable[Statement], *, texts: Iterable[Hashable] | None = None, threshold: float | None = None
) -> list[str | None]:
    """An id of the claim that each statement is about: equal for statements that say the same.

    A statement that denies what another asserts is about the same claim (its stance makes it count against); one
    whose content says the opposite is about another. Ids that the caller has given are kept, and statements with two
    different ones are never brought together.

    Args:
        statements: Statements, of one text or of several.
        texts: For each statement what stands for its text; None for one text. Pronouns without an antecedent
            mean the same only within a text, and so do statements without a name, unless the texts share names.
        threshold: Least likeness of two statements' words, above 0 to 1; None for the measured one.

    Returns:
        The ids in the order given: the caller's, else ``text:`` and a digest of the wording; None for a statement
        without words to compare and without an id.

    Raises:
        InputError: The threshold is out of range, or there are more or fewer texts than statements.

    >>> from credscore import Statement
    >>> said = [Statement(content={"text": words}) for words in (
    ...     "the Harwick plant will close", "the Harwick plant will shut", "the Harwick plant will not close")]
    >>> one, same, other = group(said)
    >>> one == same, one == other
    (True, False)
    """
    least = numbers().threshold if threshold is None else threshold
    if not 0.0 < least <= 1.0:
        raise InputError(f"a likeness above 0, at most 1, was wanted, {threshold!r} was found", field="threshold")
    given = list(statements)
    places: list[Hashable] = [None] * len(given) if texts is None else list(texts)
    if len(places) != len(given):
        raise InputError(f"{len(given)} statements but {len(places)} texts", field="texts")
    around = _names_of_texts(given, places)
    members: dict[_Key, list[int]] = {}
    wordings: dict[_Key, Wording] = {}
    for number, (one, place) in enumerate(zip(given, places, strict=True)):
        found = wording(one, place)
        if found is not None:
            # Without a name of its own a statement is about whatever its text is about.
            within = None if found.names else place
            key = _Key(found.key, repr(within), one.claim_id or "")
            members.setdefault(key, []).append(number)
            wordings[key] = found
    units = []
    for key in sorted(members):
        here = {places[number] for number in members[key]}
        units.append(_Unit(key, wordings[key], here, frozenset().union(*(around[place] for place in here))))
    ids = [one.claim_id for one in given]
    for unit, claim in zip(units, _claims(units, least), strict=True):
        for number in members[unit.key]:
            ids[number] = claim
    return ids


class _Key(NamedTuple):
    wording: str
    text: str
    claim: str


class _Unit(NamedTuple):
    key: _Key
    wording: Wording
    texts: set[Hashable]
    around: frozenset[str]


def _names_of_texts(given: Sequence[Statement], places: Sequence[Hashable]) -> dict[Hashable, frozenset[str]]:
    """The words of the names in each text's contents and sources."""
    found: dict[Hashable, set[str]] = {}
    for one, place in zip(given, places, strict=True):
        names = found.setdefault(place, set())
        words = wording(one, place)
        if words is not None:
            names |= words.names
        if one.source.name:
            names |= set(party_key(one.source.name).split())
    return {place: frozenset(names) for place, names in found.items()}


def _claims(units: Sequence[_Unit], least: float) -> list[str]:
    """The id of each unit's claim."""
    links: list[tuple[float, int, int]] = []
    buckets: dict[tuple[str, ...], list[int]] = {}
    for number, unit in enumerate(units):
        buckets.setdefault(unit.wording.strict, []).append(number)
    for bucket in buckets.values():
        for one, other in _candidates(units, bucket, least):
            alike = likeness(units[one].wording, units[other].wording)
            if alike >= least and not _apart(units[one], units[other]):
                links.append((-alike, one, other))
    claims = [_Claim([number], units[number]) for number in range(len(units))]
    where = list(range(len(units)))

    def root(number: int) -> int:
        while where[number] != number:
            where[number] = where[where[number]]
            number = where[number]
        return number

    heapq.heapify(links)
    while links:
        _, one, other = heapq.heappop(links)
        first, second = sorted((root(one), root(other)))
        if first != second and claims[first].may_join(claims[second], units):
            claims[first].join(claims[second])
            where[second] = first
    return [claims[root(number)].id(units) for number in range(len(units))]


def _candidates(units: Sequence[_Unit], bucket: Sequence[int], least: float) -> Iterator[tuple[int, int]]:
    """Pairs of units that may be as alike as asked: those that share a word of their rare ones."""
    often: dict[str, int] = {}
    for number in bucket:
        for word in units[number].wording.weights:
            often[word] = often.get(word, 0) + 1
    most = numbers().candidates
    index: dict[str, list[int]] = {}
    for number in bucket:
        found: set[int] = set()
        for word in _prefix(units[number].wording, often, least):
            before = index.setdefault(word, [])
            found.update(before[-most:])
            before.append(number)
        for other in sorted(found):
            yield other, number


def _prefix(one: Wording, often: dict[str, int], least: float) -> list[str]:
    """The rarest words of a wording such that every wording as alike as asked shares one of them.

    With D = 2·o / (a + b) >= t and o <= b the overlap o is at least t·a / (2 - t); so words may be left out while
    they weigh less than that together.
    """
    words = sorted(one.weights, key=lambda word: (often[word], word))
    spare = least * one.total / (2.0 - least) - 1e-9
    while words and one.weights[words[-1]] < spare:
        spare -= one.weights[words.pop()]
    return words


def _apart(one: _Unit, other: _Unit) -> bool:
    """Whether two units cannot be about one claim."""
    if one.key.claim and other.key.claim and one.key.claim != other.key.claim:
        return True
    if (
        not (one.wording.names and other.wording.names)
        and one.texts.isdisjoint(other.texts)
        and len(one.around & other.around) < numbers().context
    ):
        return True
    return bool(ruled_out(one.wording, other.wording))


class _Claim:
    """Units joined so far, with what can be told of all of them at once."""

    def __init__(self, members: list[int], unit: _Unit) -> None:
        self.members = members
        self.given = {unit.key.claim} - {""}
        self.names = {unit.wording.names}
        self.times = {unit.wording.times}
        self.polar = unit.wording.polar

    def may_join(self, other: _Claim, units: Sequence[_Unit]) -> bool:
        """Whether nothing is known that keeps a unit of the one from saying the same as one of the other."""
        if len(self.given | other.given) > 1 or opposed(self.polar, other.polar):
            return False
        if not (_in_a_chain(self.names | other.names) and _in_a_chain(self.times | other.times)):
            return False
        mine, theirs = self.members[:_CHECKED], other.members[:_CHECKED]
        if len(mine) * len(theirs) > _CHECKED:
            theirs = theirs[: max(1, _CHECKED // len(mine))]
        return not any(_apart(units[one], units[two]) for one in mine for two in theirs)

    def join(self, other: _Claim) -> None:
        """Takes the other's units in."""
        self.members = sorted((*self.members, *other.members))
        self.given |= other.given
        self.names |= other.names
        self.times |= other.times
        self.polar |= other.polar

    def id(self, units: Sequence[_Unit]) -> str:
        """The caller's id, else a digest of the first wording."""
        if self.given:
            return next(iter(self.given))
        first = units[self.members[0]].key
        return "text:" + hashlib.sha256("\x1f".join(first).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _in_a_chain(sets: Iterable[frozenset[str]]) -> bool:
    """Whether of any two sets one holds the other."""
    ordered = sorted(sets, key=len)
    return all(nested(one, other) for one, other in pairwise(ordered))
