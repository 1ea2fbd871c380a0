"""The text with one statement's spans marked beneath, and the points that its score is the sum of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credscore.report.readable import readable
from credscore.report.table import label, points_of
from credscore.report.terminal import WIDTH, clean, fold, paint, width_of
from credscore.statement import Span

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.scoring import Assessment

__all__ = ["marked"]

_CONTENT, _SOURCE, _CUE, _CHAIN, _RESPONSE = "~", "S", "C", "H", "R"
_STYLES = {_CONTENT: "cyan", _SOURCE: "green", _CUE: "yellow", _CHAIN: "green", _RESPONSE: "red"}
_LEGEND = {_SOURCE: "source", _CUE: "cue", _CONTENT: "content", _CHAIN: "hop of the chain", _RESPONSE: "response"}


def marked(report: Report, one: Assessment, *, colour: bool = False) -> str:
    """One statement in its paragraphs, with marks under the spans, then its points with their reasons."""
    number = next((number for number, each in enumerate(report.assessments) if each is one), None)
    if number is not None:
        report = readable(report).report
        one = report.assessments[number]
    text = report.article.text
    statement = one.statement
    marks: dict[int, str] = {}
    layers = [
        (_RESPONSE, [span for answer in statement.responses for span in answer.spans]),
        (_CONTENT, list(statement.content.spans)),
        (_CHAIN, [span for hop in statement.chain for span in hop.spans]),
        (_SOURCE, list(statement.source.spans)),
        (_CUE, list(statement.cue.spans)),
    ]
    for mark, spans in layers:
        for start, end in spans:
            for offset in range(start, end):
                marks[offset] = mark
    lines: list[str] = []
    if marks and text:
        for start, end in _paragraphs(text, sorted(marks)):
            lines += _under(text, start, end, marks, colour)
            lines.append("")
        used = [mark for mark in _LEGEND if mark in set(marks.values())]
        lines += ["  ".join(f"{paint(mark * 3, _STYLES[mark], colour)} {_LEGEND[mark]}" for mark in used), ""]
    else:
        lines += [*fold(statement.content.text or "(no text)", WIDTH), ""]
    if one.score is None:
        lines += fold(f"No score: {one.withheld}", WIDTH)
    else:
        low, high = one.interval
        lines.append(f"score {one.score:.3f}, interval {low:.3f}–{high:.3f}, grade {one.grade}")
        lines += fold(f"likelihood: {one.words}", WIDTH)
        lines += fold(f"confidence in that: {one.confidence}", WIDTH)
    heard = one.attribution
    lines += fold(
        f"Did the origin say it? b {heard.b:.3f}, d {heard.d:.3f}, u {heard.u:.3f} "
        f"({label(statement.source.kind.value)}, {_relays(len(statement.chain) - 1)})",
        WIDTH,
    )
    lines += ["", *points_of(one, colour), ""]
    for line in one.explain():
        if line.why:
            lines += fold(f"{line.rule}: {line.why}" + (f" [{line.reference}]" if line.reference else ""), WIDTH)
    lines += ["", *fold(f"{report.notice} Policy: {report.policy}.", WIDTH)]
    return "\n".join(lines)


def _relays(count: int) -> str:
    return "no relay" if count < 1 else "1 relay" if count == 1 else f"{count} relays"


def _paragraphs(text: str, offsets: list[int]) -> list[Span]:
    """The lines of the text in which the given offsets stand."""
    found: list[Span] = []
    for offset in offsets:
        if found and offset < found[-1].end:
            continue
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        found.append(Span(start, len(text) if end < 0 else end + 1))
    return found


def _under(text: str, start: int, end: int, marks: dict[int, str], colour: bool) -> list[str]:
    """The text from ``start`` to ``end`` in lines, each with its marks beneath where it has any."""
    lines: list[str] = []
    begin = start
    while begin < end:
        stop, taken, last_blank = begin, 0, -1
        while stop < end:
            columns = width_of(clean(text[stop]))
            if taken + columns > WIDTH:
                break
            taken += columns
            if text[stop].isspace():
                last_blank = stop
            stop += 1
        if stop < end and last_blank > begin:
            stop = last_blank + 1
        shown, beneath = [], []
        for offset in range(begin, stop):
            char = clean(text[offset])
            columns = width_of(char)
            shown.append(char)
            beneath.append(marks.get(offset, " ") * columns)
        lines.append("".join(shown).rstrip())
        under = "".join(beneath).rstrip()
        if under:
            lines.append(_painted(under, colour))
        begin = stop
    return lines


def _painted(under: str, colour: bool) -> str:
    if not colour:
        return under
    return "".join(paint(mark, _STYLES[mark], True) if mark in _STYLES else mark for mark in under)
