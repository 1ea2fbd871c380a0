"""Real articles, read where the shared data lies beside the checkout; no text of theirs is kept here."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from credscore import Article, Scorer
from credscore.extract import EXTRACTORS

DEV = Path(__file__).parents[3] / "shared" / "data" / "polnear" / "dev.jsonl.gz"

pytestmark = pytest.mark.skipif(not DEV.exists(), reason="the shared data is not beside this checkout")


def articles() -> list[Article]:
    with gzip.open(DEV, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Article(id=row["id"], text=row["text"]) for row in rows]


@pytest.mark.parametrize("name", sorted(EXTRACTORS))
def test_all_dev_articles_are_scored_and_their_spans_hold(name: str) -> None:
    scorer = Scorer(extractor=name)
    given = articles()
    assert len(given) == 84
    statements = 0
    for article in given:
        report = scorer.assess(article)
        statements += len(report.assessments)
        for one in report.assessments:
            assert one.score is None or 0.0 <= one.score <= 1.0
            for _, (start, end) in one.statement.all_spans():
                assert 0 <= start < end <= len(article.text)
        Article.parse(report.to_dict() | {"text": article.text})
    assert statements > 10 * len(given)
