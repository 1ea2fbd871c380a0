"""Neighbours: fingerprints, weights by hand, what is kept of a statement, and damaged tables."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.errors import ModelError
from credscore.learn.labelled import Case
from credscore.learn.neighbours import BITS, Neighbours, Rarity, Remembered, differing, fingerprint
from credscore.learn.words import Vocabulary

ALL = ("text", "metadata", "history")
RARITY = Rarity(Vocabulary(("plum", "rose", "rose by", "the"), np.array([3.0, 2.5, 9.0, 1.0]), 2))
LIKENESS = np.maximum(np.cos(np.pi * np.arange(BITS + 1) / BITS), 0.0) ** 8


def case(text: str, party: str = "tide", subjects: tuple[str, ...] = ("tolls",)) -> Case:
    return Case("1", "", 1, "speaker", None, text=text, context={"party": party}, subjects=subjects)


def kept(text: str, party: str = "tide", subjects: tuple[str, ...] = ("tolls",), parts: Any = ALL) -> Remembered:
    return Remembered.of(case(text, party, subjects), parts, RARITY)


def learnt(*texts: str, labels: tuple[int, ...], parts: tuple[str, ...] = ALL, classes: int = 2) -> Neighbours:
    rows = tuple(kept(text, parts=parts) for text in texts)
    return Neighbours(rows, np.array(labels, dtype=np.int32), classes, LIKENESS)


def bits_between(one: str, other: str) -> int:
    return (fingerprint(one, RARITY) ^ fingerprint(other, RARITY)).bit_count()


def test_a_fingerprint_is_64_bits_of_the_words_without_order_and_case() -> None:
    assert fingerprint("", RARITY) == fingerprint(" – ", RARITY) == 0
    assert 0 < fingerprint("Tolls rose by half", RARITY) < 1 << BITS
    assert bits_between("Tolls rose by half.", "By HALF rose the tolls; tolls rose") <= 12  # 'the' weighs little
    assert bits_between("Tolls rose by half", "half by tolls rose, rose by tolls") == 0
    # The same on every machine and in every version: files are read elsewhere than where they were written.
    assert fingerprint("plum", RARITY) == int.from_bytes(hashlib.blake2b(b"plum", digest_size=8).digest(), "big")


def test_bits_differ_by_the_angle_between_the_words() -> None:
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200)]
    for shared in (0, 25, 40):
        found = [
            bits_between(" ".join(words[k : k + 50]), " ".join(words[k + 50 - shared : k + 100 - shared]))
            for k in range(0, 100, 2)
        ]
        wanted = BITS * math.acos(shared / 50) / math.pi
        assert np.mean(found) == pytest.approx(wanted, abs=2.5), shared


def test_a_words_weight_is_its_rarity_and_an_unknown_words_that_of_the_rarest() -> None:
    assert [RARITY.of(word) for word in ("the", "plum", "nobody")] == [1_000_000, 3_000_000, 3_000_000]
    assert Rarity(Vocabulary((), np.zeros(0), 2)).of("plum") == 1_000_000
    assert bits_between("plum the", "plum") == 0  # the common word never outweighs the rare one


@given(st.integers(0, 2**64 - 1), st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=9))
def test_differing_bits_are_counted(one: int, others: list[int]) -> None:
    found = differing(one, np.array(others, dtype=np.uint64))
    assert found.tolist() == [(one ^ other).bit_count() for other in others]


def test_the_same_claim_again_weighs_most() -> None:
    near = learnt("Tolls rose by half", "Ferries sink in spring", labels=(1, 0))
    false, true = near.measures([kept("Tolls rose by half.")])[0]
    assert true > 0.0 > false
    assert near.measures([kept("By half rose tolls")])[0].tolist() == [false, true]  # no order is kept


def test_shares_by_hand() -> None:
    near = learnt("plum", "plum", "pear", labels=(1, 0, 0))
    found = near.measures([kept("plum")])[0]
    prior = np.array([3.0, 2.0]) / 5.0
    weight = (0.2 + 1.0) * (0.3 + 1.0)  # the same words, the same subject, the same party
    far = weight * LIKENESS[bits_between("plum", "pear")]
    share = (weight * np.array([1.0, 1.0]) + np.array([far, 0.0]) + 0.017 * prior) / (2.0 * weight + far + 0.017)
    assert found == pytest.approx(np.log(share / prior))


def test_subjects_weigh_by_their_cosine() -> None:
    rows = (kept("plum", subjects=("tolls", "dams")), kept("plum", subjects=()))
    near = Neighbours(rows, np.array([1, 0], dtype=np.int32), 2, LIKENESS)
    found = near.measures([kept("plum", subjects=("tolls", "rents"))])[0]
    one, other = (0.2 + 0.5) * 1.3, 0.2 * 1.3
    share = (np.array([other, one]) + 0.017 * 0.5) / (one + other + 0.017)
    assert found == pytest.approx(np.log(share / 0.5))


def test_party_and_subject_count_where_metadata_do() -> None:
    rows = (kept("plum", "tide"), kept("plum", "field"))
    near = Neighbours(rows, np.array([1, 0], dtype=np.int32), 2, LIKENESS)
    tide, field = near.measures([kept("plum", "tide"), kept("plum", "field")])
    assert tide[1] > 0.0 > tide[0]
    assert field[0] > 0.0 > field[1]
    near = learnt("plum", "plum", labels=(1, 0), parts=("text",))
    asked = [kept("plum", "tide", parts=("text",)), kept("plum", "field", ("dams",), parts=("text",))]
    one, other = near.measures(asked)
    assert one.tolist() == other.tolist()
    assert near.rows[0].subjects == []
    assert near.rows[0].party == -1


def test_where_bits_tell_nothing_neighbours_say_nothing() -> None:
    near = learnt("plum", "pear", labels=(1, 0))._replace(likeness=np.zeros(BITS + 1))
    assert near.measures([kept("harbour"), kept(""), kept("", "", ())]) == pytest.approx(np.zeros((3, 2)))


@given(st.text(max_size=200), st.text(max_size=20), st.lists(st.text(max_size=10), max_size=4))
def test_whatever_is_said_the_measures_are_finite_and_a_row_can_be_read_again(
    text: str, party: str, subjects: list[str]
) -> None:
    one = kept(text, party, tuple(subjects))
    near = Neighbours((one,), np.array([1], dtype=np.int32), 3, LIKENESS)
    again = Neighbours.parse(json.loads(json.dumps(near.to_dict())), "n", 3)
    assert again.rows == near.rows
    found = again.measures([one])[0]
    assert np.isfinite(found).all()
    assert math.isclose(float(near.measures([one])[0, 1]), float(found[1]))


def test_of_a_statements_words_nothing_stands_in_the_table_but_16_hexadecimal_digits() -> None:
    table = learnt("Tolls rose", labels=(1,)).to_dict()
    assert len(table.pop("fingerprints")[0]) == 16
    assert not any(sign.isalpha() for sign in json.dumps(list(table.values())).replace("e-", ""))


def test_likeness_falls_with_the_bits_that_differ() -> None:
    pytest.importorskip("scipy")
    from credscore.learn.neighbour_training import likeness_by_bits

    texts = [f"the price of {word} rose in {place}" for word in ("plum", "corn", "rye") for place in ("a", "b", "c")]
    texts += ["ferries sink", "nobody votes", ""]
    found = likeness_by_bits(texts, [kept(text) for text in texts], RARITY)
    assert found.shape == (BITS + 1,)
    assert found[0] <= 1.0
    assert found[0] > 0.8  # but for the text without words, which is like none
    assert found[-1] >= 0.0
    assert (np.diff(found) <= 0.0).all()


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("labels", [2, 0], "labels.0"),
        ("labels", [1], "parties"),
        ("parties", [-2, 0], "parties.0"),
        ("fingerprints", ["0" * 16], "fingerprints"),
        ("fingerprints", ["0" * 16, "0" * 15], "fingerprints.1"),
        ("fingerprints", ["0" * 16, "0" * 15 + "G"], "fingerprints.1"),
        ("fingerprints", ["0" * 16, "-" + "0" * 15], "fingerprints.1"),
        ("fingerprints", [0, 0], "fingerprints.0"),
        ("fingerprints", 5, "fingerprints"),
        ("subjects", [[1], [1 << 18]], "subjects.1.0"),
        ("subjects", [[2, 1], [1]], "subjects.0"),
        ("subjects", [[1, 1], [1]], "subjects.0"),
        ("subjects", [[1]], "subjects"),
        ("subjects", None, "subjects"),
        ("likeness", [1.0], "likeness"),
        ("likeness", [1.5] + [0.0] * 64, "likeness"),
        ("likeness", [0.5] * 64 + [0.6], "likeness"),
        ("likeness", [0.5] * 64 + [-0.1], "likeness.64"),
        ("likeness", [float("nan")] + [0.0] * 64, "likeness.0"),
        ("words", [[1], [2]], "words"),
    ],
)
def test_a_damaged_table_is_refused_by_field(key: str, value: Any, field: str) -> None:
    data = learnt("plum", "pear", labels=(1, 0)).to_dict()
    data[key] = value
    with pytest.raises(ModelError) as caught:
        Neighbours.parse(data, "n", 2)
    assert caught.value.field == f"n.{field}"


def test_more_statements_than_a_file_may_have_are_refused() -> None:
    data = learnt("plum", labels=(1,)).to_dict()
    data["labels"] = [1] * 40_001
    with pytest.raises(ModelError, match="at most 40000"):
        Neighbours.parse(data, "n", 2)
