"""The net's findings and the rules' reconciled: each mends what the other is known to miss.

The net knows which words attribute in real news and how far a content runs; the rules know the forms that
training news seldom shows ('It is thought that', 'Having said that') and keep the pieces of a content on
both sides of its cue together. Measured on held-out articles this changes few attributions of the net
in news text, and most of those in short or unusual texts.
"""

from __future__ import annotations

from credscore.extract.attribution import Attribution, tokens_in
from credscore.extract.content import is_clause, names_outlet
from credscore.extract.decode import untaken
from credscore.extract.grammar import ARTICLES, PREPOSITIONS
from credscore.extract.mend import mend_sources
from credscore.extract.misread import without_misread
from credscore.extract.nested import without_nested
from credscore.extract.quoted import join_quotations, loose_quotations
from credscore.extract.tail import with_right_ends
from credscore.extract.whole import handed_back, whole_quotations, without_asides
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["reconcile"]

# Rules whose content is trusted over the net's where both name one cue: they go by word order and marks alone.
_WHOLE = frozenset(("around", "inverted", "closing", "according", "impersonal", "adverb"))
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
        "speaker",
    )
)
# 'It is thought that': what stands before is no source; 'is expected to say': the whole is one cue
_AS_READ = frozenset(("impersonal", "adverb", "future", "passive"))
_CITING = words("answers", "relays", "citing_inside")
_MAINTAIN = words("grammar", "words", "maintain")
_RETELLING = words("answers", "relays", "retelling")
_RELAY = 8  # tokens within which the closing outlet and its cue stand
_ANONYMITY = words("answers", "relays", "anonymity")
_OCCASION = 8  # and that saying where takes
_ADDRESSEE = 4  # tokens that naming whom one told takes
_INSIDE = 0.9  # share of the net's content that must lie in the rule's
_LEFT = 0.5  # share of a content that must be left when a surer one has taken its part
_PARTICIPLE = 2  # tokens of 'knowing about'
_TIMES = 6  # a rule's content longer than so many times the net's is about something else


def reconcile(document: Document, net: list[Attribution], rules: list[Attribution]) -> list[Attribution]:
    """The attributions of both, in the order of their content; each token is content of one at most."""
    net, settled = _chains_by_rule(document, net, rules)
    kept = without_misread(document, net, rules)
    by_cue: dict[int, Attribution] = {}
    for rule in rules:
        for token in tokens_in(rule.cue):
            by_cue[token] = rule
    kept = without_nested(kept, rules)
    kept = _without_hearsay(kept, rules)
    merged = [*settled, *(_whole(document, one, by_cue) for one in kept)]
    merged = _disjoint(document, merged)
    contents = {token for one in merged for token in tokens_in(one.content)}
    cues = {token for one in merged for token in tokens_in(one.cue)}
    for rule in rules:
        bare = rule.pattern == "before" and document.lowers[rule.cue[-1][1] - 1] in _MAINTAIN
        bare = bare and is_clause(document, *rule.content[0])  # 'It maintained no lives had been at risk'
        if (rule.pattern not in _ADDED and not bare) or not contents.isdisjoint(tokens_in(rule.content)):
            continue
        # Hearsay is everything that the sentence says, so a cue inside of it speaks against it as well.
        own = (*rule.cue, *rule.content) if rule.pattern == "adverb" else rule.cue
        if cues.isdisjoint(tokens_in(own)):
            merged.append(rule)
    merged.sort(key=lambda one: one.content[0])
    merged = whole_quotations(document, merged)
    merged = without_asides(document, join_quotations(document, merged))
    merged = handed_back(document, merged, rules)
    merged.extend(loose_quotations(document, merged))
    merged.sort(key=lambda one: one.content[0])
    return mend_sources(document, with_right_ends(document, merged))


def _without_hearsay(net: list[Attribution], rules: list[Attribution]) -> list[Attribution]:
    """Leaves out what has no source inside of hearsay: 'Reportedly, pipes have been ordered' orders nothing."""
    heard = {token for rule in rules if rule.pattern == "adverb" for token in tokens_in(rule.content)}
    if not heard:
        return net
    return [one for one in net if one.source or not one.cue or not heard.issuperset(tokens_in(one.cue))]


def _chains_by_rule(
    document: Document, net: list[Attribution], rules: list[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    """Leaves sentences that cite within a report to the rules: 'the Star reported, citing two officials, that X'.

    Training data marks 'citing' as a cue of its own whose content is who is cited; here it is a hop of the chain.

    Returns:
        The net's findings without those in such sentences, and the rules' in them.
    """
    lowers, quoted = document.lowers, document.quotation_of
    citing = [k for k in range(1, len(lowers)) if lowers[k] in _CITING and lowers[k - 1] == "," and quoted[k] < 0]
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
        lowers[k] in _RETELLING
        and names_outlet(document, comma + 1, k)
        and lowers[min(k + 1, end - 1)] in (".", "!", "?")
        for k in range(comma + 2, min(end, comma + _RELAY))
    )


def _whole(document: Document, one: Attribution, by_cue: dict[int, Attribution]) -> Attribution:
    """The net's attribution with the rule's content where that holds it whole: 'The comet …, she said, will return'."""
    for token in tokens_in(one.cue):
        rule = by_cue.get(token)
        if rule is None:
            continue
        if one.source == () and rule.source and one.cue[0][0] in tokens_in(rule.source):
            return rule._replace(confidence=one.confidence)  # 'The accused | admitted' for 'accused admitted'
        if not one.source and rule.source and rule.pattern not in _AS_READ:
            one = one._replace(source=rule.source)
        bare = len(one.source) == 1 and one.source[0][1] - one.source[0][0] == 1
        if (
            bare
            and rule.source
            and rule.source[0][0] == one.source[0][0]
            and document.lowers[rule.source[0][0]] in ARTICLES
        ):
            one = one._replace(source=rule.source)  # 'A' of 'A leaked draft'
        if rule.source and any(
            document.lowers[k] in _ANONYMITY for k in range(rule.source[-1][1], max(rule.cue[0][0], rule.source[-1][1]))
        ):
            one = one._replace(source=rule.source)  # not 'the talks are private' but who will not be named for it
        if rule.pattern in _AS_READ:
            return rule._replace(confidence=one.confidence)
        if rule.pattern not in _WHOLE:
            if _past_addressee(one, rule) or _past_occasion(document, one, rule):
                return one._replace(content=rule.content)
            if _content_in_cue(one, rule) or _participle_left_out(document, one, rule):
                return one._replace(content=rule.content, cue=rule.cue)
            return one
        if rule.pattern == "inverted" and not set(tokens_in(one.source)).isdisjoint(tokens_in(rule.content)):
            return rule._replace(confidence=one.confidence)  # source and content exchanged
        if rule.pattern == "according" and one.source and _is_cut(one, rule):
            one = one._replace(source=rule.source)  # 'U.S.' of 'U.S. lobbying records'
        mine, its = set(tokens_in(one.content)), set(tokens_in(rule.content))
        if len(mine & its) > _INSIDE * len(mine) and len(its) <= _TIMES * len(mine):
            return one._replace(content=rule.content)
    return one


def _is_cut(one: Attribution, rule: Attribution) -> bool:
    """Whether the net's source is only the first words of the rule's."""
    (a, b), (c, d) = one.source[0], rule.source[0]
    return (
        len(one.source) == len(rule.source) == 1
        and a == c
        and b < d
        and not set(range(b, d)) & set(tokens_in(one.content))
    )


def _past_addressee(one: Attribution, rule: Attribution) -> bool:
    """Whether the rule's content is the net's without whom it was told: 'told the council the depot was safe'."""
    (a, b), (c, d) = one.content[0], rule.content[0]
    return len(one.content) == len(rule.content) == 1 and b == d and a < c <= a + _ADDRESSEE and rule.pattern == "told"


def _past_occasion(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the rule's content is the net's without where it was said: 'admitted | in a filing | that it had'."""
    (a, b), (c, d) = one.content[0], rule.content[0]
    lowers = document.lowers
    ends = len(one.content) == len(rule.content) == 1 and b == d
    return ends and a < c <= a + _OCCASION and lowers[c] == "that" and lowers[a] in PREPOSITIONS


def _content_in_cue(one: Attribution, rule: Attribution) -> bool:
    """Whether the net drew the start of the content into the cue: 'denied knowing about' + 'the payments'."""
    if len(one.cue) != 1 or len(one.content) != 1 or len(rule.content) != 1 or rule.pattern != "before":
        return False
    (a, b), (c, d) = one.content[0], rule.content[0]
    return b == d and c < a and one.cue[0][0] < c < one.cue[0][1] and a - one.cue[0][1] <= 1 and c == rule.cue[-1][1]


def _participle_left_out(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the net left out the participle that opens the content: 'denied | knowing about | the payments'."""
    if len(one.cue) != 1 or len(one.content) != 1 or len(rule.content) != 1 or rule.pattern != "before":
        return False
    (a, b), (c, d) = one.content[0], rule.content[0]
    opened = one.cue[0][1] == c == rule.cue[-1][1] and document.lowers[c].endswith("ing")
    return opened and b == d and c < a <= c + _PARTICIPLE


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
        kept.append(one._replace(content=tuple(pieces)))
    return kept
