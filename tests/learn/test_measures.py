"""Figures on cases small enough to check by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.learn.calibration import fit_interval, fit_isotonic, fit_platt
from credscore.learn.measures import auc, calibration_error, confusion, macro_f1, measure, reliability


def test_auc_by_hand() -> None:
    target = np.array([True, False, True, False])
    assert auc(target, np.array([0.9, 0.1, 0.4, 0.6])) == 0.75  # three of four pairs in order
    assert auc(target, np.array([0.5, 0.5, 0.5, 0.5])) == 0.5
    assert auc(np.array([True, True]), np.array([0.1, 0.2])) is None


def test_calibration_error_by_hand() -> None:
    # One bin says .95 and one of two is so; the other says .25 and none of two is so.
    target = np.array([True, False, False, False])
    assert calibration_error(target, np.array([0.95, 0.95, 0.25, 0.25])) == pytest.approx(0.5 * 0.45 + 0.5 * 0.25)
    assert [one.cases for one in reliability(target, np.array([0.95, 0.95, 0.25, 0.25]))] == [2, 2]
    assert calibration_error(np.array([True]), np.array([1.0])) == 0.0


def test_confusion_and_macro_f1_by_hand() -> None:
    gold, chosen = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1])
    assert confusion(gold, chosen, 3).tolist() == [[1, 1, 0], [0, 1, 0], [0, 1, 0]]
    assert macro_f1(gold, chosen, 3) == pytest.approx((2 / 3 + 2 / 4 + 0.0) / 3)


def test_figures_of_six_labels_and_their_two_sides() -> None:
    gold = np.array([0, 1, 2, 3, 4, 5] * 10)
    sure = np.eye(6)[gold]
    figures = measure(gold, sure, (False, False, False, True, True, True), resamples=50)
    assert figures["accuracy"].value == figures["auc"].value == figures["binary_accuracy"].value == 1.0
    assert figures["accuracy"].interval == (1.0, 1.0)
    assert figures["ece"].value == figures["ece_top"].value == 0.0


def test_whole_groups_are_drawn() -> None:
    gold = np.array([0, 0, 0, 1, 1, 1])
    said = np.tile([0.3, 0.7], (6, 1))
    groups = ["a", "a", "a", "b", "b", "b"]
    low, high = measure(gold, said, (False, True), groups=groups, resamples=200)["accuracy"].interval or (0, 0)
    assert (low, high) == (0.0, 1.0)  # a sample of two groups is right on none, half or all


def test_isotonic_by_hand() -> None:
    curve = fit_isotonic(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.0, 1.0, 0.0, 1.0]))
    assert curve.apply(np.array([0.0, 1.0, 2.0, 2.5, 3.0, 9.0])).tolist() == [0.0, 0.0, 0.5, 0.5, 0.5, 1.0]


def test_platt_finds_the_line_that_made_the_data() -> None:
    draw = np.random.default_rng(0)
    scores = draw.normal(size=20_000)
    target = (draw.random(20_000) < 1.0 / (1.0 + np.exp(-(1.5 * scores - 0.5)))).astype(float)
    line = fit_platt(scores, target)
    assert line.a == pytest.approx(1.5, abs=0.08)
    assert line.b == pytest.approx(-0.5, abs=0.06)


def test_platt_never_falls() -> None:
    assert fit_platt(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 1.0, 0.0, 0.0])).a == 0.0
    assert fit_platt(np.array([1.0, 1.0]), np.array([1.0, 0.0])).a == 0.0


cases = st.lists(st.tuples(st.integers(-5, 5), st.booleans()), min_size=1, max_size=60)


@given(cases)
def test_curves_and_bounds_rise_and_hold_the_curve(given_cases: list[tuple[int, bool]]) -> None:
    scores = np.array([float(score) for score, _ in given_cases])
    target = np.array([float(was) for _, was in given_cases])
    walk = np.linspace(-6, 6, 49)
    curve = fit_isotonic(scores, target).apply(walk)
    low, high = fit_interval(scores, target, bins=8).apply(walk, curve)
    for line in (curve, low, high):
        assert (np.diff(line) >= -1e-12).all()
        assert ((line >= 0.0) & (line <= 1.0)).all()
    assert (low <= curve).all()
    assert (curve <= high).all()
