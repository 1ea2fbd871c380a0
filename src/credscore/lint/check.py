"""`check`: a report in, its findings out, in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from credscore.errors import InputError
from credscore.given import several
from credscore.lint import anonymous, attribution, fairness, hearsay, outlets, position, uses
from credscore.lint.config import expand
from credscore.lint.context import Context, Hit
from credscore.lint.finding import Finding, Severity
from credscore.lint.rule import Rule, rules
from credscore.statement import Span

if TYPE_CHECKING:
    from credscore.api import Report

__all__ = ["CHECKS", "Lines", "check"]

CHECKS: Mapping[str, Callable[[Context], Iterator[Hit]]] = {
    "anonymous-no-reason": anonymous.no_reason,
    "anonymous-bare": anonymous.bare,
    "vague-officials": anonymous.vague_officials,
    "vague-crowd": anonymous.vague_crowd,
    "plural-single": anonymous.plural_single,
    "anonymous-opinion": uses.opinion,
    "anonymous-attack": uses.attack,
    "anonymous-first-quote": uses.first_quote,
    "single-anonymous-origin": uses.single_origin,
    "off-record-published": anonymous.off_record,
    "reportedly": hearsay.reportedly,
    "quote-no-speaker": attribution.no_speaker,
    "pronoun-no-antecedent": attribution.no_antecedent,
    "late-attribution": attribution.late,
    "named-no-position": position.no_position,
    "has-learned": outlets.has_learned,
    "unsourced-accusation": hearsay.unsourced_accusation,
    "chain-unnamed": outlets.unnamed_outlet,
    "chain-unlinked": outlets.unlinked,
    "no-response-sought": fairness.no_response_sought,
    "denial-buried": fairness.denial_buried,
    "response-no-party": fairness.silence_of_nobody,
}


def check(
    report: Report, codes: Iterable[str] | None = None, severity: Mapping[str, Severity] | None = None
) -> list[Finding]:
    """The findings of a report, in the order of the text, then of the codes.

    Args:
        report: What `credscore.assess` gives. Without a text only what the statements say can be checked, and a
            finding has no place.
        codes: The rules to check, by code, name or the beginning of a code ('CS1'); None is all.
        severity: Severities by code that differ from the rules' own.

    Raises:
        InputError: A code stands for no rule, or a severity is none.

    >>> import credscore
    >>> [one.rule for one in check(credscore.assess("Critics say the dam was a mistake."))]
    ['vague-crowd']
    """
    context = Context(report)
    lines = Lines(report.article.text)
    wanted = None if codes is None else set(expand(several(codes)))
    changed = {code: _severity(level, name) for name, level in (severity or {}).items() for code in expand([name])}
    found = [
        _finding(rule, hit, changed.get(rule.code, rule.severity), lines)
        for rule in rules().values()
        if rule.id in CHECKS and (wanted is None or rule.code in wanted)
        for hit in CHECKS[rule.id](context)
    ]
    return sorted(found, key=lambda one: (one.spans[:1], one.code))


def _severity(given: str, name: str) -> Severity:
    try:
        return Severity(given)
    except ValueError:
        known = ", ".join(one.value for one in Severity)
        raise InputError(f"the severity {given!r} is none of {known}", field=name) from None


class Lines:
    """The lines of a text, to turn offsets into lines and columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def words(self, span: Span) -> str:
        """The words at a span."""
        return self._text[span.start : span.end]


def _finding(rule: Rule, hit: Hit, severity: Severity, lines: Lines) -> Finding:
    values = {key: " ".join(value.split()) for key, value in hit.values.items()}
    spans: tuple[Span, ...] = tuple(hit.spans)
    line = column = end_line = end_column = None
    text = ""
    if spans:
        line, column = lines.place(spans[0].start)
        end_line, end_column = lines.place(spans[0].end)
        text = lines.words(spans[0])
    return Finding(
        code=rule.code,
        rule=rule.id,
        severity=severity,
        message=rule.message.format_map(values),
        fix=rule.fix,
        spans=spans,
        text=text,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        statement=hit.statement,
    )
