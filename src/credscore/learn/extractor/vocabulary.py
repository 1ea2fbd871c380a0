"""Which words, word ends and word beginnings the net knows, and what is known of each word beforehand.

Beside the words of the training articles stand the forms of all cues of the lexicon and verbs of a lexicon of
parts of speech. What is known beforehand, the part of speech and the kind of cue, has a learnt vector of its own that
is added to the word's when the model is written: a rare cue then looks like a frequent one of its kind, at no cost.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from credscore.errors import InputError
from credscore.extract.features import Ints, word_key
from credscore.extract.net import PREFIX, SUFFIX
from credscore.learn.extractor.corpus import Sample
from credscore.lexicon.load import cue_forms

__all__ = ["Vocabulary", "make_vocabulary", "parts_of_speech"]

_MOST_WORDS = 29_000
_LEAST_WORD, _LEAST_AFFIX = 2, 12  # occurrences


class Vocabulary(NamedTuple):
    """What the net knows of words. Index 0 of each list below is any word, suffix or prefix not listed.

    Attributes:
        words: The words, by descending count and then by letter.
        suffixes: Word ends.
        prefixes: Word beginnings.
        counts: How often each word occurs in the training articles, 0 first.
        tags: The part of speech of each word as a number; 0 where unknown.
        cues: The kind of cue of each word as a number; 0 for no cue.
        kin: For each word the other words that may stand in its place as a cue: same kind and form.
    """

    words: tuple[str, ...]
    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]
    counts: Ints
    tags: Ints
    cues: Ints
    kin: dict[int, tuple[int, ...]]


def make_vocabulary(samples: Iterable[Sample]) -> Vocabulary:
    """The vocabulary of these articles.

    Raises:
        InputError: The package with the lexicon of parts of speech is not installed.
    """
    counts: Counter[str] = Counter()
    for sample in samples:
        counts.update(word_key(word) for word in sample.document.lowers)
    suffixes: Counter[str] = Counter()
    prefixes: Counter[str] = Counter()
    for word in counts:
        if word.isalpha():
            if len(word) > SUFFIX:
                suffixes[word[-SUFFIX:]] += 1
            if len(word) > PREFIX:
                prefixes[word[:PREFIX]] += 1
    forms, tagged = cue_forms(), parts_of_speech()
    listed = [word for word, count in counts.items() if count >= _LEAST_WORD]
    listed += sorted(word for word in forms if counts[word] < _LEAST_WORD)
    known = set(listed)
    verbs = sorted(
        word for word, tag in tagged.items() if tag.startswith("VB") and word.isalpha() and word not in known
    )
    once = sorted(
        word for word, count in counts.items() if count < _LEAST_WORD and word not in known and word in tagged
    )
    more = dict.fromkeys([*once, *verbs])
    listed += list(more)[: max(0, _MOST_WORDS - len(listed))]
    listed.sort(key=lambda word: (-counts[word], word))

    tags = {tag: number for number, tag in enumerate(sorted(set(tagged.values())), 1)}
    kinds: dict[tuple[str, str], int] = {}
    of_kind: dict[tuple[str, str, bool, str], list[int]] = {}
    cues = np.zeros(len(listed) + 1, np.int64)
    for number, word in enumerate(listed, 1):
        for cue in forms.get(word, ())[-1:]:
            cues[number] = kinds.setdefault((cue.group, cue.form), len(kinds) + 1)
            if not cue.particles:
                of_kind.setdefault((cue.group, cue.frame, cue.tells, cue.form), []).append(number)
    kin = {one: tuple(other for other in group if other != one) for group in of_kind.values() for one in group}
    return Vocabulary(
        tuple(listed),
        tuple(sorted(end for end, count in suffixes.items() if count >= _LEAST_AFFIX)),
        tuple(sorted(start for start, count in prefixes.items() if count >= _LEAST_AFFIX)),
        np.array([0, *(counts[word] for word in listed)], np.int64),
        np.array([0, *(tags.get(tagged.get(word, ""), 0) for word in listed)], np.int64),
        cues,
        {one: group for one, group in kin.items() if group},
    )


def parts_of_speech() -> dict[str, str]:
    """The commonest part of speech of each word in lower case: Brill's lexicon as the package textblob carries it.

    Raises:
        InputError: The package is not installed.
    """
    try:
        found_at = importlib.util.find_spec("textblob")  # not imported: that takes seconds
        text = Path(str(found_at and found_at.origin)).with_name("en").joinpath("en-lexicon.txt").read_text("utf-8")
    except OSError:
        raise InputError("the lexicon of parts of speech is missing: install the extra 'train'") from None
    found: dict[str, str] = {}
    for line in text.splitlines():
        word, _, tag = line.strip().partition(" ")
        if not word.startswith(";;;") and tag.isalpha() and tag.isupper() and len(tag) <= 4:
            lower = word.lower()
            if lower not in found or word == lower:  # 'may' before 'May'
                found[lower] = tag
    return found
