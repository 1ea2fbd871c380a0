"""Ten thousand random pairs that a law orders, for every model of sourcing: the ones shipped, and two trained here."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cases import KINDS, rows, statement, write

from credscore.learn.encoding import encode
from credscore.learn.model import SourcingModel
from credscore.learn.modelfile import load_model
from credscore.learn.space import encode_article
from credscore.policy.laws import KIND_ORDER
from credscore.statement import Article, Statement

PAIRS = 10_000
MODELS = Path(__file__).parents[2] / "models"


def pair(draw: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """A statement and the same with one thing worse."""
    better = statement(draw.choice(KINDS), draw)
    worse = copy.deepcopy(better)
    change = draw.choice(("kind", "hop", "denial", "hedge", "second_hand", "form", "stance", "record"))
    if change == "kind":
        high, low, _ = draw.choice(KIND_ORDER)
        for one, kind in ((better, high), (worse, low)):
            one["source"] |= {"kind": kind.value, "count": None, "reason": None}
            if one["chain"]:
                one["chain"][-1]["kind"] = kind.value
    elif change == "hop":
        relay = {"name": "Further", "kind": draw.choice(KINDS), "tier": draw.choice((None, "known", "social"))}
        worse["chain"] = [relay, *(better["chain"] or [{"name": "x", "kind": better["source"]["kind"]}])]
    elif change == "denial":
        worse["responses"] = [*better["responses"], {"by": f"party {draw.randint(1, 3)}", "status": "denied"}]
    elif change in ("hedge", "second_hand"):
        name = {"hedge": "hedged"}.get(change, change)
        better[name], worse[name] = False, True
    elif change == "form":
        better["form"], worse["form"] = draw.choice((("direct", "mixed"), ("mixed", "indirect")))
    elif change == "stance":
        better["stance"], worse["stance"] = draw.choice((("confirms", "asserts"), ("asserts", "alleges")))
    return better, worse


def violations(model: SourcingModel) -> int:
    draw = random.Random(20)
    sides: tuple[list[Any], list[Any]] = ([], [])
    for _ in range(PAIRS):
        rest = [Statement.model_validate(statement(draw.choice(KINDS), draw))] if model.task == "article" else []
        for side, one in zip(sides, pair(draw), strict=True):
            read = Statement.model_validate(one)
            side.append(encode(read) if model.task == "statement" else encode_article(Article(), [read, *rest]))
    nothing = [(np.zeros(0, dtype=np.int64), np.zeros(0))] * PAIRS
    scores = [model.scores(np.array(side), nothing) for side in sides]
    better, worse = (model.calibration.apply(one) for one in scores)
    broken = better < worse - 1e-12
    if model.interval is not None:
        above = model.interval.apply(scores[0], better)
        below = model.interval.apply(scores[1], worse)
        for high, low in zip(above, below, strict=True):
            broken |= high < low - 1e-12
    assert (better > worse + 1e-6).sum() > PAIRS / 10  # and the model does tell pairs apart
    return int(broken.sum())


def test_every_shipped_model_of_sourcing() -> None:
    for path in sorted(MODELS.glob("*.json")):
        if path.stem != "extractor":
            model = load_model(path)
            if isinstance(model, SourcingModel):
                assert violations(model) == 0, path.name


@pytest.mark.parametrize("kind", ["linear", "boosted"])
@pytest.mark.parametrize("calibration", ["platt", "isotonic"])
def test_models_trained_here(kind: Any, calibration: Any, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from credscore.learn.labelled import Case, read_cases
    from credscore.learn.training import Settings, train_sourcing

    path = write(tmp_path / "rows.jsonl", rows(300))
    found = [item for item in read_cases(path) if isinstance(item, Case)]
    settings = Settings(kind=kind, calibration=calibration, folds=3)
    assert violations(train_sourcing("pairs", found, ("false", "true"), settings, "0" * 64)) == 0
