"""The net's findings and the rules' reconciled: each mends what the other is known to miss.

The net knows which words attribute in real news and how far a content runs; the rules know the forms that
training news seldom shows ('It is thought that', 'Having said that') and keep the pieces of a content on
both sides of its cue together. Measured on held-out articles this changes few attributions of the net
in news text, and most of those in short or unusual texts.
"""

from __future__ import annotations

from credscore.extract.attribution import Attribution, Range
from credscore.extract.cues import find_verbs, is_cue_form
from credscore.extract.quoted import join_quotations, loose_quotations
from credscore.extract.units import split_units
from credscore.reading import Document

__all__ = ["reconcile"]

# Rules whose content is trusted over the net's where both name one cue: they go by word order and marks alone.
_WHOLE = frozenset(("around", "inverted", "closing", "according", "impersonal", "adverb"))
# Rules whose findings are added where the net has none.
_ADDED = frozenset(("around", "inverted", "closing", "impersonal", "adverb", "noun"))
_SURE = 0.6  # a net surer than this is believed against the lexicon's 'no verb here'
_INSIDE = 0.9  # share of the net's content that must lie in the rule's
_TIMES = 6  # a rule's content longer than so many times the net's is about something else


def reconcile(document: Document, net: list[Attribution], rules: list[Attribution]) -> list[Attribution]:
    """The attributions of both, in the order of their content; each token is content of one at most."""
    kept = _without_misread(document, net, rules)
    by_cue: dict[int, Attribution] = {}
    for rule in rules:
        for token in _tokens(rule.cue):
            by_cue[token] = rule
    merged = [_whole(one, by_cue) for one in kept]
    merged = _disjoint(merged)
    contents = {token for one in merged for token in _tokens(one.content)}
    cues = {token for one in merged for token in _tokens(one.cue)}
    for rule in rules:
        if rule.pattern not in _ADDED or not contents.isdisjoint(_tokens(rule.content)):
            continue
        if cues.isdisjoint(_tokens(rule.cue)):
            merged.append(rule)
    merged.sort(key=lambda one: one.content[0])
    merged = join_quotations(document, merged)
    merged.extend(loose_quotations(document, merged))
    merged.sort(key=lambda one: one.content[0])
    return merged


def _tokens(parts: tuple[Range, ...]) -> list[int]:
    return [token for first, stop in parts for token in range(first, stop)]


def _without_misread(document: Document, net: list[Attribution], rules: list[Attribution]) -> list[Attribution]:
    """Leaves out what the net is unsure of and the rules read as no verb: 'denied entry', 'the confirmed cases'."""
    if not net:
        return []
    verbs = {verb.verb for unit in split_units(document) for verb in find_verbs(document, *unit)}
    cued = {token for one in rules for token in _tokens(one.cue)}
    kept = []
    for one in net:
        cue = _tokens(one.cue)
        known = [token for token in cue if document.quotation_of[token] < 0 and is_cue_form(document.lowers[token])]
        read = any(token in verbs for token in known) or any(token in cued for token in cue)
        if not known or read or one.confidence >= _SURE:
            kept.append(one)
    return kept


def _whole(one: Attribution, by_cue: dict[int, Attribution]) -> Attribution:
    """The net's attribution with the rule's content where that holds it whole: 'The comet …, she said, will return'."""
    for token in _tokens(one.cue):
        rule = by_cue.get(token)
        if rule is None or rule.pattern not in _WHOLE:
            continue
        mine, its = set(_tokens(one.content)), set(_tokens(rule.content))
        if len(mine & its) > _INSIDE * len(mine) and len(its) <= _TIMES * len(mine):
            return one._replace(content=rule.content)
    return one


def _disjoint(found: list[Attribution]) -> list[Attribution]:
    """Surer attributions first, without those whose content is taken already."""
    taken: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda each: (-each.confidence, each.content)):
        tokens = _tokens(one.content)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(one)
    return kept
