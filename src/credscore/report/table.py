"""The terminal table: every statement with its source, chain, stance, responses, score and points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credscore.report.counts import NOTHING_FOUND, counted
from credscore.report.readable import readable
from credscore.report.terminal import WIDTH, clean, clip, fold, paint, width_of

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.learn.model import Learnt
    from credscore.scoring import Assessment, Profile
    from credscore.statement import Source

__all__ = ["called", "label", "points_of", "table"]

_SPOKEN = {
    "military_police_court": "military, police or court",
    "politician_campaign": "politics",
    "witness_participant": "witness or participant",
}
# The colour of a score goes by the digit of its grade, whose edges are the policy's.
_STYLES = {"1": "green", "2": "green", "3": "yellow", "4": "red", "5": "red", "6": "dim"}
_GAP = 6  # columns before the text of a statement
_BAR = 20  # columns of the bar that shows the interval and the score in it
_RULE = 30  # columns of a rule's name, so that what it points at stands in one column
_LONGEST_RULE = 44


def label(value: str) -> str:
    """A label as words: ``named_official`` as 'named official'."""
    return _SPOKEN.get(value) or value.replace("_", " ")


def called(source: Source) -> str:
    """The source in the text's words, without the comma that closes an apposition."""
    return (source.text or source.name or "").rstrip(" ,;:") or "nobody named"


def table(report: Report, *, points: bool = False, colour: bool = False) -> str:
    """The report in at most 80 columns.

    Args:
        report: What to show.
        points: Whether to list the points that make up each score.
        colour: Whether to colour it.
    """
    report = readable(report).report
    article = report.article
    lines: list[str] = []
    title = article.title or article.id
    if title:
        lines += [paint(line, "bold", colour) for line in fold(title, WIDTH)]
    about = ", ".join(part for part in (article.outlet, article.published and article.published.isoformat()) if part)
    if about:
        lines += [paint(line, "dim", colour) for line in fold(about, WIDTH)]
    lines.append("")
    for number, one in enumerate(report.assessments, 1):
        lines += _statement(number, one, colour)
        if points:
            lines += points_of(one, colour)
        lines.append("")
    if not report.assessments:
        lines += [NOTHING_FOUND, ""]
    lines += _article(report.profile, colour)
    if report.learnt is not None:
        lines += fold(f"learnt: {_learnt(report.learnt)}", WIDTH)
    lines += fold(f"{report.notice} Policy: {report.policy}.", WIDTH)
    return "\n".join(lines)


def _statement(number: int, one: Assessment, colour: bool) -> list[str]:
    statement, source = one.statement, one.statement.source
    text = fold(statement.content.text or "(no text)", WIDTH - _GAP)
    lines = [f"{paint(f'{number:>4}', 'bold', colour)}  {text[0]}"]
    lines += [" " * _GAP + line for line in text[1:]]
    lines.append(" " * _GAP + _score(one, colour))
    lines += _field("claim", _claim(one))
    lines += _field("said so", _said_so(one))
    if one.learnt is not None:
        lines += _field("learnt", _learnt(one.learnt))
    who = clean(called(source))
    if source.name and clean(source.name) not in who:
        who += f" = {clean(source.name)}"
    named = (
        [label(source.kind.value), label(source.role.value)]
        if source.role.value != "unknown"
        else [label(source.kind.value)]
    )
    if source.count:
        named.append(f"{source.count} people")
    lines += _field("source", f"{who} ({', '.join(named)})")
    if source.office:
        lines += _field("register", clean(str(source.office)))
    if source.reason:
        lines += _field("unnamed", source.reason.text)
    if statement.chain:
        lines += _field("chain", " → ".join(f"{hop.name} ({label(hop.kind.value)})" for hop in statement.chain))
    how = [label(statement.stance.value), statement.form.value]
    how += ["hedged"] if statement.hedged else []
    how += ["second hand"] if statement.second_hand else []
    cue = f" by ‘{clean(statement.cue.text)}’" if statement.cue.text else ""
    lines += _field("stance", f"{', '.join(how)}{cue}")
    for answer in statement.responses:
        lines += _field(
            "response", f"{answer.by}: {label(answer.status.value)}" if answer.by else label(answer.status.value)
        )
    return lines


def _score(one: Assessment, colour: bool) -> str:
    if one.score is None:
        return paint("no score", "bold", colour) + f"  {one.grade}"
    low, high = one.interval
    style = _STYLES[one.grade[-1]]
    return (
        f"{paint(f'{one.score:.2f}', style, colour)}  {_bar(one.score, low, high)}  {low:.2f}–{high:.2f}  {one.grade}"
    )


def _said_so(one: Assessment) -> str:
    """The other question: how sure it is that the origin said it."""
    heard = one.attribution
    return "nobody to ask" if heard.u == 1.0 else f"{heard.projection:.2f} that the origin said it"


def _claim(one: Assessment) -> str:
    """How likely, or the first words of why that is not said."""
    if one.withheld is None:
        return f"{one.words}, {one.confidence} confidence"
    return one.withheld.split(". ")[0].split("; ")[0]


def _learnt(learnt: Learnt) -> str:
    """What a trained model says: a probability by its label's name, so that nobody takes it for the score."""
    low, high = learnt.interval
    return f"{learnt.probability:.2f} ({low:.2f}–{high:.2f}) {learnt.label}, by {learnt.model}; beside the score"


def _bar(score: float, low: float, high: float) -> str:
    """The interval as a line from 0 to 1 with the score in it: '·····├────●──┤····'."""
    at = [min(_BAR - 1, max(0, round(value * (_BAR - 1)))) for value in (low, score, high)]
    cells = ["·"] * _BAR
    for k in range(at[0], at[2] + 1):
        cells[k] = "─"
    cells[at[0]], cells[at[2]], cells[at[1]] = "├", "┤", "●"
    return "".join(cells)


def _field(name: str, value: str) -> list[str]:
    lines = fold(value, WIDTH - _GAP - 10)
    return [f"{' ' * _GAP}{name:<10}{lines[0]}", *(" " * (_GAP + 10) + line for line in lines[1:])]


def points_of(one: Assessment, colour: bool) -> list[str]:
    """The lines of an explanation with their sum, which is the score."""
    lines = []
    for line in one.explain():
        rule = clip(line.rule, _LONGEST_RULE)
        room = WIDTH - _GAP - 7 - 2 - max(_RULE, width_of(rule)) - 2
        shown = f"{line.points:+.3f}" if line.points else " 0.000"
        style = "green" if line.points > 0 else "red" if line.points < 0 else "dim"
        points = paint(f"{shown:>7}", style, colour)
        lines.append(f"{' ' * _GAP}{points}  {rule:<{_RULE}}  {clip(line.evidence, room)}".rstrip())
    if one.score is not None:
        lines.append(f"{' ' * _GAP}{f'{one.score:.3f}':>7}  = score")
    if one.learnt is not None:
        for line in one.explain("learnt"):
            lines.append(f"{' ' * _GAP}{f'{line.points:+.3f}':>7}  {line.rule}")
        lines.append(f"{' ' * _GAP}{f'{one.learnt.probability:.3f}':>7}  = learnt probability, no part of the score")
    return lines


def _article(profile: Profile, colour: bool) -> list[str]:
    head = "Article"
    if profile.score is not None and profile.interval is not None:
        low, high = profile.interval
        head += f"  {profile.score:.2f}  {_bar(profile.score, low, high)}  {low:.2f}–{high:.2f}"
    kinds = ", ".join(f"{label(kind)} {share:.0%}" for kind, share in profile.kinds.items())
    counts = counted(profile)
    if profile.statements:
        counts += f"; on the record {profile.on_record:.0%}, anonymous {profile.anonymous:.0%}"
    lines = [paint(head, "bold", colour), *fold(counts, WIDTH)]
    if kinds:
        lines += fold(kinds, WIDTH)
    if profile.responses:
        lines += fold("responses: " + ", ".join(f"{label(k)} {n}" for k, n in profile.responses.items()), WIDTH)
    return lines
