"""The classifier as scikit-learn sees it, its signs, its calibration, and its trees without scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("sklearn")

from cases import rows
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import parametrize_with_checks

from credscore.learn.encoder import StatementEncoder
from credscore.learn.encoding import NAMES, SIGNS, encode
from credscore.learn.estimator import CredibilityClassifier
from credscore.learn.folds import folds_of
from credscore.learn.scorers import Boosted, parse_scorer
from credscore.scoring.testimony import Record
from credscore.statement import Article, Statement

# No check is set aside. Two are skipped by scikit-learn itself where SciPy's array API is off or pandas is missing.


@parametrize_with_checks([CredibilityClassifier(cv=2), CredibilityClassifier("boosted", rounds=3, cv=2)])
def test_scikit_learn_checks(estimator: Any, check: Any) -> None:
    check(estimator)


def data(rows: int = 200, seed: int = 0) -> tuple[Any, Any]:
    draw = np.random.default_rng(seed)
    matrix = draw.normal(size=(rows, 4))
    chance = 1.0 / (1.0 + np.exp(-(2.0 * matrix[:, 0] - 1.5 * matrix[:, 1])))
    return matrix, (draw.random(rows) < chance).astype(int)


def test_a_sign_against_the_data_holds_a_weight_at_zero() -> None:
    matrix, target = data()
    free = CredibilityClassifier().fit(matrix, target).scorer_.coef
    assert free[0] > 0.5
    assert free[1] < -0.5
    held = CredibilityClassifier(signs=[-1, 1, 0, 0]).fit(matrix, target).scorer_.coef
    assert held[0] == 0.0
    assert held[1] == 0.0


@pytest.mark.parametrize("calibration", ["platt", "isotonic", None])
@pytest.mark.parametrize("model", ["linear", "boosted"])
def test_probabilities_and_intervals_rise_with_a_column_whose_sign_is_up(model: Any, calibration: Any) -> None:
    matrix, target = data(300)
    fitted = CredibilityClassifier(model, signs=[1, -1, 0, 0], calibration=calibration, rounds=30).fit(matrix, target)
    walk = np.zeros((50, 4))
    walk[:, 0] = np.linspace(-3, 3, 50)
    p = fitted.predict_proba(walk)[:, 1]
    low, high = fitted.predict_interval(walk).T
    for column in (p, low, high):
        assert (np.diff(column) >= 0.0).all()
    assert (low <= p).all()
    assert (p <= high).all()
    assert p[-1] > p[0]


def test_no_group_stands_on_both_sides_of_a_fold() -> None:
    groups = np.repeat(np.arange(40), 3)
    target = groups % 2 == 0
    held = []
    for learn, hold in folds_of(target, groups, 5, 0):
        assert not set(groups[learn]) & set(groups[hold])
        held += hold.tolist()
    assert sorted(held) == list(range(120))  # each case once
    assert list(folds_of(target, np.zeros(120), 5, 0)) == []  # one group cannot be parted


def test_with_groups_the_same_seed_gives_the_same_bits() -> None:
    matrix, target = data(120)
    groups = np.repeat(np.arange(40), 3)
    one = CredibilityClassifier(random_state=3).fit(matrix, target, groups)
    two = CredibilityClassifier(random_state=3).fit(matrix, target, groups)
    assert one.oof_scores_ is not None
    assert (one.oof_scores_ == two.oof_scores_).all()
    assert (one.predict_proba(matrix) == two.predict_proba(matrix)).all()


@pytest.mark.parametrize("model", ["linear", "boosted"])
def test_what_each_column_adds_sums_to_the_score(model: Any) -> None:
    matrix, target = data(150)
    fitted = CredibilityClassifier(model, rounds=20).fit(matrix, target)
    nothing = fitted.decision_function(np.zeros((1, 4)))[0]
    assert fitted.transform(matrix).sum(axis=1) + nothing == pytest.approx(fitted.decision_function(matrix))
    assert list(fitted.get_feature_names_out()) == ["x0", "x1", "x2", "x3"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"model": "forest"}, "model must be"),
        ({"calibration": "beta"}, "calibration must be"),
        ({"C": 0.0}, "C must be above 0"),
        ({"cv": 1}, "cv must be at least 2"),
        ({"signs": [1, 0]}, "signs must be 4"),
        ({"signs": [2, 0, 0, 0]}, "signs must be 4"),
        ({"signs": {"a": 1}}, "columns with names"),
    ],
)
def test_wrong_settings_are_named(settings: dict[str, Any], said: str) -> None:
    matrix, target = data(40)
    with pytest.raises(ValueError, match=said):
        CredibilityClassifier(**settings).fit(matrix, target)


@pytest.mark.parametrize("classes", [2, 3])
def test_exported_trees_say_what_scikit_learn_says(classes: int) -> None:
    draw = np.random.default_rng(5)
    matrix = draw.normal(size=(400, 6)).round(1)
    target = draw.integers(0, classes, 400)
    fitted = HistGradientBoostingClassifier(max_iter=25, max_leaf_nodes=9, random_state=0).fit(matrix, target)
    new = draw.normal(size=(300, 6)).round(1)
    wanted = fitted.decision_function(new).reshape(300, -1)
    for number in range(wanted.shape[1]):
        trees = Boosted.of(fitted, number)
        again = parse_scorer(trees.to_dict())
        assert again.decision(new) == pytest.approx(wanted[:, number], abs=1e-12)


def test_every_column_of_the_sourcing_has_a_name_and_a_sign() -> None:
    assert len(NAMES) == len(set(NAMES)) == len(SIGNS)
    assert {name for name, sign in zip(NAMES, SIGNS, strict=True) if sign == 0} == {
        name for name in NAMES if name.startswith("role.")
    }


def statements(many: int = 60) -> tuple[list[Statement], list[str]]:
    found = rows(many)
    given = [{**row["statement"], "id": f"s{number}"} for number, row in enumerate(found)]
    return list(Article.parse({"statements": given}).statements or ()), [row["label"] for row in found]


def test_statements_go_through_a_pipeline_and_their_columns_have_names() -> None:
    given, labels = statements()
    steps = make_pipeline(StatementEncoder(), CredibilityClassifier(signs=StatementEncoder.signs, cv=2))
    fitted = steps.fit(given, labels)
    assert set(fitted.predict(given)) <= {"true", "false"}
    assert list(fitted[:-1].get_feature_names_out()) == list(NAMES)
    assert list(fitted.get_feature_names_out()) == list(NAMES)
    assert fitted[-1].signs_.tolist() == list(SIGNS)


def test_frames_come_out_where_they_are_asked_for() -> None:
    pandas = pytest.importorskip("pandas")
    given, labels = statements()
    steps = make_pipeline(StatementEncoder(), CredibilityClassifier(cv=2)).set_output(transform="pandas")
    found = steps.fit(given, labels).transform(given)
    assert isinstance(found, pandas.DataFrame)
    assert list(found.columns) == list(NAMES)
    assert list(steps[-1].feature_names_in_) == list(NAMES)
    assert (found.sum(axis=1) + steps[-1].scorer_.intercept).to_numpy() == pytest.approx(
        steps[-1].decision_function(steps[0].transform(given))
    )


def test_a_record_goes_with_its_statement_and_nothing_else_is_one() -> None:
    (one, *_), _ = statements(2)
    encoder = StatementEncoder()
    assert encoder.transform([(one, Record(3.0, 1.0)), one]).tolist() == [encode(one, Record(3.0, 1.0)), encode(one)]
    assert encoder.transform([]).shape == (0, len(NAMES))
    with pytest.raises(TypeError, match="row 1 is a str"):
        encoder.transform([one, "the mayor"])
