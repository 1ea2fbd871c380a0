"""Flat rows, one a statement, for tables: what CSV, Parquet and frames have in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.learn.model import Learnt
    from credscore.scoring import Assessment

__all__ = ["COLUMNS", "Column", "rows"]

Kind = Literal["text", "number", "integer", "boolean"]


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        name: What it is called.
        kind: What its cells hold; any of them may be empty (None).
        meaning: What it says.
        get: The cell of a statement, from the report, the assessment and its number from 1.
    """

    name: str
    kind: Kind
    meaning: str
    get: Callable[[Report, Assessment, int], Any]


def rows(report: Report) -> list[dict[str, Any]]:
    """The statements of a report as rows, by the names of `COLUMNS` in their order; the cells are plain values."""
    return [
        {column.name: column.get(report, one, number) for column in COLUMNS}
        for number, one in enumerate(report.assessments, 1)
    ]


def _published(report: Report, one: Assessment, number: int) -> str | None:
    when = report.article.published
    return None if when is None else when.isoformat()


def _chain(report: Report, one: Assessment, number: int) -> str | None:
    hops = [f"{hop.name or '?'} ({hop.kind.value})" for hop in one.statement.chain]
    return " > ".join(hops) or None


def _responses(report: Report, one: Assessment, number: int) -> str | None:
    found = [f"{answer.status.value}: {answer.by or '?'}" for answer in one.statement.responses]
    return "; ".join(found) or None


def _spans(report: Report, one: Assessment, number: int) -> str:
    return json.dumps([list(span) for span in one.statement.content.spans], separators=(",", ":"))


def _start(report: Report, one: Assessment, number: int) -> int | None:
    spans = one.statement.content.spans
    return spans[0].start if spans else None


def _end(report: Report, one: Assessment, number: int) -> int | None:
    spans = one.statement.content.spans
    return spans[-1].end if spans else None


def _reason(report: Report, one: Assessment, number: int) -> str | None:
    reason = one.statement.source.reason
    return None if reason is None else reason.text


def _learnt(part: Callable[[Learnt], Any]) -> Callable[[Report, Assessment, int], Any]:
    """A cell of what a trained model says of the statement; empty without one."""
    return lambda report, one, number: None if one.learnt is None else part(one.learnt)


def _article_learnt(report: Report, one: Assessment, number: int) -> float | None:
    return None if report.learnt is None else report.learnt.probability


def _learnt_of(part: Callable[[Learnt], Any]) -> Callable[[Report, Assessment, int], Any]:
    """A cell about the model itself, which says something of the statement or of the article."""

    def get(report: Report, one: Assessment, number: int) -> Any:
        found = one.learnt or report.learnt
        return None if found is None else part(found)

    return get


COLUMNS: tuple[Column, ...] = (
    Column("article_id", "text", "the article's id", lambda r, a, n: r.article.id),
    Column("title", "text", "its headline", lambda r, a, n: r.article.title),
    Column("outlet", "text", "its outlet", lambda r, a, n: r.article.outlet),
    Column("url", "text", "where it was published", lambda r, a, n: r.article.url),
    Column("published", "text", "when, as ISO 8601", _published),
    Column("number", "integer", "the statement's number in the article, from 1", lambda r, a, n: n),
    Column("statement_id", "text", "its id", lambda r, a, n: a.statement.id),
    Column("text", "text", "what was said", lambda r, a, n: a.statement.content.text),
    Column("start", "integer", "first code point of the content", _start),
    Column("end", "integer", "the one after its last", _end),
    Column("spans", "text", "all its pieces, as JSON", _spans),
    Column("cue", "text", "the words that attribute it", lambda r, a, n: a.statement.cue.text or None),
    Column("source", "text", "who said it, in the article's words", lambda r, a, n: a.statement.source.text or None),
    Column("source_name", "text", "whom that resolves to", lambda r, a, n: a.statement.source.name),
    Column("kind", "text", "kind of source", lambda r, a, n: a.statement.source.kind.value),
    Column("role", "text", "role of the source", lambda r, a, n: a.statement.source.role.value),
    Column("anonymous", "boolean", "whether a name is withheld", lambda r, a, n: a.statement.source.anonymous),
    Column("count", "integer", "how many unnamed people, if said", lambda r, a, n: a.statement.source.count),
    Column("reason", "text", "the stated reason for anonymity", _reason),
    Column("chain", "text", "the hops, outermost first, the origin last", _chain),
    Column("relays", "integer", "how many of them are relays", lambda r, a, n: max(0, len(a.statement.chain) - 1)),
    Column("stance", "text", "what the cue does with the content", lambda r, a, n: a.statement.stance.value),
    Column("hedged", "boolean", "whether it is marked as uncertain", lambda r, a, n: a.statement.hedged),
    Column("second_hand", "boolean", "whether another's words are passed on", lambda r, a, n: a.statement.second_hand),
    Column("form", "text", "direct, mixed or indirect speech", lambda r, a, n: a.statement.form.value),
    Column("responses", "text", "status and party of each answer", _responses),
    Column("claim_id", "text", "the caller's id of the claim", lambda r, a, n: a.statement.claim_id),
    Column("answers", "text", "id of the statement that it answers", lambda r, a, n: a.statement.answers),
    Column("score", "number", "the score in [0, 1]; empty if withheld", lambda r, a, n: a.score),
    Column("low", "number", "belief, the interval's lower end", lambda r, a, n: a.interval[0]),
    Column("high", "number", "plausibility, its upper end", lambda r, a, n: a.interval[1]),
    Column("grade", "text", "Admiralty grade", lambda r, a, n: a.grade),
    Column("likelihood", "text", "the score in words", lambda r, a, n: a.words),
    Column("confidence", "text", "how much evidence stands behind it", lambda r, a, n: a.confidence),
    Column("withheld", "text", "why there is no score", lambda r, a, n: a.withheld),
    Column("belief", "number", "of the claim, in [0, 1]", lambda r, a, n: a.claim.b),
    Column("disbelief", "number", "of the claim, in [0, 1]", lambda r, a, n: a.claim.d),
    Column("uncertainty", "number", "of the claim, in [0, 1]", lambda r, a, n: a.claim.u),
    Column("base_rate", "number", "of the claim, in [0, 1]", lambda r, a, n: a.claim.a),
    Column("attribution_belief", "number", "that the origin said it, in [0, 1]", lambda r, a, n: a.attribution.b),
    Column("attribution_uncertainty", "number", "about that, in [0, 1]", lambda r, a, n: a.attribution.u),
    Column("origins", "integer", "independent origins that support the claim", lambda r, a, n: a.origins),
    Column("extraction", "number", "probability that this is an attribution", lambda r, a, n: a.statement.confidence),
    Column("policy", "text", "id, version and digest of the policy", lambda r, a, n: a.policy),
    Column("learnt", "number", "a model's probability, beside the score", _learnt(lambda m: m.probability)),
    Column("learnt_low", "number", "its lower bound", _learnt(lambda m: m.interval[0])),
    Column("learnt_high", "number", "its upper bound", _learnt(lambda m: m.interval[1])),
    Column("article_learnt", "number", "the same of the whole article", _article_learnt),
    Column("learnt_label", "text", "the model's label that it is of", _learnt_of(lambda m: m.label)),
    Column("learnt_model", "text", "name and data of the model", _learnt_of(lambda m: m.model)),
)
