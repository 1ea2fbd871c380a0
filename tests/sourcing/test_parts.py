"""Every part of sourcing that the library names, in sentences a reader judged, by both extractors."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from parts_golden import ROWS, Row

from credscore import Article, Statement
from credscore.extract import make_extractor
from credscore.sourcing import read_article


def cases() -> list[Any]:
    return [
        pytest.param(name, row, id=f"{name}-{row[0]}-{row[1][:28]}") for name in ("rules", "trained") for row in ROWS
    ]


def bare(text: str) -> str:
    return re.sub(r"[.,]$", "", text.strip()).strip()


def further(statement: Statement, key: str) -> Any:
    source = statement.source
    values: dict[str, Any] = {
        "role": source.role.value,
        "chain": [hop.kind.value for hop in statement.chain],
        "depth": len(statement.chain),
        "second_hand": statement.second_hand,
        "count": source.count,
        "reason": source.reason.text if source.reason else None,
    }
    return values[key]


@pytest.mark.parametrize(("extractor", "row"), cases())
def test_part(extractor: str, row: Row) -> None:
    _, text, expected, answers = row
    article = read_article(Article(text=text), make_extractor(extractor))
    found = list(article.statements or ())
    if not expected and not answers:
        assert not found
        assert not article.responses
    ids: list[str] = []
    for source, content, kind, stance, rest in expected:
        one = next(s for s in found if bare(s.source.text) == bare(source) and s.id not in ids)
        ids.append(one.id)
        assert content is None or bare(one.content.text) == bare(content)
        assert kind is None or one.source.kind.value == kind
        assert stance is None or one.stance.value == stance
        assert {key: further(one, key) for key in rest} == rest
    got = Counter((r.status.value, about) for r in article.responses for about in (r.about or (None,)))
    want = Counter((status, ids[number] if number is not None else None) for status, _, number in answers)
    assert got == want
