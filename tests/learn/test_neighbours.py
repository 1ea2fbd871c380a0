"""Neighbours: weights by hand, what is kept of a statement, and damaged tables."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.errors import ModelError
from credscore.learn.labelled import Case
from credscore.learn.neighbours import Neighbours, Remembered

ALL = ("text", "metadata", "history")


def case(text: str, party: str = "tide", subjects: tuple[str, ...] = ("tolls",)) -> Case:
    return Case("1", "", 1, "speaker", None, text=text, context={"party": party}, subjects=subjects)


def learnt(*texts: str, labels: tuple[int, ...], parts: tuple[str, ...] = ALL, classes: int = 2) -> Neighbours:
    rows = tuple(Remembered.of(case(text), parts) for text in texts)
    return Neighbours(rows, np.array(labels, dtype=np.int32), classes)


def test_the_same_claim_again_weighs_most() -> None:
    near = learnt("Tolls rose by half", "Ferries sink in spring", labels=(1, 0))
    false, true = near.measures([case("Tolls rose by half.")], ALL)[0]
    assert true > 0.0 > false
    assert near.measures([case("By half rose tolls")], ALL)[0].tolist() == [false, true]  # no order is kept


def test_shares_by_hand() -> None:
    near = learnt("plum", "plum", "pear", labels=(1, 0, 0))
    found = near.measures([case("plum")], ALL)[0]
    prior = np.array([3.0, 2.0]) / 5.0
    weight = (0.2 + 1.0) * (0.3 + 1.0)  # the same words, the same subject, the same party
    share = (weight * np.array([1.0, 1.0]) + 0.017 * prior) / (2.0 * weight + 0.017)
    assert found == pytest.approx(np.log(share / prior))


def test_party_and_subject_count_where_metadata_do() -> None:
    rows = (Remembered.of(case("plum", "tide"), ALL), Remembered.of(case("plum", "field"), ALL))
    near = Neighbours(rows, np.array([1, 0], dtype=np.int32), 2)
    tide, field = near.measures([case("plum", "tide"), case("plum", "field")], ALL)
    assert tide[1] > 0.0 > tide[0]
    assert field[0] > 0.0 > field[1]
    near = learnt("plum", "plum", labels=(1, 0), parts=("text",))
    one, other = near.measures([case("plum", "tide"), case("plum", "field", ("dams",))], ("text",))
    assert one.tolist() == other.tolist()
    assert near.rows[0].subjects == []
    assert near.rows[0].party == -1


def test_nobody_near_says_nothing() -> None:
    near = learnt("plum", "pear", labels=(1, 0))
    assert near.measures([case("harbour"), case(""), case("", "", ())], ALL) == pytest.approx(np.zeros((3, 2)))


@given(st.text(max_size=200), st.text(max_size=20), st.lists(st.text(max_size=10), max_size=4))
def test_whatever_is_said_the_measures_are_finite_and_a_row_can_be_read_again(
    text: str, party: str, subjects: list[str]
) -> None:
    one = case(text, party, tuple(subjects))
    near = Neighbours((Remembered.of(one, ALL),), np.array([1], dtype=np.int32), 3)
    again = Neighbours.parse(json.loads(json.dumps(near.to_dict())), "n", 3)
    assert again.rows == near.rows
    found = again.measures([one], ALL)[0]
    assert np.isfinite(found).all()
    assert math.isclose(float(near.measures([one], ALL)[0, 1]), float(found[1]))


def test_no_word_stands_in_the_table() -> None:
    assert not any(sign.isalpha() for sign in json.dumps(list(learnt("Tolls rose", labels=(1,)).to_dict().values())))


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("labels", [2, 0], "labels.0"),
        ("labels", [1], "parties"),
        ("parties", [-2, 0], "parties.0"),
        ("words", [[1]], "words"),
        ("words", [[2, 1], [1]], "words.0"),
        ("words", [[1, 1], [1]], "words.0"),
        ("subjects", [[1], [1 << 18]], "subjects.1.0"),
        ("subjects", None, "subjects"),
    ],
)
def test_a_damaged_table_is_refused_by_field(key: str, value: Any, field: str) -> None:
    data = learnt("plum", "pear", labels=(1, 0)).to_dict()
    data[key] = value
    with pytest.raises(ModelError) as caught:
        Neighbours.parse(data, "n", 2)
    assert caught.value.field == f"n.{field}"
