"""The words of a content as they are compared: speakers by name, contractions apart, set phrases as one word."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from credscore.claims.vocabulary import Vocabulary, stem
from credscore.statement import SourceKind, SpeechForm, Statement

__all__ = ["LONGEST", "Word", "points_back", "with_phrases", "words_of"]

LONGEST = 400
"""Words of a content that are compared; what is longer is no single claim, and is cut here."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[$€£¥%,;:.!?]")
_MOST_CHARACTERS = 20_000
_NAMED = frozenset((SourceKind.NAMED_OFFICIAL, SourceKind.NAMED_INDIVIDUAL, SourceKind.ORGANIZATION, SourceKind.OUTLET))


class Word(NamedTuple):
    """A word, or a number in its one form, in which case there is no text."""

    text: str
    is_name: bool = False
    number: str = ""
    is_phrase: bool = False
    is_owner: bool = False  # 'the mayor's': stands to the next word as 'of the mayor' does


def words_of(statement: Statement, lists: Vocabulary) -> list[Word]:
    """The words of the content in lower case, speakers in quotation marks replaced by their names."""
    content = unicodedata.normalize("NFKC", statement.content.text[:_MOST_CHARACTERS]).replace("\u2019", "'")
    source = statement.source
    speaker: list[Word] = []
    if statement.form is not SpeechForm.INDIRECT and source.kind in _NAMED and (source.name or source.text):
        speaker = [Word(word.casefold(), True) for word in re.findall(r"\w+", source.name or source.text)]
        speaker = [word for word in speaker if word.text not in lists.function]
    starts = statement.form is not SpeechForm.INDIRECT
    words: list[Word] = []
    for found in _TOKEN.findall(content):
        if len(words) >= LONGEST:
            break
        plain = found.casefold()
        if plain in ".!?":
            starts = True
            words.append(Word(plain))
            continue
        if plain in lists.contracted or plain.endswith("n't"):
            words += [Word(one) for one in lists.contracted.get(plain, (plain[:-3], "not"))]
        elif plain.partition("'")[0] in lists.speaker and speaker:
            words += speaker
        else:
            body, mark, clitic = plain.partition("'")
            whole = plain if mark and clitic not in ("s", "re", "ve", "ll", "d", "m") else body
            is_name = found[0].isupper() and not starts and whole not in lists.function and whole not in lists.times
            is_owner = clitic == "s" and whole not in lists.function
            words.append(Word(whole, is_name and whole not in lists.modal, is_owner=is_owner))
            if clitic == "ll":
                words.append(Word("will"))
        starts = False
    return words


def points_back(words: list[Word], lists: Vocabulary) -> bool:
    """Whether the words point at what was said before: a pronoun that no word before it in the content can mean."""
    for word in words:
        if word.text in lists.pointing and word.text not in lists.determiners:
            return True
        if word.text in lists.speaker:
            return True
        if word.is_name or not (
            word.text in lists.function
            or word.text in lists.modal
            or word.text in lists.times
            or not word.text.isalpha()
        ):
            return False
    return True


def with_phrases(words: list[Word], lists: Vocabulary) -> list[Word]:
    """Phrases that say what one word says, as that word."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        for rest, name in lists.phrases.get(stem(words[at].text), ()):
            end = at + 1 + len(rest)
            if tuple(stem(word.text) for word in words[at + 1 : end]) == rest:
                out.append(Word(name, is_phrase=True))
                at = end
                break
        else:
            out.append(words[at])
            at += 1
    return out
