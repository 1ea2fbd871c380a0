"""What two versions of a text have in common: statements as plain values, and the one statement a test is about."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from credscore import Article, Assessment, Report, Scorer, Statement

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"
SEED_TEXTS = {name: (SEEDS / f"{name}.txt").read_text("utf-8") for name in ("aukus", "dam", "merger")}

TIE = 1e-9

Row = tuple[str, ...]


class Reader:
    """The scorer that the tests read with; conftest.py sets it to one extractor after the other."""

    scorer = Scorer()


def cases(rows: Mapping[str, Any]) -> list[Any]:
    """Parameters from named rows; those that fail as yet are listed in known.toml."""
    return [pytest.param(*(row if isinstance(row, tuple) else (row,)), id=name) for name, row in rows.items()]


def assess(article: str | Article) -> Report:
    return Reader.scorer.assess(article)


def unchanged(text: str) -> str:
    return text


def reading(report: Report, plain: Callable[[str], str] = unchanged) -> list[dict[str, Any]]:
    """All that is found and scored, offsets left out, every text passed through ``plain``."""
    return [found(one, plain) for one in report.assessments]


def found(one: Assessment, plain: Callable[[str], str] = unchanged) -> dict[str, Any]:
    statement = one.statement
    source = statement.source
    return {
        "content": plain(statement.content.text),
        "cue": plain(statement.cue.text),
        "source": plain(source.text),
        "name": source.name and plain(source.name),
        "kind": source.kind.value,
        "role": source.role.value,
        "count": source.count,
        "reason": source.reason and plain(source.reason.text),
        "chain": [(plain(hop.name), hop.kind.value) for hop in statement.chain],
        "stance": statement.stance.value,
        "hedged": statement.hedged,
        "second_hand": statement.second_hand,
        "form": statement.form.value,
        "responses": [(plain(answer.by), answer.status.value) for answer in statement.responses],
        "score": one.score,
        "interval": one.interval,
        "grade": one.grade,
        "points": [(line.rule, line.points) for line in one.explain()],
    }


def check_spans(report: Report) -> None:
    """Every part of every statement is what its spans cover."""
    text = report.article.text
    for one in report.assessments:
        statement = one.statement
        parts = [statement.content, statement.cue, statement.source]
        for part in (*parts, *filter(None, (statement.source.reason,))):
            assert part.text == " … ".join(text[start:end] for start, end in part.spans)


def checked(text: str) -> Report:
    """The report on a text, its spans checked."""
    report = assess(text)
    check_spans(report)
    return report


def about(report: Report, words: str) -> Assessment:
    """The one statement whose content has these words."""
    holding = [one for one in report.assessments if words in one.statement.text]
    shown = [(one.statement.source.text, one.statement.text) for one in report.assessments]
    assert len(holding) == 1, f"{len(holding)} statements about {words!r} in {report.article.text!r}: {shown}"
    return holding[0]


def score_about(text: str, words: str) -> float:
    score = about(checked(text), words).score
    assert score is not None, text
    return score


def one_claim(text: str, words: str) -> list[float]:
    """The scores of the statements that have these words, once the caller has said that they state one claim."""
    statements = assess(text).article.statements or ()
    marked = tuple(_claimed(one, words) for one in statements)
    report = assess(Article(text=text, statements=marked))
    return [one.score for one in report.assessments if one.statement.claim_id and one.score is not None]


def _claimed(statement: Statement, words: str) -> Statement:
    return statement.model_copy(update={"claim_id": "claim"}) if words in statement.text else statement


def check_at_most(later: float, earlier: float) -> None:
    assert later <= earlier + TIE, f"{later:.4f} > {earlier:.4f}"


def swapped(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The text with each first string replaced by the second throughout."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text
