"""The net's findings and the rules' reconciled: each mends what the other is known to miss.

The net knows which words attribute in real news and how far a content runs; the rules know the forms that
training news seldom shows ('It is thought that', 'Having said that') and keep the pieces of a content on
both sides of its cue together. Measured on held-out articles this changes few attributions of the net
in news text, and most of those in short or unusual texts.
"""

from __future__ import annotations

import itertools

from credscore.extract.asides import without_asides
from credscore.extract.attribution import Attribution, overlap, tokens_in
from credscore.extract.content import is_clause
from credscore.extract.decode import untaken
from credscore.extract.documents import names_outlet
from credscore.extract.grammar import BE, HAVE, RELATIVE
from credscore.extract.mend import mend_sources
from credscore.extract.misread import without_misread
from credscore.extract.nested import without_nested
from credscore.extract.occasion import skip_occasion
from credscore.extract.quoted import join_quotations, loose_quotations, sentence_quotations
from credscore.extract.same_cue import with_its_rule
from credscore.extract.tail import with_right_ends
from credscore.extract.verbs import Verbs
from credscore.extract.whole import handed_back, whole_quotations
from credscore.lexicon.load import cue_forms, words
from credscore.reading import Document

__all__ = ["reconcile"]

_FORMS = cue_forms()
# What a rule reads of these cues is right as often as not where the net has overlooked it; of others, far less often
_ADDED_CUES = frozenset(("cue.allege", "cue.confirm", "cue.deny", "cue.vow", "cue.want"))
# Rules whose findings are added where the net has none.
_ADDED = frozenset(
    (
        "around",
        "inverted",
        "closing",
        "according",
        "impersonal",
        "adverb",
        "noun",
        "passive",
        "future",
        "that",
        "view",
        "asks",
        "estimate",
        "speaker",
        "turn",
    )
)
_CITING = words("answers", "relays", "citing_inside")
_MAINTAIN = words("grammar", "words", "maintain")
_SAYING = words("answers", "answers", "saying")
_BE_OR_HAVE = BE | HAVE
_RECOUNTING = words("grammar", "words", "recounting")
_RETELLING = words("answers", "relays", "retelling")
_RELAY = 8  # tokens within which the closing outlet and its cue stand
_PIECES = 2  # of a content that another cue may divide
_LEFT = 0.5  # share of a content that must be left when a surer one has taken its part


def reconcile(
    document: Document, net: list[Attribution], rules: list[Attribution], verbs: Verbs | None = None
) -> list[Attribution]:
    """The attributions of both, in the order of their content; each token is content of one at most.

    Args:
        document: The text.
        net: What the net has found in it.
        rules: What the rules have.
        verbs: The verbs that the rules have read; None to read them again.
    """
    verbs = verbs or Verbs(document)
    net, settled = _chains_by_rule(document, net, rules)
    kept = without_misread(document, net, rules, verbs)
    by_cue: dict[int, Attribution] = {}
    for rule in rules:
        for token in tokens_in(rule.cue):
            by_cue[token] = rule
    kept = without_nested(kept, rules)
    kept = _without_hearsay(_parted(document, kept, rules), rules)
    mended = [with_its_rule(document, one, by_cue) for one in kept]
    freed = _freed(kept, mended)
    merged = [*settled, *mended]
    merged = _disjoint(document, merged)
    contents = {token for one in merged for token in tokens_in(one.content)}
    cues = {token for one in merged for token in tokens_in(one.cue)}
    for rule in rules:
        added = _is_added(document, rule) or (rule.cue and rule.cue[0][0] in freed)
        if not added or not contents.isdisjoint(tokens_in(rule.content)):
            continue
        # Hearsay is everything that the sentence says, so a cue inside of it speaks against it as well.
        own = (*rule.cue, *rule.content) if rule.pattern == "adverb" else rule.cue
        if cues.isdisjoint(tokens_in(own)):
            merged.append(rule)
    merged.sort(key=lambda one: one.content[0])
    merged = whole_quotations(document, merged)
    whole = sentence_quotations(document, verbs.units)
    merged = without_asides(document, join_quotations(document, merged, whole))
    merged = handed_back(document, merged, rules)
    merged.extend(loose_quotations(document, merged, whole))
    merged.sort(key=lambda one: one.content[0])
    return mend_sources(document, with_right_ends(document, merged))


def _freed(before: list[Attribution], after: list[Attribution]) -> set[int]:
    """The tokens that were content and are none since: a cue in there speaks for itself."""
    freed: set[int] = set()
    for one, other in zip(before, after, strict=True):
        if one.content != other.content and one.content[-1][1] > other.content[-1][1]:
            freed.update(range(other.content[-1][1], one.content[-1][1]))
    return freed


def _is_added(document: Document, rule: Attribution) -> bool:
    """Whether the rule's finding is taken where the net has none."""
    if rule.pattern == "before":
        verb = document.lowers[rule.cue[-1][1] - 1]
        if verb in _MAINTAIN:
            return is_clause(document, *rule.content[0])  # 'It maintained no lives had been at risk'
        if verb in _RECOUNTING and rule.source[-1:] and rule.source[-1][1] == rule.cue[0][0]:
            return document.lowers[rule.source[0][0]] not in RELATIVE  # 'A guard described hours of shelling'
        if _is_aside(document, rule, verb):
            return True
        return any(cue.group in _ADDED_CUES for cue in _FORMS.get(verb, ())[:1])
    return rule.pattern in _ADDED


def _is_aside(document: Document, rule: Attribution, verb: str) -> bool:
    """Whether a clause on a thing says who says it of it: 'The ferry, which Lund said was overloaded, sank'."""
    if verb not in _SAYING or not rule.source or rule.source[-1][1] != rule.cue[0][0]:
        return False
    before = rule.source[0][0] - 1
    lowers = document.lowers
    return (
        before > 0
        and lowers[before] == "which"
        and lowers[before - 1] == ","
        and lowers[rule.content[0][0]] in _BE_OR_HAVE
    )


def _without_hearsay(net: list[Attribution], rules: list[Attribution]) -> list[Attribution]:
    """Leaves out what has no source of its own in hearsay: 'Reportedly, pipes have been ordered' orders nothing."""
    heard = {token for rule in rules if rule.pattern == "adverb" for token in tokens_in(rule.content)}
    if not heard:
        return net
    return [one for one in net if _has_source(one) or not one.cue or not heard.issuperset(tokens_in(one.cue))]


def _parted(document: Document, net: list[Attribution], rules: list[Attribution]) -> list[Attribution]:
    """Without the pieces that the source's relative clause brings in: '“A,” said Lee, who added that she “B”.'"""
    if all(len(one.content) < _PIECES for one in net):
        return net
    spoken_on = [rule for rule in rules if rule.cue and document.lowers[rule.cue[0][0] - 1] == "who"]
    if not spoken_on:
        return net
    brought = {token: rule for rule in spoken_on for token in tokens_in(rule.content)}
    kept = []
    for one in net:
        if one.cue and len(one.content) >= _PIECES:
            end = one.cue[-1][1]
            pieces = tuple(
                (a, b)
                for k, (a, b) in enumerate(one.content)
                if not k or a not in brought or not end <= brought[a].cue[0][0] < a
            )
            one = one._replace(content=pieces)
        kept.append(one)
    return kept


def _has_source(one: Attribution) -> bool:
    """Whether somebody is credited, and is not what is said as well."""
    if not overlap(one.source, one.content):
        return bool(one.source)
    return not set(tokens_in(one.source)).issuperset(tokens_in(one.content))


def _chains_by_rule(
    document: Document, net: list[Attribution], rules: list[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    """Leaves sentences that cite within a report to the rules: 'the Star reported, citing two officials, that X'.

    Training data marks 'citing' as a cue of its own whose content is who is cited; here it is a hop of the chain.

    Returns:
        The net's findings without those in such sentences, and the rules' in them.
    """
    lowers, quoted = document.lowers, document.quotation_of
    cited = itertools.compress(range(len(lowers)), map(_CITING.__contains__, lowers))
    citing = [k for k in cited if k and lowers[k - 1] == "," and quoted[k] < 0]
    relayed = [one.content[-1][1] for one in rules if one.content and _relays_after(document, one.content[-1][1])]
    if not citing and not relayed:
        return net, []
    sentences = {document.sentence_of[k] for k in (*citing, *relayed)}
    settled = [one for one in rules if one.cue and document.sentence_of[one.cue[0][0]] in sentences]
    ruled = {document.sentence_of[one.cue[0][0]] for one in settled}
    left = [one for one in net if document.sentence_of[(one.cue or one.content)[0][0]] not in ruled]
    return left, settled


def _relays_after(document: Document, comma: int) -> bool:
    """Whether an outlet closes the sentence after a content with its own cue: '…, the Star reported'."""
    lowers = document.lowers
    if comma + 3 >= len(lowers) or lowers[comma] != ",":
        return False
    if lowers[comma + 1] == "according":
        return lowers[comma + 2] == "to"
    end = document.sentences[document.sentence_of[comma]][1]
    return any(
        lowers[k] in _RETELLING and names_outlet(document, comma + 1, k) and _ends(document, k + 1, end)
        for k in range(comma + 2, min(end, comma + _RELAY))
    )


def _ends(document: Document, first: int, end: int) -> bool:
    """Whether nothing but when and where follows: 'the Star reported last month.'"""
    rest = skip_occasion(document, first, end)
    return rest >= end or document.lowers[rest] in (".", "!", "?")


def _disjoint(document: Document, found: list[Attribution]) -> list[Attribution]:
    """Surer attributions first, each with what of its content nobody has taken; without those left with less than half.

    As the net's own findings are settled (`credscore.extract.decode.choose`): here a rule may have made one longer.
    """
    taken = bytearray(len(document))
    kept = []
    for one in sorted(found, key=lambda each: (-each.confidence, each.content)):
        pieces = [
            (a, b)
            for first, stop in one.content
            for a, b in untaken(taken, first, stop)
            if any(document.words[token][0].isalnum() for token in range(a, b))
        ]
        if sum(b - a for a, b in pieces) < _LEFT * sum(b - a for a, b in one.content):
            continue
        for a, b in pieces:
            taken[a:b] = b"\1" * (b - a)
        left = tuple(pieces)
        kept.append(one if left == one.content else one._replace(content=left))
    return kept
