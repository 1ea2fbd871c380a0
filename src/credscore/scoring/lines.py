"""What a score is made of: its lines, and how they are put into words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from credscore.scoring.testimony import Place
from credscore.statement import Hop, Part, Response, Source, Span, Statement

__all__ = ["ANSWER", "Contribution", "Line", "in_words", "parts_of", "place_spans"]


class Contribution(NamedTuple):
    """One line of an explanation.

    Attributes:
        rule: The id of the policy's entry, such as ``source.named_official``; ``base.rate`` is what every score
            starts from, ``corroboration.*`` are other statements of the same claim.
        points: What it adds to the score, in [-1, 1].
        spans: Where in the text it stands; empty where nothing in the text is pointed at.
        evidence: The words there.
        why: Why it counts, in the policy's words.
        reference: What that leans on.
    """

    rule: str
    points: float
    spans: tuple[Span, ...] = ()
    evidence: str = ""
    why: str = ""
    reference: str = ""


class Line(NamedTuple):
    """A contribution before it is put into words: points and what they point at."""

    rule: str
    points: float
    place: Place = None
    note: str = ""
    spans: tuple[Span, ...] = ()


# Why lines count that are no numbers of the policy.
ANSWER = "answer.counted_there"
_REASONS: Mapping[str, tuple[str, str]] = {
    ANSWER: (
        "An answer to another statement is evidence about that one; by itself it puts nothing forward.",
        "A denial is the complement of what it denies: Jøsang, Subjective Logic (2016), on the complement",
    ),
    "corroboration.same_origin": (
        "The same origin speaks in another statement of the claim: its strongest word counts, once.",
        "Jøsang, Subjective Logic (2016), chapter 12: cumulative fusion is for independent evidence",
    ),
    "corroboration.independent": (
        "Other origins, independent of this one as far as the chains show, support the claim.",
        "Jøsang, Subjective Logic (2016), eq. 12.14: the evidence of independent sources adds up",
    ),
    "corroboration.contradiction": (
        "Other origins, independent of this one as far as the chains show, deny the claim.",
        "Jøsang, Subjective Logic (2016), eq. 12.14: the evidence of independent sources adds up",
    ),
}


def in_words(line: Line, entries: Mapping[str, Any]) -> Contribution:
    """The line with where it stands, the words there, and why it counts by the entries of the policy."""
    entry = entries.get(line.rule)
    why, reference = (entry.why, entry.reference) if entry is not None else _REASONS.get(line.rule, ("", ""))
    if line.rule == "base.rate" and line.note:
        return Contribution(line.rule, line.points, (), line.note, why, reference)
    spans = line.spans or place_spans(line.place)
    return Contribution(line.rule, line.points, spans, line.note or _place_text(line.place), why, reference)


def parts_of(one: Statement) -> list[Place]:
    """Whatever of a statement a line may point at."""
    return [one, one.content, one.cue, one.source, one.source.reason, *one.chain, *one.responses]


def place_spans(place: Place) -> tuple[Span, ...]:
    """Where in the text it stands; empty where it stands nowhere."""
    if place is None:
        return ()
    return place.content.spans if isinstance(place, Statement) else place.spans


def _place_text(place: Place) -> str:
    if isinstance(place, Source):
        return place.text or place.name or ""
    if isinstance(place, Part):
        return place.text
    if isinstance(place, Hop):
        return place.name
    if isinstance(place, Response):
        return place.text or (f"{place.by}: {place.status.value}" if place.by else place.status.value)
    return ""
