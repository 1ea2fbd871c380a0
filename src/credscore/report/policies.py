"""Policies shown: all entries of one, or the entries in which two differ and what that does to scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from credscore.report.terminal import WIDTH, clean, clip, fold

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.policy import Entry, Policy
    from credscore.scoring import Assessment

__all__ = ["as_dict", "as_text", "difference", "difference_text"]

_INDENT = "    "


def as_dict(policy: Policy) -> dict[str, Any]:
    """A policy as plain JSON values: what stands in its file after whatever it extends, its digest and its label."""
    return {"label": policy.label, "digest": policy.digest, **policy.model_dump(mode="json")}


def as_text(policy: Policy) -> str:
    """Every entry of a policy with its value, basis, reason and reference, in at most 80 columns."""
    lines = fold(f"{policy.title or policy.id}: {policy.label}", WIDTH)
    if policy.summary:
        lines += fold(policy.summary, WIDTH)
    section = ""
    for rule, entry in policy.rules.items():
        here = rule.split(".", 1)[0]
        if here != section:
            section = here
            lines += ["", *fold(f"{section}: {_about(policy, section)}" if _about(policy, section) else section, WIDTH)]
        lines += [clean(f"  {rule} = {_value(entry)}  ({entry.basis})"), *_reasons(entry)]
    return "\n".join(lines)


def difference(before: Policy, after: Policy, reports: Sequence[tuple[Report, Report]] = ()) -> dict[str, Any]:
    """How two policies differ, as plain JSON values.

    Args:
        before: One policy.
        after: The other.
        reports: Articles assessed under both, to compare their scores.
    """
    return {
        "before": before.label,
        "after": after.label,
        "entries": [
            {"entry": rule, "before": _plain(old), "after": _plain(new)} for rule, old, new in _changed(before, after)
        ],
        "scores": [
            {"article": one.article.id, "statement": first.statement.id, "before": _said(first), "after": _said(second)}
            for one, other in reports
            for first, second in zip(one.assessments, other.assessments, strict=True)
        ],
    }


def difference_text(before: Policy, after: Policy, reports: Sequence[tuple[Report, Report]] = ()) -> str:
    """How two policies differ, in at most 80 columns."""
    lines = [*fold(f"- {before.label}", WIDTH), *fold(f"+ {after.label}", WIDTH)]
    count = 0
    for rule, old, new in _changed(before, after):
        count += 1
        lines += ["", clean(rule)]
        for sign, entry in (("-", old), ("+", new)):
            if entry is None:
                lines.append(f"{sign} (no such entry)")
            else:
                lines += [clean(f"{sign} {_value(entry)}  ({entry.basis})"), *_reasons(entry)]
    lines += ["", f"{count} entries differ." if count else "No entry differs."]
    for one, other in reports:
        lines += ["", *fold(f"Scores of {one.article.title or one.article.id or 'an article without a name'}:", WIDTH)]
        for first, second in zip(one.assessments, other.assessments, strict=True):
            told = first.statement
            line = f"  {clip(told.id, 8):<8} {_shown(first):>8} -> {_shown(second):>8}  "
            lines.append(line + clip(told.content.text, WIDTH - len(line)))
    return "\n".join(lines)


def _changed(before: Policy, after: Policy) -> Iterator[tuple[str, Entry | None, Entry | None]]:
    """Entries that differ in anything: in the order of the first policy, then what only the second has."""
    old, new = before.rules, after.rules
    for rule in [*old, *(rule for rule in new if rule not in old)]:
        if old.get(rule) != new.get(rule):
            yield rule, old.get(rule), new.get(rule)


def _said(one: Assessment) -> dict[str, Any]:
    return {"score": one.score, "grade": one.grade, "likelihood": one.words, "confidence": one.confidence}


def _shown(one: Assessment) -> str:
    return f"{'none' if one.score is None else f'{one.score:.3f}'} {one.grade}"


def _value(entry: Entry) -> str:
    shown = f"{entry.value:g}"
    claim, word = getattr(entry, "claim", None), getattr(entry, "word", None)
    if claim is not None:
        shown += ", a claim" if claim else ", no claim"
    return shown if word is None else f"{shown}: {word}"


def _reasons(entry: Entry) -> list[str]:
    lines = [*fold(entry.why, WIDTH - len(_INDENT)), *fold(f"[{entry.reference}]", WIDTH - len(_INDENT))]
    return [_INDENT + line for line in lines]


def _plain(entry: Entry | None) -> dict[str, Any] | None:
    return None if entry is None else entry.model_dump(mode="json")


def _about(policy: Policy, section: str) -> str:
    """What a section holds: the first line of its model's description, where it has a model."""
    model = getattr(policy, section, None)
    if isinstance(model, dict) or model is None:
        return _TABLES.get(section, "")
    return (type(model).__doc__ or "").strip().splitlines()[0]


_TABLES = {
    "source": "Evidence that a plain assertion by a source of this kind carries, heard directly.",
    "override": "Evidence of one kind in one role.",
    "role": "The factor of the hat that the source wears.",
    "hop": "The factor of one relay, by tier of outlet.",
    "form": "The factor of quotation and paraphrase.",
    "stance": "The factor of what the cue does with the content, and whether that is a claim.",
    "response": "The share of the answering party's evidence that its answer carries.",
    "withdrawal": "Evidence against what its origin takes back.",
    "likelihood": "Words of likelihood, each with the least score that it stands for.",
}
