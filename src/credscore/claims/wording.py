"""What a statement says, in a form in which two can be compared: its words, and what must not differ.

Pure functions of one statement. Time is linear in its words.
"""

from __future__ import annotations

from typing import NamedTuple

from credscore.claims.figures import with_numbers
from credscore.claims.passive import active
from credscore.claims.vocabulary import Vocabulary, numbers, stem, vocabulary
from credscore.claims.words import Word, points_back, with_phrases, words_of
from credscore.scoring.party import origin_key
from credscore.statement import Statement

__all__ = ["Wording", "wording"]


class Wording(NamedTuple):
    """The wording of a statement's content.

    Attributes:
        key: All of the below as one string: equal for equal wordings, the same in every process.
        strict: What has to be equal: negations, numbers, modality, quantities, words that shift what is meant, before
            and after; and, where the words point at what was said before, in which text and by whom.
        weights: Weight by word that is compared, stems and names.
        total: Their sum.
        names: Words of names.
        times: Words of time.
        polar: Words that have an opposite.
        order: The words that no preposition governs, agent first.
        governed: By word, the preposition that governs it, '' for none.
        paired: Words on either side of an 'and', whose order says nothing.
        negated: The first word after each negation.
    """

    key: str
    strict: tuple[str, ...]
    weights: dict[str, float]
    total: float
    names: frozenset[str]
    times: frozenset[str]
    polar: frozenset[str]
    order: dict[str, int]
    governed: dict[str, str]
    paired: frozenset[tuple[str, str]]
    negated: frozenset[str]


def wording(statement: Statement, text: object = None) -> Wording | None:
    """The wording of a statement's content; None where nothing in it can be compared.

    Args:
        statement: The statement.
        text: Something that stands for the text that it is from, for words that point at what was said before.
    """
    lists = vocabulary()
    words = words_of(statement, lists)
    pointing = points_back(words, lists)
    words = with_numbers(with_phrases(words, lists), lists)
    negations, modality, quantities, times = 0, set(), set(), set()
    for before, word, after in zip([_NONE, *words], words, [*words[1:], _NONE], strict=False):
        plain = word.text
        base = stem(plain)
        if base in _stems(lists.negators) or (base in _stems(lists.negators_before_to) and after.text == "to"):
            negations += 1
        if (plain, after.text) in lists.modal_pairs:
            modality.add(lists.modal_pairs[plain, after.text])
        elif plain in lists.modal and not (plain == "may" and _is_month(before, word, lists)):
            modality.add(lists.modal[plain])
        if plain in lists.quantity and not (plain == "some" and after.number):
            quantities.add(lists.quantity[plain])
        if _is_time(before, word, after, lists):
            times.add(plain)
    content = _content(words, times, lists)
    if not content.weights:
        return None
    strict = (
        f"not {negations}",
        " ".join(word.number for word in words if word.number),
        " ".join(sorted(modality - {"future"} or modality)),
        " ".join(sorted(quantities)),
        " ".join(sorted({word.text for word in words} & lists.shifters)),
        " ".join(sorted({lists.sequence[word.text] for word in words if word.text in lists.sequence})),
        f"{text!r} {origin_key(statement)}" if pointing else "",
    )
    names = frozenset(word.text for word in words if word.is_name)
    polar = frozenset(word for word in content.polar if word in lists.opposites)
    key = "\x1f".join(
        (
            *strict,
            " ".join(f"{word}{'*' * (word in names)}" for word in content.order),
            " ".join(sorted(f"{word}:{governed}" for word, governed in content.governed.items())),
            " ".join(sorted(times)),
            " ".join(sorted("+".join(pair) for pair in content.paired)),
            " ".join(sorted(content.negated)),
            " ".join(sorted(polar)),
        )
    )
    return Wording(
        key,
        strict,
        content.weights,
        sum(content.weights.values()),
        names,
        frozenset(times),
        polar,
        content.order,
        content.governed,
        content.paired,
        frozenset(content.negated),
    )


_NONE = Word("")


def _stems(words: frozenset[str], known: dict[frozenset[str], frozenset[str]] = {}) -> frozenset[str]:  # noqa: B006
    if words not in known:
        known[words] = frozenset(map(stem, words))
    return known[words]


# ---- times -----------------------------------------------------------------------------------------------------------


def _is_month(before: Word, word: Word, lists: Vocabulary) -> bool:
    return word.is_name or before.text in lists.may_after


def _is_time(before: Word, word: Word, after: Word, lists: Vocabulary) -> bool:
    if word.text == "may":
        return before.text in lists.may_after
    return word.text in lists.times or (word.text == "this" and after.text in lists.this_before)


# ---- content ---------------------------------------------------------------------------------------------------------


class _Content(NamedTuple):
    weights: dict[str, float]
    polar: set[str]
    order: dict[str, int]
    governed: dict[str, str]
    paired: frozenset[tuple[str, str]]
    negated: set[str]


def _content(words: list[Word], times: set[str], lists: Vocabulary) -> _Content:
    """The words that are compared, with their weights, their order and what governs them."""
    weigh = numbers()
    words = active(words, lists)
    weights: dict[str, float] = {}
    polar: set[str] = set()
    order: dict[str, int] = {}
    governed: dict[str, str] = {}
    paired: set[tuple[str, str]] = set()
    negated: set[str] = set()
    negation = False
    preposition, last, before_and = "", "", ""
    for word in words:
        plain = word.text
        if word.number:
            weights[f"#{word.number}"] = weigh.number
            continue
        base = plain if word.is_name else stem(plain)
        counts_as = base if word.is_name else _meaning(base, lists)
        polar.add(counts_as)
        negation = negation or base in _stems(lists.negators)
        if plain in lists.prepositions:
            preposition, last = plain, plain
        elif plain in lists.determiners or plain in lists.auxiliaries or not plain.isalpha():
            if last not in lists.prepositions:
                preposition = ""
            last = plain
        elif plain == "and":
            before_and, last = last, plain
        elif plain in times:
            preposition, last = "", plain
        elif word.is_name or not (
            plain in lists.function or plain in lists.modal or plain in lists.quantity or base in _stems(lists.negators)
        ):
            if plain in lists.currency:
                counts_as = lists.currency[plain]
            weights.setdefault(counts_as, weigh.name if word.is_name else weigh.word)
            if last == "and" and before_and:
                paired.add((min(before_and, counts_as), max(before_and, counts_as)))
            if negation:
                negated.add(counts_as)
                negation = False
            governed.setdefault(counts_as, f"{preposition} of".lstrip() if word.is_owner else preposition)
            order.setdefault(counts_as, len(order))
            last = counts_as
    for plain in sorted(times):
        weights.setdefault(plain, weigh.word)
    return _Content(weights, polar, order, governed, frozenset(paired), negated)


def _meaning(base: str, lists: Vocabulary) -> str:
    """What a stem counts as: its group, else the group of the verb that it is made from, else that verb."""
    if base in lists.groups:
        return lists.groups[base]
    for ending in lists.endings:
        if base.endswith(ending) and len(base) - len(ending) >= lists.least:
            body = base[: -len(ending)]
            return lists.groups.get(body, body)
    return base
