"""The nodes of a JSON-LD graph that stand for themselves: places in the article, opinions, a trained model's word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from credscore.statement import SourceKind, Span

if TYPE_CHECKING:
    from credscore.learn.model import Learnt
    from credscore.opinion import Opinion

__all__ = ["AGENTS", "annotation", "iri_piece", "learnt_node", "opinion_node", "places", "sound"]

_AROUND = 32  # code points before and after a span that help to find it again in a changed text

AGENTS = {
    SourceKind.NAMED_OFFICIAL: ["prov:Person", "schema:Person"],
    SourceKind.NAMED_INDIVIDUAL: ["prov:Person", "schema:Person"],
    SourceKind.ORGANIZATION: ["prov:Organization", "schema:Organization"],
    SourceKind.OUTLET: ["prov:Organization", "schema:NewsMediaOrganization"],
    SourceKind.ANONYMOUS_OFFICIAL: ["prov:Agent"],
    SourceKind.ANONYMOUS_SOURCE: ["prov:Agent"],
    SourceKind.UNNAMED_GROUP: ["prov:Agent"],
}
"""What an agent of a kind is. A document is no agent but an entity; where nobody is named there is no agent."""


def annotation(statement: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The annotation that says where a statement stands; none where it stands nowhere.

    Args:
        statement: Its id.
        found: Its places, as `places` gives them.
    """
    if not found:
        return []
    return [
        {
            "@id": f"{statement}-place",
            "@type": "oa:Annotation",
            "motivatedBy": "oa:identifying",
            "hasBody": statement,
            "hasTarget": found,
        }
    ]


def places(text: str, article: str, spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Each span by its offsets, and by its words with a few around them.

    Args:
        text: The article's text; empty where there is none.
        article: Its id.
        spans: Places in the text.
    """
    return [
        {
            "@type": "oa:SpecificResource",
            "hasSource": article,
            "hasSelector": [
                {"@type": "oa:TextPositionSelector", "start": start, "end": end},
                *(
                    [
                        {
                            "@type": "oa:TextQuoteSelector",
                            "exact": sound(text[start:end]),
                            "prefix": sound(text[max(0, start - _AROUND) : start]),
                            "suffix": sound(text[end : end + _AROUND]),
                        }
                    ]
                    if text
                    else []
                ),
            ],
        }
        for start, end in spans
    ]


def opinion_node(opinion: Opinion) -> dict[str, Any]:
    """An opinion by its four numbers."""
    return {
        "@type": ["cs:Opinion", "prov:Entity"],
        "belief": opinion.b,
        "disbelief": opinion.d,
        "uncertainty": opinion.u,
        "baseRate": opinion.a,
    }


def learnt_node(learnt: Learnt) -> dict[str, Any]:
    """What a trained model says: a node of its own, so that its bounds are not taken for the score's."""
    return {
        "@type": ["cs:Learnt", "prov:Entity"],
        "probability": learnt.probability,
        "low": learnt.interval[0],
        "high": learnt.interval[1],
        "label": learnt.label,
        "model": learnt.model,
    }


def iri_piece(words: str) -> str:
    """Any words as a piece of an IRI."""
    return quote(sound(words), safe="")


def sound(words: str) -> str:
    """Without lone surrogates, which no RDF literal holds."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")
