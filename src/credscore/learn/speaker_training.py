"""Training a model of speakers' statements: every number of the second level is made out of fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from credscore.errors import InputError
from credscore.learn.calibration import fit_platt
from credscore.learn.cross_training import train_crosses
from credscore.learn.crosses import Crosses, frequent
from credscore.learn.history import History, keys_of
from credscore.learn.label_order import choose_order
from credscore.learn.labelled import Case
from credscore.learn.measures import measure
from credscore.learn.modelfile import versions
from credscore.learn.neighbour_training import train_neighbours
from credscore.learn.neighbours import Neighbours
from credscore.learn.scorers import Boosted
from credscore.learn.solver import Floats
from credscore.learn.speaker import Kind, SpeakerModel
from credscore.learn.speaker_levels import SHARES, first_scores, fit_first, fit_second
from credscore.learn.speaker_rows import FIELD_WEIGHT, PARTS, dense_row, field_keys
from credscore.learn.speaker_second import log_odds, pooled, recalibrated
from credscore.learn.text_net_training import check_packages, net_versions, train_net
from credscore.learn.words import Vocabulary

__all__ = ["train_speaker"]

HISTORY_FOLDS = 10
_DENSE_WEIGHT = 0.1
_DIGITS = 4

Say = Callable[[str], None]


def train_speaker(
    name: str,
    cases: Sequence[Case],
    sha256: str,
    *,
    labels: Sequence[str] | None = None,
    positive: Sequence[str] | None = None,
    parts: Sequence[str] = PARTS,
    history: Kind = "honest",
    net: bool = False,
    folds: int = 5,
    seed: int = 0,
    say: Say = lambda _: None,
) -> SpeakerModel:
    """A model with out-of-fold figures.

    The scores of a training case at the first level are of fits without its fold, and so are the figures and the
    calibration of the second level. An honest history is the crosses' weights for the speaker: counts without a case's
    own fold would tell of the labels in that fold. Beside published counts, which tell the label anyway, it is counted.

    Args:
        name: What the model is called.
        cases: Labelled cases of the task 'speaker'.
        sha256: Digest of the training data.
        labels: See `credscore.learn.label_order.choose_order`.
        positive: See `choose_order`.
        parts: What to look at, see `credscore.learn.speaker_rows.PARTS`.
        history: 'honest', or 'published' to look at the published counts too, which hold the case's own label.
        net: Whether a text net is trained too, see `credscore.learn.text_net_training`; takes a hundred times as long.
        folds: Folds of the first level's scores, of calibration and of the figures.
        seed: Of folds and boosting.
        say: Told what is being done.

    Raises:
        InputError: Labels or parts cannot be used, there are too few cases, or what a text net needs is missing.
    """
    if net:
        check_packages()
    if not parts or any(part not in PARTS for part in parts):
        raise InputError(f"must be some of {', '.join(PARTS)}", field="parts")
    order, truth = choose_order(cases, labels, positive)
    used = [case for case in cases if case.label in order]
    y = np.array([order.index(str(case.label)) for case in used])
    fewest = int(np.bincount(y, minlength=len(order)).min())
    if fewest < max(folds, HISTORY_FOLDS):
        raise InputError(f"at least {max(folds, HISTORY_FOLDS)} cases of every label are needed; one has {fewest}")
    keys = [keys_of(case) for case in used]
    published = order if history == "published" else ()
    counting = bool(published) and "history" in parts
    if counting:
        say("counting histories")
    dense = _dense(used, keys, y, len(order), parts, published, seed)
    center, scale = _spread(dense)
    say("reading words")
    words = [case.text for case in used] if "text" in parts else []
    vocabulary = Vocabulary.fit(words, least=3, size=20_000, most=2)
    counted = Counter(key for found in keys for key in set(field_keys(found))) if "metadata" in parts else Counter()
    kept = tuple(sorted(key for key, n in counted.items() if n > 1))
    sparse = _sparse(used, keys, vocabulary, kept)
    scaled = (dense - center) / scale * _DENSE_WEIGHT
    start = truth.index(True)
    fits = [(threshold, True) for threshold in sorted({0, start - 1, len(order) - 2})]
    if "text" in parts:
        fits.append((start - 1, False))
    linear = np.zeros((len(used), len(fits)))
    for number, (learn, hold) in enumerate(_folds(y, folds, seed + 1), 1):
        say(f"first level: fold {number} of {folds}")
        held = fit_first(sparse[learn], scaled[learn], y[learn], fits, len(vocabulary.terms))
        linear[hold] = first_scores(held, sparse[hold], scaled[hold])
    say("first level: all")
    final = fit_first(sparse, scaled, y, fits, len(vocabulary.terms))
    numbers = np.hstack([dense, linear])
    crosses: Crosses | None = None
    if history == "honest":  # published counts say so much more that crosses would only make the file larger
        frame = frequent(vocabulary.terms, vocabulary.idf)
        splits = _folds(y, HISTORY_FOLDS, seed)
        crosses, crossed = train_crosses(used, frame, y, len(order), parts, splits, say)
        numbers = np.hstack([numbers, crossed])
    near: Neighbours | None = None
    if history == "honest" and "text" in parts:
        splits = _folds(y, HISTORY_FOLDS, seed)
        near, measured = train_neighbours(used, vocabulary, y, len(order), parts, splits, say)
        numbers = np.hstack([numbers, measured])
    center, scale = _spread(numbers)
    scale[: dense.shape[1]], center[: dense.shape[1]] = _spread(dense)[1], _spread(dense)[0]
    raw, share = np.zeros((len(used), len(order))), SHARES[history]
    for number, (learn, hold) in enumerate(_folds(y, folds, seed + 2), 1):
        say(f"second level: fold {number} of {folds}")
        regression, trees = fit_second((numbers[learn] - center) / scale, numbers[learn], y[learn], seed)
        raw[hold] = share * regression.predict_proba((numbers[hold] - center) / scale)
        raw[hold] += (1.0 - share) * trees.predict_proba(numbers[hold])
    say("second level: all")
    regression, trees = fit_second((numbers - center) / scale, numbers, y, seed)
    text_net = None
    if net:
        text_net, read = train_net(used, y, len(order), parts, _folds(y, folds, seed + 3), seed, say)
        raw = pooled(raw, read, text_net.share)
    line = fit_platt(log_odds(raw, truth), np.array(truth)[y].astype(np.float64))
    model = SpeakerModel(
        name=name,
        labels=order,
        positive=truth,
        parts=tuple(part for part in PARTS if part in parts),
        variant=history,
        vocabulary=vocabulary,
        keys=kept,
        history=History.counted(keys, y.tolist(), len(order)) if counting else None,
        first=np.round(final.columns, _DIGITS),
        first_dense=final.dense * _DENSE_WEIGHT,
        intercepts=final.intercepts,
        center=center,
        scale=scale,
        crosses=crosses,
        neighbours=near,
        second=np.asarray(regression.coef_, dtype=np.float64),
        second_intercepts=np.asarray(regression.intercept_, dtype=np.float64),
        trees=tuple(Boosted.of(trees, k) for k in range(1 if len(order) == 2 else len(order))),
        share=share,
        net=text_net,
        calibration=line,
        about={},
    )
    figures = measure(y.astype(np.int64), recalibrated(raw, truth, line), truth, seed=seed)
    about = {
        "data": {
            "sha256": sha256,
            "rows": len(used),
            "labels": dict(sorted(Counter(str(case.label) for case in used).items())),
        },
        "metrics": {"out_of_fold": {key: one.to_dict() for key, one in figures.items()}, "folds": folds},
        "versions": versions() | (net_versions() if net else {}),
        "seed": seed,
        "settings": {"parts": list(model.parts), "history": history, "folds": folds, **({"net": True} if net else {})},
    }
    return model._replace(about=about)


def _folds(y: Any, folds: int, seed: int) -> list[tuple[Any, Any]]:
    from sklearn.model_selection import StratifiedKFold

    return list(StratifiedKFold(folds, shuffle=True, random_state=seed).split(np.zeros(len(y)), y))


def _dense(
    cases: Sequence[Case],
    keys: Sequence[Mapping[str, Sequence[str]]],
    y: Any,
    classes: int,
    parts: Sequence[str],
    published: Sequence[str],
    seed: int,
) -> Floats:
    rows: list[list[float]] = [[]] * len(cases)
    if not published or "history" not in parts:
        return np.array([dense_row(case, found, None, parts) for case, found in zip(cases, keys, strict=True)])
    for learn, hold in _folds(y, HISTORY_FOLDS, seed):
        history = History.counted([keys[n] for n in learn], y[learn].tolist(), classes)
        for n in hold:
            rows[n] = dense_row(cases[n], keys[n], history, parts, published)
    return np.array(rows)


def _spread(numbers: Floats) -> tuple[Floats, Floats]:
    return numbers.mean(axis=0), numbers.std(axis=0) + 1e-9


def _sparse(
    cases: Sequence[Case], keys: Sequence[Mapping[str, Sequence[str]]], vocabulary: Vocabulary, kept: Sequence[str]
) -> Any:
    from scipy import sparse

    words, places = vocabulary.places(), {key: number for number, key in enumerate(kept)}
    start = len(vocabulary.terms)
    rows = []
    for case, found in zip(cases, keys, strict=True):
        row = vocabulary.row(case.text, words)
        row |= {start + places[key]: FIELD_WEIGHT for key in field_keys(found) if key in places}
        rows.append(row)
    ends = np.cumsum([0, *map(len, rows)])
    where = np.array([place for row in rows for place in row], dtype=np.int64)
    values = np.array([value for row in rows for value in row.values()], dtype=np.float64)
    return sparse.csr_matrix((values, where, ends), shape=(len(cases), start + len(kept)))
