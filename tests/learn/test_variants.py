"""Copies of articles with other words of the same kind: what is exchanged and what stays."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from credscore.errors import InputError
from credscore.learn.extractor.corpus import Sample, read_others
from credscore.learn.extractor.variants import kin_of, varied
from credscore.reading import read

TAGS = ("DT", "NN", "NNP", "VBD", ".")
NOUNS = [f"noun{letter}" for letter in "abcdefghijklmnop"]  # one letter apart, as their vectors are
VERBS = [f"verb{letter}" for letter in "abcdefghijklmnop"]
PIECES = {"[UNK]": 0, **{word: k for k, word in enumerate([*NOUNS, *VERBS, "the", "."], 1)}}
TABLE = np.array([[0.0, 0.0], *((k // 16, k % 16 / 16) for k in range(len(PIECES) - 1))], np.float32)


def sample(text: str) -> tuple[Sample, np.ndarray]:
    document = read(text)
    kind = {**dict.fromkeys(NOUNS, 1), **dict.fromkeys(VERBS, 3), "the": 0, ".": 4}
    parsed = np.array([[kind[word], 0, 0] for word in document.lowers], np.int64)
    return Sample("a", document, ()), parsed


TEXT = " ".join(f"The {noun} {verb} the {noun}." for noun, verb in zip(NOUNS, VERBS, strict=True) for _ in range(2))
KNOWN, PARSED = sample(TEXT)
KIN = kin_of([KNOWN], [PARSED], TAGS, {"verbz": "VBD", "the": "DT"}, {**PIECES, "verbz": 0}, TABLE)


def test_kin_are_of_the_same_part_of_speech_and_never_the_word_itself() -> None:
    assert set(KIN) == {*((1, noun) for noun in NOUNS), *((3, verb) for verb in VERBS)}
    for (number, word), others in KIN.items():
        assert word not in others
        assert set(others) <= {*(NOUNS if number == 1 else VERBS), "verbz"}


def test_kin_are_the_nearest() -> None:
    assert set(KIN[1, "nounh"]) >= {"noung", "nouni"}  # the neighbours by vector


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_copy_has_other_words_and_the_same_form(share: float) -> None:
    copy = varied(KNOWN.document, PARSED, KIN, share, np.random.default_rng(3))
    assert len(copy) == len(KNOWN.document)
    assert copy.lowers == [word.lower() for word in copy.words]
    changed = [k for k, (a, b) in enumerate(zip(copy.words, KNOWN.document.words, strict=True)) if a != b]
    assert all((int(PARSED[k, 0]), KNOWN.document.lowers[k]) in KIN for k in changed)
    exchangeable = sum(word in NOUNS or word in VERBS for word in KNOWN.document.lowers)
    assert share * exchangeable * 0.6 <= len(changed) <= (share + 0.15) * exchangeable
    assert copy.sentences == KNOWN.document.sentences


def test_a_copy_hangs_on_the_seed_alone() -> None:
    one, other, third = (varied(KNOWN.document, PARSED, KIN, 0.3, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert one.words == other.words != third.words


def test_capitals_stay_where_they_were() -> None:
    given, parsed = sample("Nouna VERBA the nounb.")
    copy = varied(given.document, parsed, KIN, 1.0, np.random.default_rng(1))
    assert copy.words[0].istitle()
    assert copy.words[1].isupper()
    assert copy.words[3].islower()


def test_articles_without_annotation_are_read_headline_first_and_short_ones_left_out(tmp_path: Path) -> None:
    path = tmp_path / "others.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": 7, "title": "Rain", "text": "It rained. " * 80}) + "\n")
        lines.write(json.dumps({"id": 8, "title": "Rain", "text": "It rained."}) + "\n")
    (only,) = read_others(path)
    assert only.id == "h7"
    assert only.document.words[:3] == ["Rain", "It", "rained"]
    assert only.golds == ()


def test_a_line_without_a_title_is_named(tmp_path: Path) -> None:
    path = tmp_path / "others.jsonl"
    path.write_text('{"id": 1, "title": "Rain", "text": "It rained."}\n{"id": 2, "text": "It rained."}\n', "utf-8")
    with pytest.raises(InputError, match="title") as refused:
        read_others(path)
    assert refused.value.line == 2
