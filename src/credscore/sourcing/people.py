"""The people whom an article names, and whom a surname, a pronoun or 'the minister' means."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from credscore.extract.clause import DAYS, DETERMINERS, MARKS, PREPOSITIONS, PRONOUNS, STOPS
from credscore.lexicon.load import cue_forms, words
from credscore.reading import Document
from credscore.sourcing import labels as lb

__all__ = ["People", "Person", "find_people"]

_MONTHS = words("grammar", "words", "months")
_PARTICLES = frozenset(
    ("de", "van", "von", "der", "den", "al", "bin", "ibn", "la", "le", "di", "da", "du", "el", "ben", "abu", "y")
)
_TITLES = frozenset(
    ("mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "sir", "lord", "lady", "miss", "prof.", "dame")
)
_NEVER = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | DAYS
    | _MONTHS
    | frozenset(
        (
            "and",
            "but",
            "or",
            "if",
            "when",
            "while",
            "because",
            "although",
            "as",
            "it",
            "there",
            "here",
            "not",
            "yes",
            "no",
            "now",
            "then",
            "so",
            "i",
            "what",
            "how",
            "why",
            "who",
            "where",
            "asked",
            "is",
            "was",
            "are",
            "do",
            "did",
            "has",
            "have",
            "will",
            "according",
            "still",
            "meanwhile",
            "however",
            "also",
            "another",
            "former",
            "last",
            "one",
            "two",
            "three",
            "four",
            "five",
            "let",
            "just",
            "only",
            "even",
            "most",
            "more",
            "since",
            "after",
            "before",
            "both",
            "all",
        )
    )
)
_CUES = cue_forms()  # in a line of capitals the cue ends the name: 'ROY TATE SAYS CURFEW STAYS'
_MOST_WORDS = 64  # words of description kept of a person
_MENTIONS = 300  # names looked back over for the one that a description fits
_FULL_NAME = 3
_REACH = 9  # tokens before a name, and after its comma, that may describe it


@dataclass(slots=True)
class Person:
    """One person of the article.

    Attributes:
        name: The fullest form of the name found.
        first: The token of the first mention.
        described: Lower-case words that describe the person anywhere: titles, trades, appositions.
        gender: 'm', 'f' or ''.
        mentions: Tokens at which the name stands.
    """

    name: str
    first: int
    described: list[str] = field(default_factory=list)
    gender: str = ""
    mentions: list[int] = field(default_factory=list)

    def last_at(self, token: int) -> int:
        """The last mention before ``token``; -1 if there is none."""
        number = bisect.bisect_left(self.mentions, token)
        return self.mentions[number - 1] if number else -1


class People:
    """The index of an article's people by surname, and by place."""

    def __init__(self) -> None:
        self.by_name: dict[str, Person] = {}
        self.places: list[int] = []
        self.at: list[Person] = []

    def add(self, document: Document, first: int, stop: int, described: list[str], gender: str) -> Person:
        """Notes one mention; a surname joins the person already known by it."""
        last = document.lowers[stop - 1]
        person = self.by_name.get(last)
        if person is None and stop - first == 1:
            person = None
        if person is None:
            person = Person(" ".join(document.words[first:stop]), first)
            self.by_name[last] = person
        elif stop - first > person.name.count(" ") + 1:
            person.name = " ".join(document.words[first:stop])
        if len(person.described) < _MOST_WORDS:
            person.described.extend(word for word in described if word not in person.described)
        person.gender = person.gender or gender
        person.mentions.append(first)
        self.places.append(first)
        self.at.append(person)
        return person

    def last_before(self, token: int, gender: str = "") -> Person | None:
        """The person named last before ``token`` whose gender does not contradict."""
        for i in range(
            bisect.bisect_left(self.places, token) - 1, max(-1, bisect.bisect_left(self.places, token) - 30), -1
        ):
            person = self.at[i]
            if not gender or not person.gender or person.gender == gender:
                return person
        return None

    def described_as(self, head: str, token: int) -> Person | None:
        """The person described by the noun ``head`` whose name was given last before ``token``."""
        begin = bisect.bisect_left(self.places, token) - 1
        for i in range(begin, max(-1, begin - _MENTIONS), -1):
            if head in self.at[i].described:
                return self.at[i]
        return None


def find_people(document: Document) -> People:
    """Reads all names once, left to right; a capitalised run is a person if anything says so."""
    lowers, texts = document.lowers, document.words
    people = People()
    count = len(texts)
    sentence_starts = {first for first, _ in document.sentences}
    i = 0
    while i < count:
        text = texts[i]
        if not text[0].isupper() or (lowers[i] in _NEVER and lowers[i] not in _TITLES):
            i += 1
            continue
        begin = i
        while i < count and (
            texts[i][0].isupper() or (lowers[i] in _PARTICLES and i + 1 < count and texts[i + 1][0].isupper())
        ):
            if i > begin and (
                i in sentence_starts
                or lowers[i] in DAYS
                or (texts[i].isupper() and len(texts[i]) > 2 and lowers[i] in _CUES)
            ):
                break
            i += 1
        if begin in sentence_starts and i - begin > 1 and _ordinary(lowers[begin]):
            begin += 1
        _note(document, people, begin, i)
    return people


def _ordinary(word: str) -> bool:
    """Whether a capitalised sentence opener is an ordinary word before a name and no part of it."""
    return word.endswith(("ing", "ly")) or (word in lb.PERSONS and word.endswith("s"))


def _is_post(word: str) -> bool:
    return word in lb.OFFICES or word in lb.PERSONS or word in lb.SPOKESPERSON or word in lb.GENERIC or word in _TITLES


def _note(document: Document, people: People, begin: int, stop: int) -> None:
    lowers, texts = document.lowers, document.words
    name = begin
    while name < stop and (_is_post(lowers[name]) or lowers[name] in lb.FORMER):
        name += 1
    # 'Treasury Secretary Noa Field': posts may stand after their department
    for k in range(stop - 1, name - 1, -1):
        if _is_post(lowers[k]) and k + 1 < stop:
            name = k + 1
            break
    if name >= stop:
        return
    last = lowers[stop - 1]
    described = lowers[begin:name]
    before = _described_before(document, begin)
    after = _described_after(document, stop)
    known = last in people.by_name
    length = stop - name
    if not known:
        joined = " ".join(lowers[name:stop])
        if (
            last in lb.BODIES
            or last in lb.GROUPS
            or (last in lb.DOCUMENTS and length < _FULL_NAME)
            or joined in lb.OUTLET_NAMES
            or joined in lb.COUNTRY_PHRASES
            or joined in lb.SEATS
            or (length == 1 and (last in lb.COUNTRIES or last in lb.CAPITALS or last in lb.DEMONYMS))
            or lowers[name] in lb.DEMONYMS
            or any(lowers[k] in lb.BODIES for k in range(name, stop) if k > name or length > 2)
        ):
            return
        titled = bool(described) or any(_is_post(word) for word in before)
        apposed = any(_is_post(word) for word in after) or (
            stop + 1 < len(texts) and lowers[stop] == "," and lowers[stop + 1] == "who"
        )
        if (last in lb.OUTLET_WORDS or lowers[name] in lb.OUTLET_WORDS or last in lb.QUANTITIES) and not (
            titled or apposed
        ):
            return
        if length == 1 and not titled:
            return
        if length > 4 or (
            length >= 2
            and not (titled or apposed)
            and not all(
                t[0].isupper() and (t[1:].islower() or "." in t or "-" in t or "'" in t)
                for t in texts[name:stop]
                if t.lower() not in _PARTICLES
            )
        ):
            return
    gender = ""
    for word in (*described, *before[-3:]):
        if word in lb.MALE:
            gender = "m"
        elif word in lb.FEMALE:
            gender = "f"
    if not gender and length > 1:
        gender = lb.GIVEN.get(lowers[name], "")
    people.add(document, name, stop, [*before, *described, *after], gender)


def _described_before(document: Document, begin: int) -> list[str]:
    """Lower-case words that lead up to a name: 'navy spokesman' before 'Gil Ross'; 'The prosecutor,' too."""
    lowers, texts = document.lowers, document.words
    out: list[str] = []
    i = begin - 1
    comma = False
    while i >= 0 and begin - i <= _REACH:
        word = lowers[i]
        if word == "," and i == begin - 1:
            comma = True
        elif (
            word in lb.FORMER
            or _is_post(word)
            or word in lb.MODIFIERS
            or word in lb.BODIES
            or word == "'s"
            or word in lb.DEMONYMS
            or (texts[i][0].isupper() and out)
        ):
            out.append(word)
        elif word in ("the", "a", "an", "his", "her", "their", "its", "of", "for") and out:
            out.append(word)
            if word not in ("of", "for"):
                break
        else:
            break
        i -= 1
    if comma and not any(_is_post(word) for word in out[:2]):
        return []
    return [
        word
        for word in reversed(out)
        if word not in ("the", "a", "an", "of", "for", "'s", "his", "her", "its", "their")
    ]


def _described_after(document: Document, stop: int) -> list[str]:
    """The words of the apposition after a name: ', a former energy secretary,' or '(D-N.Y.)'."""
    lowers = document.lowers
    count = len(lowers)
    if stop + 1 >= count:
        return []
    if lowers[stop] == "(":
        inner = lowers[stop + 1]
        if inner[:2] in ("d-", "r-", "i-") or inner in ("d", "r"):
            return ["senator"]
        return []
    if lowers[stop] in ("of", "from", "at", "with"):  # 'Ann Lee of the National Water Board'
        body: list[str] = []
        for i in range(stop + 1, min(count, stop + 2 + _REACH)):
            if not (document.words[i][0].isupper() or lowers[i] in ("the", "of", "for", "and")):
                break
            body.append(lowers[i])
        return (
            [*(word for word in body if word not in DETERMINERS), "official"]
            if any(word in lb.BODIES for word in body)
            else []
        )
    if lowers[stop] != ",":
        return []
    out: list[str] = []
    for i in range(stop + 1, min(count, stop + 2 + _REACH + 6)):
        word = lowers[i]
        if word in (",", ";") or word in STOPS or word in MARKS:
            break
        out.append(word)
    if "president" in out and not any(
        word in lb.COUNTRIES or word in lb.DEMONYMS or lb.BODIES.get(word) == "government" for word in out
    ):
        out = ["executive" if word == "president" else word for word in out]  # of a firm, a union, a club
    first = out[0] if out else ""
    if first in ("the", "a", "an", "who", "one", "his", "her") or (out and any(_is_post(word) for word in out[:4])):
        return [word for word in out if word not in DETERMINERS]
    return []
