"""Whom a pronoun means that is the whole source: 'he', 'they', 'it', 'we'."""

from __future__ import annotations

from credscore.extract.apposition import phrase_end
from credscore.lexicon.load import words
from credscore.sourcing import labels as lb
from credscore.sourcing.heard import Heard
from credscore.sourcing.kind import profile_of
from credscore.sourcing.profile import Profile

__all__ = ["by_pronoun", "subject_before"]

_HE = words("grammar", "words", "he")
_SHE = words("grammar", "words", "she")
_THEY = words("grammar", "words", "they")
_IT = words("grammar", "words", "it")
_AUTHOR = words("grammar", "words", "author")
_SENTENCES = 2  # before 'he' in which somebody unnamed is looked for
_BACK = 100  # and tokens: a sentence may be as long as the text
_SUBJECT_WORDS = 8  # of a subject that 'It' takes up


def by_pronoun(heard: Heard, word: str, token: int) -> Profile | None:
    """The labels of whom the pronoun ``word`` at ``token`` means; None where it is none of these pronouns."""
    if word in _HE:
        return _he_or_she(heard, token, "m")
    if word in _SHE:
        return _he_or_she(heard, token, "f")
    if word in _AUTHOR:
        return Profile("outlet", "media")
    if word in _THEY:
        return heard.crowd or heard.body or Profile("unnamed_group", "public")
    if word in _IT:
        return subject_before(heard, token) or heard.body or heard.outlet or Profile("organization", "unknown")
    return None


def _he_or_she(heard: Heard, token: int, gender: str) -> Profile:
    """The one unnamed person who spoke last, else whom the names tell, else whoever was heard or is told of."""
    unnamed = heard.unnamed_near(token)
    if unnamed is not None:
        return heard.meet(unnamed)
    person = heard.antecedent(token, gender)
    if person is not None:
        person.gender = gender
        return heard.meet_person(person, token)
    return heard.person or _somebody(heard, token) or Profile("named_individual", "unknown")


def _somebody(heard: Heard, token: int) -> Profile | None:
    """The unnamed person whom 'he' means where the article has named nobody: 'A man of 34 was held. He said'."""
    document = heard.document
    lowers = document.lowers
    first = document.sentences[max(0, document.sentence_of[token] - _SENTENCES)][0]
    for k in range(token - 1, max(first, token - _BACK), -1):
        if (lowers[k - 1] in ("a", "an") or lowers[k - 1].endswith("-year-old")) and (
            lowers[k] in lb.PERSONS or lowers[k] in lb.ANONYMOUS_SOURCE
        ):
            return Profile("anonymous_source", "unknown")
    return None


def subject_before(heard: Heard, token: int) -> Profile | None:
    """The body that 'It' at the head of a sentence takes up: the subject of the one before, if no source since."""
    document = heard.document
    number = document.sentence_of[token]
    if number == 0 or document.sentences[number][0] != token:
        return None
    first, stop = document.sentences[number - 1]
    if heard.body_since(first) or document.quotation_of[first] >= 0:
        return None
    end = phrase_end(document, first, min(stop, first + _SUBJECT_WORDS), appositions=False)
    profile = profile_of(document, (first, end), heard.people) if first < end else None
    return heard.meet(profile) if profile is not None and profile.kind == "organization" else None
