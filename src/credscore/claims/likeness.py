"""Whether two wordings say the same: what rules it out, and how alike their words are."""

from __future__ import annotations

from itertools import pairwise

from credscore.claims.vocabulary import numbers, vocabulary
from credscore.claims.wording import Wording

__all__ = ["likeness", "ruled_out"]


def likeness(one: Wording, other: Wording) -> float:
    """The weighted Dice coefficient of the words of two wordings, from 0 to 1: twice the weight of what they share over
    the weight of both (L. R. Dice, Ecology 26(3), 1945).

    It depends on the two alone, so that a third statement can never join or part them.
    """
    if len(one.weights) > len(other.weights):
        one, other = other, one
    shared = sum(min(weight, other.weights[word]) for word, weight in one.weights.items() if word in other.weights)
    return 2.0 * shared / (one.total + other.total)


def ruled_out(one: Wording, other: Wording) -> str:
    """Why two wordings cannot be about one claim however alike their words are; '' where nothing rules it out.

    Symmetric. The reasons: negation, number, modality, quantity, pointing, entity, time, antonym, words, roles.
    """
    for before, after, reason in zip(one.strict, other.strict, _STRICT, strict=True):
        if before != after:
            return reason
    if _negated(one, other) and _negated(other, one):
        return "negation"
    if not nested(one.names, other.names):
        return "entity"
    if not nested(one.times, other.times):
        return "time"
    if opposed(one.polar, other.polar):
        return "antonym"
    mine = {word: weight for word, weight in one.weights.items() if word not in other.weights}
    theirs = {word: weight for word, weight in other.weights.items() if word not in one.weights}
    negative = vocabulary().negative
    if any(prefix + a == b or prefix + b == a for a in mine for b in theirs for prefix in negative):
        return "antonym"
    if min(sum(mine.values()), sum(theirs.values())) > numbers().substitution:
        return "words"
    if _taken_over(one, other) or _taken_over(other, one):
        return "entity"
    if _against(one, other):
        return "antonym"
    return "roles" if _turned(one, other) else ""


_STRICT = ("negation", "number", "modality", "quantity", "entity", "time", "pointing")


def _negated(one: Wording, other: Wording) -> bool:
    """Whether one wording negates a word that stands in the other without being negated there."""
    return any(word in other.weights and word not in other.negated for word in one.negated)


def nested(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one set holds the other: 'Lee' and 'Ann Lee', but not 'Ann Lee' and 'Bo Lee'."""
    return one <= other or other <= one


def opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one side has a word and the other its opposite; who has both speaks of both."""
    opposites = vocabulary().opposites
    return any(
        against in other and against not in one and word not in other for word in one for against in opposites[word]
    )


def _taken_over(one: Wording, other: Wording) -> bool:
    """Whether a word of the other stands where one of ours stood, which it now depends on: 'the minister', 'the wife of
    the minister', 'the trial of the minister', 'the trial of the minister's wife'."""
    new = [other.governed[word] for word in other.order if word not in one.order]
    if "" in new and any(not one.governed[word] and other.governed.get(word) for word in one.order):
        return True
    return bool(new) and any(
        before and other.governed.get(word) == f"{before} of" for word, before in one.governed.items()
    )


def _against(one: Wording, other: Wording) -> bool:
    """Whether opposite prepositions stand before the same word: 'flights to Tarn', 'flights from Tarn'."""
    pairs = vocabulary().against
    return any((before, other.governed.get(word, "")) in pairs for word, before in one.governed.items())


def _turned(one: Wording, other: Wording) -> bool:
    """Whether who does what to whom differs: two words that no preposition governs in the other order, or two words
    that have changed places with their prepositions."""
    shared = [word for word in one.order if word in other.order]
    free = [word for word in shared if not one.governed[word] and not other.governed[word]]
    for before, after in pairwise(free):
        if other.order[before] > other.order[after]:
            pair = (min(before, after), max(before, after))
            if pair not in one.paired and pair not in other.paired:
                return True
    changed: dict[tuple[str, str], int] = {}
    for word in shared:
        mine, theirs = one.governed[word], other.governed[word]
        if mine != theirs:
            changed[mine, theirs] = changed.get((mine, theirs), 0) + 1
    return any((theirs, mine) in changed for mine, theirs in changed)
