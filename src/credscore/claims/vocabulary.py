"""The word lists and numbers of grouping, read once from the TOML files beside this module."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from credscore.errors import LexiconError
from credscore.policy.entry import Entry
from credscore.toml import read_lexicon

__all__ = ["Numbers", "Vocabulary", "numbers", "stem", "vocabulary"]

_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of ``grouping.toml``."""

    threshold: float
    name: float
    word: float
    number: float
    substitution: float
    context: int
    candidates: int


@functools.cache
def numbers() -> Numbers:
    """The numbers of grouping; see the file for what each is for.

    Raises:
        LexiconError: The file is malformed.
    """
    table = _table("grouping")

    def value(*path: str) -> float:
        found: Any = table
        for name in path:
            found = found.get(name, {})
        try:
            return Entry.model_validate(found).value
        except ValueError as error:
            raise LexiconError(str(error), file="grouping.toml", field=".".join(path)) from None

    return Numbers(
        threshold=value("threshold"),
        name=value("weight", "name"),
        word=value("weight", "word"),
        number=value("weight", "number"),
        substitution=value("substitution"),
        context=int(value("context", "names")),
        candidates=int(value("work", "candidates")),
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of ``words.toml`` as look-ups; see the file for what each holds.

    Attributes:
        groups: By stem, what the word counts as: the name of its group of words that say the same.
        phrases: By first word, the longer phrases that begin with it, with what they count as.
        opposites: By what a word counts as, what it cannot hold together with.
        against: Pairs of prepositions that cannot both govern a word.
        endings: Endings that make a noun of a verb, the longest first; cut where ``least`` letters are left.
        negative: Beginnings that turn a word into its opposite.
        contracted: By contraction, the words that it stands for, where cutting "n't" would not give them.
        modal: By word, the sort of modality; ``modal_pairs`` by two words.
    """

    function: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    clause: frozenset[str]
    speaker: frozenset[str]
    contracted: Mapping[str, tuple[str, ...]]
    pointing: frozenset[str]
    negators: frozenset[str]
    shifters: frozenset[str]
    negators_before_to: frozenset[str]
    modal: Mapping[str, str]
    modal_pairs: Mapping[tuple[str, str], str]
    quantity: Mapping[str, str]
    sequence: Mapping[str, str]
    small: Mapping[str, int]
    tens: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    fractions: frozenset[str]
    comparators: Mapping[tuple[str, ...], str]
    currency: Mapping[str, str]
    rounded: frozenset[str]
    times: frozenset[str]
    may_after: frozenset[str]
    this_before: frozenset[str]
    irregular: Mapping[str, str]
    participles: frozenset[str]
    groups: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    opposites: Mapping[str, frozenset[str]]
    against: frozenset[tuple[str, str]]
    endings: tuple[str, ...]
    negative: tuple[str, ...]
    least: int


@functools.cache
def vocabulary() -> Vocabulary:
    """The word lists.

    Raises:
        LexiconError: The file is malformed, or a word stands in two groups.
    """
    table = _table("words")
    try:
        return _vocabulary(table)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise LexiconError(f"is malformed: {error!r}", file="words.toml") from None


def _vocabulary(table: Mapping[str, Any]) -> Vocabulary:
    number, times = table["numbers"], table["times"]
    irregular: dict[str, str] = {}
    for line in table["irregular"]["forms"]:
        base, *forms = line.split()
        irregular.update(dict.fromkeys(forms, base))
    groups, phrases = _groups(table["same"], irregular)
    opposites: dict[str, set[str]] = {}
    for line in table["opposite"]["pairs"]:
        one, other = (groups.get(key, key) for key in (_reduced(word, irregular) for word in line.split()))
        opposites.setdefault(one, set()).add(other)
        opposites.setdefault(other, set()).add(one)
    return Vocabulary(
        **{
            name: frozenset(table[name])
            for name in (
                "function",
                "determiners",
                "prepositions",
                "auxiliaries",
                "be",
                "clause",
                "speaker",
                "pointing",
            )
        },
        contracted={line.split()[0]: tuple(line.split()[1:]) for line in table["contracted"]},
        negators=frozenset(table["negators"]),
        shifters=frozenset(table["shifters"]),
        negators_before_to=frozenset(table["negators_before_to"]),
        modal={word: sort for sort, words in table["modality"].items() for word in words},
        modal_pairs={
            (first, second): sort
            for sort, pairs in table["modality_pairs"].items()
            for first, second in (pair.split() for pair in pairs)
        },
        quantity={word: sort for sort, words in table["quantity"].items() for word in words},
        sequence={word: sort for sort, words in table["sequence"].items() for word in words},
        small={word: value for value, word in enumerate(number["units"])},
        tens={word: 10 * value for value, word in enumerate(number["tens"], 2)},
        ordinals={word: value for value, word in enumerate(number["ordinals"], 1)},
        scales=dict(number["scales"]),
        fractions=frozenset(number["fractions"]),
        comparators={
            **{tuple(phrase.split()): ">" for phrase in number["more"]},
            **{tuple(phrase.split()): "<" for phrase in number["less"]},
        },
        currency=dict(number["currency"]),
        rounded=frozenset(number["rounded"]),
        times=frozenset(times["words"]),
        may_after=frozenset(times["may_after"]),
        this_before=frozenset(times["this_before"]),
        irregular=irregular,
        participles=frozenset(table["irregular"]["participles"]),
        groups=groups,
        phrases=phrases,
        opposites={key: frozenset(others) for key, others in opposites.items()},
        against=frozenset(
            pair
            for one, other in (line.split() for line in table["opposite"]["prepositions"])
            for pair in ((one, other), (other, one))
        ),
        endings=tuple(sorted(table["derived"]["endings"], key=len, reverse=True)),
        negative=tuple(table["derived"]["negative"]),
        least=table["derived"]["least"],
    )


def _groups(
    same: Mapping[str, Iterable[str]], irregular: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    groups: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, members in same.items():
        for member in members:
            stems = tuple(_reduced(word, irregular) for word in member.split())
            if len(stems) > 1:
                phrases.setdefault(stems[0], []).append((stems[1:], name))
            elif groups.setdefault(stems[0], name) != name:
                raise ValueError(f"{member!r} stands in {groups[stems[0]]!r} and in {name!r}")
    return groups, {first: tuple(sorted(rest, reverse=True)) for first, rest in phrases.items()}


def stem(word: str) -> str:
    """The stem of a lower-case English word: its inflection cut off, irregular forms led back to their base.

    A light stemmer: plural and verbal endings only, so that words of different classes stay apart unless the lists
    bring them together.
    """
    return _reduced(word, vocabulary().irregular)


def _reduced(word: str, irregular: Mapping[str, str]) -> str:
    if word in irregular:
        return _cut(irregular[word])
    return _cut(word)


def _cut(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ied", "ed"):
        body = word[: -len(ending)]
        if word.endswith(ending) and len(body) > 2 and not _VOWELS.isdisjoint(body):
            if ending == "ied":
                return body + "y"
            doubled = body[-1] == body[-2] and body[-1] not in "aeious"  # 'stopped', but not 'passed'
            if doubled and len(body) > (4 if body[-1] == "l" else 3):  # nor 'called'
                body = body[:-1]
            word = body
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _table(name: str) -> Mapping[str, Any]:
    file = f"{name}.toml"
    return read_lexicon(__package__, file)
