"""The threshold: less is found, and never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from credscore import Scorer
from credscore.errors import InputError
from credscore.extract import EXTRACTORS, make_extractor
from credscore.extract.confidence import Rating, logit_of, ratings_of
from credscore.reading import read

SEEDS = sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))


@pytest.mark.parametrize("name", sorted(EXTRACTORS))
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_higher_threshold_leaves_out_and_adds_nothing(name: str, path: Path) -> None:
    document = read(path.read_text(encoding="utf-8"))
    everything = make_extractor(name).find(document)
    for least in (0.5, 0.7, 0.9, 1.0):
        found = make_extractor(name, least).find(document)
        assert found == [one for one in everything if one.confidence >= least]


def test_a_lower_threshold_than_the_own_finds_no_less() -> None:
    document = read(SEEDS[1].read_text(encoding="utf-8"))
    assert len(make_extractor("trained", 0.1).find(document)) >= len(make_extractor("trained").find(document))


@pytest.mark.parametrize("bad", [-0.1, 1.1, float("nan"), float("inf"), "0.5", True])
def test_what_is_no_probability_is_refused(bad: object) -> None:
    with pytest.raises(InputError, match="threshold: must be a number from 0 to 1"):
        Scorer(threshold=bad)  # type: ignore[arg-type]


def test_an_extractor_given_as_an_object_has_its_own() -> None:
    with pytest.raises(InputError, match="threshold"):
        Scorer(extractor=make_extractor("rules"), threshold=0.5)


def test_confidence_is_a_probability() -> None:
    for name in EXTRACTORS:
        for path in SEEDS:
            for one in make_extractor(name).find(read(path.read_text(encoding="utf-8"))):
                assert 0 < one.confidence < 1


def test_a_rating_by_hand() -> None:
    assert Rating(1.0, 0.0).of(0.25) == pytest.approx(0.25)
    assert Rating(0.0, 0.0).of(0.9) == 0.5
    assert logit_of(0.5) == 0.0
    assert logit_of(1.0) == pytest.approx(-logit_of(0.0))


@pytest.mark.parametrize("name", sorted(EXTRACTORS))
def test_every_extractor_is_rated(name: str) -> None:
    ratings = ratings_of(name)
    assert "other" in ratings
    assert all(one.slope >= 0 for one in ratings.values())
