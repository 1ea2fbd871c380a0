"""A scored statement as plain JSON values, in the exchange format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from credscore.opinion import Opinion
from credscore.statement import Part, Span, Statement

__all__ = ["opinion_values", "spans_values", "statement_values"]


def statement_values(one: Statement) -> dict[str, Any]:
    """The statement; nothing is rounded or left out."""
    source = one.source
    return {
        "id": one.id,
        "content": _part_values(one.content),
        "cue": _part_values(one.cue),
        "source": {
            "spans": spans_values(source.spans),
            "text": source.text,
            "name": source.name,
            "kind": source.kind.value,
            "role": source.role.value,
            "anonymous": source.anonymous,
            "count": source.count,
            "reason": None if source.reason is None else _part_values(source.reason),
            "url": source.url,
            "office": None if source.office is None else source.office.model_dump(mode="json"),
        },
        "chain": [
            {
                "name": hop.name,
                "kind": hop.kind.value,
                "spans": spans_values(hop.spans),
                "tier": hop.tier,
                "url": hop.url,
            }
            for hop in one.chain
        ],
        "stance": one.stance.value,
        "hedged": one.hedged,
        "second_hand": one.second_hand,
        "form": one.form.value,
        "responses": [
            {
                "by": answer.by,
                "status": answer.status.value,
                "spans": spans_values(answer.spans),
                "text": answer.text,
                "kind": None if answer.kind is None else answer.kind.value,
                "interested": answer.interested,
            }
            for answer in one.responses
        ],
        "claim_id": one.claim_id,
        "answers": one.answers,
        "confidence": one.confidence,
    }


def _part_values(part: Part) -> dict[str, Any]:
    return {"spans": spans_values(part.spans), "text": part.text}


def opinion_values(opinion: Opinion) -> dict[str, float]:
    """Belief, disbelief, uncertainty and base rate."""
    return {"b": opinion.b, "d": opinion.d, "u": opinion.u, "a": opinion.a}


def spans_values(spans: Sequence[Span]) -> list[list[int]]:
    """Pairs of start and end."""
    return [[start, end] for start, end in spans]
