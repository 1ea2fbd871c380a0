"""Attributions inside the content of another: the outer one is kept, and the chain is read from its content."""

from __future__ import annotations

import bisect

from credscore.extract.attribution import Attribution, tokens_in

__all__ = ["without_nested"]

_CLOSING = frozenset(("closing", "inverted", "around"))


def without_nested(net: list[Attribution], rules: list[Attribution]) -> list[Attribution]:
    """Leaves out what stands inside a content whose speaker closes or opens the sentence: '… agreed to sell, two said'.

    Training data marks some of these as attributions of their own; here they would cut the other's content in two.
    """
    inside: set[int] = set()
    closing: set[int] = set()
    for rule in rules:
        if rule.pattern in _CLOSING or (rule.pattern == "impersonal" and rule.cue[0][1] <= rule.content[0][0]):
            inside.update(tokens_in(rule.content))
            closing.update(tokens_in(rule.cue))
    retold = _retold(net, rules)
    return [
        one
        for number, one in enumerate(net)
        if number not in retold
        and (not one.cue or not inside.issuperset(tokens_in(one.cue)) or not closing.isdisjoint(tokens_in(one.cue)))
    ]


def _retold(net: list[Attribution], rules: list[Attribution]) -> set[int]:
    """The places of those that a leading 'According to' retells whole: 'According to her brother, doctors told her X'.

    In the training articles the inner one of such a sentence is never annotated beside the outer one. A second one in
    the sentence may be of another speaker ('…, but his lawyer denied it'), so both are left alone then.
    """
    cued = {token for one in net for token in tokens_in(one.cue)}
    order = sorted((one.cue[0][0], number) for number, one in enumerate(net) if one.cue)
    gone = set()
    for rule in rules:
        if rule.pattern != "according" or rule.cue[0][0] > rule.content[0][0] or rule.cue[0][0] in cued:
            continue
        begin, end = rule.content[0][0], rule.content[-1][1]
        where = bisect.bisect_left(order, (begin, -1))
        within = order[where : where + 2]
        if not within or within[0][0] >= end or (len(within) > 1 and within[1][0] < end):
            continue
        source = net[within[0][1]].source
        if source and source[0][0] == begin:
            gone.add(within[0][1])
    return gone
