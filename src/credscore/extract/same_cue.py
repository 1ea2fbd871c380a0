"""Where net and rules name one cue: what the rule says of source, cue and content is taken where it is surer."""

from __future__ import annotations

from credscore.extract.attribution import Attribution, overlap, tokens_in
from credscore.extract.grammar import ARTICLES, CONCEDING, NOMINATIVE, PREPOSITIONS, RELATIVE, SUBORDINATORS, TIME
from credscore.extract.occasion import skip_occasion
from credscore.extract.whole import only
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["with_its_rule"]

# Rules whose content is trusted over the net's where both name one cue: they go by word order and marks alone.
_WHOLE = frozenset(("around", "inverted", "closing", "according", "impersonal", "adverb"))
# 'It is thought that': what stands before is no source; 'is expected to say': the whole is one cue
_AS_READ = frozenset(("impersonal", "adverb", "future", "passive", "view"))
_NARRATED = words("grammar", "words", "narrator") & SUBORDINATORS
_ANONYMITY = words("answers", "relays", "anonymity")
_CLAIMS = words("answers", "answers", "claim_nouns") - words("answers", "answers", "claim_pronouns")
_APART = ARTICLES | words("sources", "legal_forms", "words")
_ADDRESSEE = 4  # tokens that naming whom one told takes
_LONG_ADDRESSEE = 12  # with a clause that tells of them
_OCCASION = 8  # and that saying where takes
_INSIDE = 0.9  # share of the net's content that must lie in the rule's
_TIMES = 6  # a rule's content longer than so many times the net's is about something else
_CLAUSE = 2  # tokens of 'it respected'
_PARTICIPLE = 2  # tokens of 'knowing about'


def with_its_rule(document: Document, one: Attribution, by_cue: dict[int, Attribution]) -> Attribution:
    """The net's attribution with the rule's content where that holds it whole: 'The comet …, she said, will return'."""
    for token in tokens_in(one.cue):
        rule = by_cue.get(token)
        if rule is None:
            continue
        if one.source == () and rule.source and one.cue[0][0] in tokens_in(rule.source):
            return rule._replace(confidence=one.confidence)  # 'The accused | admitted' for 'accused admitted'
        if one.source and rule.source and one.source[0][0] == rule.source[0][0]:
            credited = frozenset(tokens_in(rule.source))
            rest = range(rule.source[-1][1], one.source[-1][1])
            if rest and document.lowers[rest[0]] == "and" and not by_cue.keys().isdisjoint(rest):
                one = one._replace(source=rule.source)  # 'Lee, a nurse | and who added that …'
            if not credited.isdisjoint(tokens_in(one.cue)):
                one = one._replace(
                    source=rule.source, cue=rule.cue
                )  # 'Lund Pumps plc | admitted', not '| plc admitted'
            if (
                rule.pattern == "according"
                and one.content[0][0] in credited
                and one.content[-1][1] == rule.content[-1][1]
            ):
                return rule._replace(confidence=one.confidence)  # 'According to the paper, Quad, | the college paid'
        if _is_rest_of_list(document, one, rule):
            one = one._replace(source=rule.source)  # 'The ministry, | the railway and two unions'
        if _is_time(document, one) or _lacks_name(document, one, rule):
            one = one._replace(source=rule.source)  # 'Lund Timber | today' and 'Lund Timber, | a sawmill'
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
        if rule.pattern in _AS_READ or (
            overlap(one.source, one.content) and set(tokens_in(one.source)).issuperset(tokens_in(one.content))
        ):
            return rule._replace(confidence=one.confidence)
        if one.cue != rule.cue and set(tokens_in(one.cue)) < set(tokens_in(rule.cue)):
            one = one._replace(cue=rule.cue)  # 'allegedly told' for 'told'
            if one.content[0][0] in tokens_in(rule.cue):
                one = one._replace(content=rule.content)  # 'pleaded guilty | to theft', not '| guilty to theft'
        if overlap(one.cue, one.content):
            one = one._replace(cue=rule.cue, content=rule.content)  # 'had pleaded | not guilty'
        if rule.pattern not in _WHOLE:
            if _between(one, rule):
                return one._replace(content=rule.content)
            if _conceded(document, one, rule, by_cue):
                return one._replace(content=rule.content)
            if _past_addressee(document, one, rule) or _past_occasion(document, one, rule):
                return one._replace(content=rule.content)
            if _is_asked(document, one, rule):
                return one._replace(content=rule.content)
            if _subject_left_out(document, one, rule):
                return one._replace(content=rule.content, cue=rule.cue)
            if _content_in_cue(one, rule) or _participle_left_out(document, one, rule):
                return one._replace(content=rule.content, cue=rule.cue)
            return one
        if rule.pattern == "inverted" and overlap(one.source, rule.content):
            if document.quotation_of[rule.content[0][0]] < 0:
                return one  # 'One clerk, Bo Ek, said …'
            return rule._replace(confidence=one.confidence)  # source and content exchanged
        if rule.pattern == "according" and one.source and _is_cut(one, rule):
            one = one._replace(source=rule.source)  # 'U.S.' of 'U.S. lobbying records'
        short = rule.pattern == "inverted" and one.source and _is_cut(one, rule)
        if short and document.lowers[one.source[0][1]] in RELATIVE:
            one = one._replace(source=rule.source)  # 'said Ann Lee, a nurse | who lives nearby'
        begin, end = one.content[0][0], one.content[-1][1]
        if begin >= one.cue[-1][1] and skip_occasion(document, begin, end) >= end:
            return one._replace(content=rule.content)  # not 'this week in Polar Letters', which says where
        mine, its = set(tokens_in(one.content)), set(tokens_in(rule.content))
        if rule.pattern == "around" and _goes_beyond(document, one, rule):
            return one._replace(content=rule.content)
        if len(mine & its) > _INSIDE * len(mine) and len(its) <= _TIMES * len(mine):
            return _with_content(document, one, rule, mine)
    return one


def _goes_beyond(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the net's content is the rule's and the narrator's clause behind: 'Two fell, he said, | as rain fell'."""
    (*spoken, last), behind = one.content, one.cue[-1][1]
    narrated = last[0] >= behind and document.lowers[last[0]] in _NARRATED and document.quotation_of[last[0]] < 0
    return narrated and bool(spoken) and spoken[0][0] == rule.content[0][0] and rule.content[-1][1] <= last[0]


def _with_content(document: Document, one: Attribution, rule: Attribution, mine: set[int]) -> Attribution:
    """The attribution with the rule's content; where a quoted sentence opens it, nothing without marks is added.

    Not 'As boos rose' and 'and left' of 'As boos rose, “Be quiet,” she said, and left'. In the training articles what
    the rules have there beside the marks spoils five matches and mends none.
    """
    quoted, first = document.quotation_of, one.content[0][0]
    one = one._replace(content=rule.content)
    number = quoted[first]
    if number < 0 or document.quotations[number].first != first or not document.words[first + 1][:1].isupper():
        return one
    return only(document, one, lambda token: quoted[token] >= 0 or token in mine)


def _is_time(document: Document, one: Attribution) -> bool:
    """Whether the net's source is nothing but when somebody spoke."""
    return bool(one.source) and TIME.issuperset(document.lowers[k] for k in tokens_in(one.source))


def _lacks_name(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the net's source is the rule's without the name before its apposition or legal form."""
    if len(one.source) != 1 or len(rule.source) != 1:
        return False
    (first, stop), (head, end) = one.source[0], rule.source[0]
    apart = head < first - 1 and document.lowers[first - 1] == "," and document.lowers[first] in _APART
    return apart and end <= stop and document.words[head][0].isupper()


def _is_rest_of_list(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the net's source is the rule's list without its head."""
    if len(one.source) != 1 or len(rule.source) != 1:
        return False
    (first, stop), (head, end) = one.source[0], rule.source[0]
    lowers = document.lowers
    return head < first - 1 and stop == end and lowers[first - 1] == "," and "and" in lowers[first:stop]


def _is_cut(one: Attribution, rule: Attribution) -> bool:
    """Whether the net's source is only the first words of the rule's."""
    (a, b), (c, d) = one.source[0], rule.source[0]
    return (
        len(one.source) == len(rule.source) == 1
        and a == c
        and b < d
        and not set(range(b, d)) & set(tokens_in(one.content))
    )


def _between(one: Attribution, rule: Attribution) -> bool:
    """Whether the net's content stands between source and verb: 'aides, who feared for their jobs, said …'."""
    if not rule.source or not rule.content or rule.content[0][0] < rule.cue[-1][1]:
        return False
    return rule.source[-1][1] <= one.content[0][0] and one.content[-1][1] <= rule.cue[0][0]


def _past_addressee(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the rule's content is the net's without whom it was told: 'told the council the depot was safe'."""
    (a, b), (c, d) = one.content[0], rule.content[0]
    reach = _ADDRESSEE if document.lowers[a] not in RELATIVE else _LONG_ADDRESSEE
    return len(one.content) == len(rule.content) == 1 and b == d and a < c <= a + reach and rule.pattern == "told"


def _past_occasion(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the rule's content is the net's without where it was said: 'admitted | in a filing | that it had'."""
    (a, b), (c, d) = one.content[0], rule.content[0]
    lowers = document.lowers
    ends = len(one.content) == len(rule.content) == 1 and b == d
    return ends and a < c <= a + _OCCASION and lowers[c] == "that" and lowers[a] in PREPOSITIONS


def _conceded(document: Document, one: Attribution, rule: Attribution, by_cue: dict[int, Attribution]) -> bool:
    """Whether the rule's content is the net's without what another weighs against it: '…, though one warned that'."""
    if not rule.content or len(one.content) != 1 or len(rule.content) != 1:
        return False
    (a, b), (c, d) = one.content[0], rule.content[0]
    if a != c or d + 2 >= b:
        return False
    lowers = document.lowers
    joined = d + (lowers[d] == ",")
    if lowers[joined] in ("and", "but") and (joined > d or document.quotation_of[d - 1] >= 0):
        other = by_cue.get(joined + 1)  # 'told them that “A,” and said B'
        return other is not None and other.cue[0][0] == joined + 1 and other.source == rule.source
    if joined > d and lowers[joined] in ARTICLES and lowers[joined + 1] in _CLAIMS:
        return True  # 'denied that it was late, | a claim first made in May'
    return joined > d and lowers[joined] in CONCEDING and not by_cue.keys().isdisjoint(range(d, b))


def _is_asked(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the net left out who is asked: 'called on | both sides | to stop firing'."""
    if rule.pattern != "asks" or len(one.content) != 1 or len(rule.content) != 1:
        return False
    (a, b), (c, d) = one.content[0], rule.content[0]
    return c < a and b == d and document.lowers[a] == "to" and c == rule.cue[-1][1]


def _subject_left_out(document: Document, one: Attribution, rule: Attribution) -> bool:
    """Whether the net has only the object of the rule's clause: 'said | it respected | the ruling'."""
    if len(one.content) != 1 or len(rule.content) != 1:
        return False
    (a, b), (c, d) = one.content[0], rule.content[0]
    return b == d and a == c + _CLAUSE and document.lowers[c] in NOMINATIVE and document.words[c + 1].islower()


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
