"""The rules extractor: attributions by cue, word order and punctuation, without a model.

Every sentence is read once, left to right. Each cue in it is asked where its source stands (before it,
after it, or in an earlier clause) and where its content does (after it, before it, or round it).
"""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.apposition import phrase_after, phrase_end
from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import opening_comma, phrase_before
from credscore.extract.content import (
    cites_document,
    content_after,
    content_before,
    end_of_content,
    names_outlet,
    skip_occasion,
    trim,
)
from credscore.extract.cues import Candidate, find_verbs
from credscore.extract.lists import first_of_list
from credscore.extract.mend import mend_sources
from credscore.extract.nothing import attributes_nothing
from credscore.extract.participles import comma_after_opening, follows_its_noun, without_clause
from credscore.extract.phrases import find_phrases
from credscore.extract.quoted import join_quotations, loose_quotations
from credscore.extract.speakers import credit_quotations
from credscore.extract.units import Unit, split_units
from credscore.extract.unnamed import over_unnamed, tells_why_unnamed, without_anonymity
from credscore.extract.whole import whole_quotations, without_asides
from credscore.lexicon.load import BASE, ING, PARTICIPLE, PAST, THIRD, phrases, read_table, words
from credscore.reading import Document

__all__ = ["RulesExtractor"]

_NUMBERS = frozenset(read_table("sources")["quantities"])
_SEVERAL = 2  # cues in a sentence from which on one may stand inside the content of another
_FREE = ("clause", "that")  # frames whose cue may stand after or inside its content
_ASKS = frozenset(
    ("ask", "demand", "inquire", "enquire", "plead with", "urge")
)  # after a quotation: '“Will it hold?” she asked'
_ADVERBS = frozenset(phrases("adverbs"))
_CITING = words("answers", "relays", "citing")
_LIKEWISE = words("grammar", "words", "likewise")
_POSTS_FOR = words("sources", "spokesperson", "words") | {
    "minister",
    "secretary",
    "candidate",
    "lawyer",
    "attorney",
    "director",
    "adviser",
}


class RulesExtractor:
    """Finds attributions by the cue lexicon and the order of words. See `credscore.extract`."""

    name = "rules"

    def find(self, document: Document) -> list[Attribution]:
        """The attributions of ``document``, in the order of their content."""
        found: list[Attribution] = []
        for unit in split_units(document):
            found.extend(_in_unit(document, unit))
        found = credit_quotations(document, whole_quotations(document, found))
        found = without_asides(document, join_quotations(document, found))
        found.extend(loose_quotations(document, found))
        found.sort(key=lambda one: one.content[0])
        return mend_sources(document, found)


def _in_unit(document: Document, unit: Unit) -> list[Attribution]:
    low, high = unit
    verbs = [verb for verb in find_verbs(document, low, high) if not follows_its_noun(document, verb, high)]
    done: list[Attribution] = find_phrases(document, unit, verbs)
    if not verbs and not done:
        return []
    taken = [part for one in done for part in (*one.cue, *one.source)]
    subject: tuple[Range, ...] = ()
    closing = _closing(document, unit, verbs)
    if closing is not None:
        # 'X, three people said.': the clause at the sentence's end takes all before it; cues in there are nested
        done.append(closing)
        inside_of = closing.content[-1][1]
        verbs = [verb for verb in verbs if verb.first >= inside_of and not _within(verb, closing)]
        done = [one for one in done if one is closing or one.content[0][0] >= inside_of]
        taken = [part for one in done for part in (*one.cue, *one.source)]
    floor = low  # nothing before it is free to be the content of a cue that follows its content
    inside = low  # cues before it stand inside the content of an earlier one
    for number, verb in enumerate(verbs):
        if verb.verb < inside or any(a <= verb.verb < b for a, b in taken):
            continue
        following = verbs[number + 1 :]
        one = _attribute(document, unit, verb, following, subject, floor)
        if one is None:
            continue
        done.append(one)
        if one.source:
            subject = one.source
        opens = one.cue[0][0] == low and one.pattern == "participle"  # its doer is the next verb's subject still
        last = max(b for _, b in (*one.content, *one.cue, *(() if opens else one.source)))
        floor = last
        inside = max((b for _, b in one.content), default=inside)
    return _without_overlap([one for one in done if not attributes_nothing(document, one)])


def _within(verb: Candidate, one: Attribution) -> bool:
    return any(a <= verb.verb < b for a, b in (*one.cue, *one.source))


def _closing(document: Document, unit: Unit, verbs: list[Candidate]) -> Attribution | None:
    """The attribution whose clause closes the sentence, if an earlier cue stands inside its content.

    An outlet that closes the sentence ('Ann Lee said X, the Star reported') relays the inner statement
    instead; that is left to the chain.
    """
    lowers = document.lowers
    low, high = unit
    if len(verbs) < _SEVERAL:
        return None
    verb = verbs[-1]
    if verb.cue.frame not in _FREE or verb.passive or verb.cue.form not in (PAST, THIRD, BASE):
        return None
    rest = skip_occasion(document, verb.stop, high)
    if rest < high and lowers[rest] not in (".", "!", "?"):
        return None
    start = phrase_before(document, verb.first, low)
    start = _with_name_before(document, start, verb.first, low)
    start = over_unnamed(document, start, verb.first, low)
    if start >= verb.first or start <= low or lowers[start - 1] != "," or lowers[start] in gr.RELATIVE:
        return None
    if names_outlet(document, start, verb.first) and verbs[-2].cue.frame in _FREE:
        return None
    if verbs[-2].verb >= start:
        return None
    quoted = document.quotation_of[low] >= 0 or document.quotation_of[start - 2] >= 0
    if quoted and any(document.quotation_of[one.first - 1] >= 0 for one in verbs[:-1] if one.first > low):
        return None  # an earlier clause of speaking divides the quotation: each has its own
    return Attribution(
        content_before(document, unit, start, low),
        ((verb.first, verb.stop),),
        (trim(document, *without_anonymity(document, start, verb.first)),),
        0.9,
        "closing",
    )


def _attribute(
    document: Document,
    unit: Unit,
    verb: Candidate,
    following: list[Candidate],
    subject: tuple[Range, ...],
    floor: int,
) -> Attribution | None:
    lowers = document.lowers
    low, high = unit
    begin = verb.first
    before = lowers[begin - 1] if begin > low else ""
    cue: Range = (begin, verb.stop)
    if verb.passive and verb.cue.frame != "action":
        return _passive(document, unit, verb)
    if tells_why_unnamed(document, verb, low, high):
        return None  # 'citing fear of dismissal' says how the source speaks
    if verb.cue.form == ING and (
        before == "," or begin == low or before in gr.CONJUNCTIONS or before in gr.PREPOSITIONS
    ):
        if begin == low:
            return _opening(document, unit, verb, following)
        doer = subject or _first_subject(document, unit, begin)
        said = content_after(document, unit, verb, following)
        return Attribution(said, (cue,), doer, 0.7, "participle") if said and doer else None
    asks = verb.cue.lemma in _ASKS and not verb.passive
    inverted = (
        (verb.cue.frame == "clause" or (asks and document.quotation_of[max(low, begin - 1)] >= 0))
        and verb.cue.form != ING
        and not verb.cue.tells
        and _stands_after_content(document, begin, low)
    )
    if inverted:
        one = _inverted(document, unit, verb, floor, following)
        if one is not None:
            return one
    start = phrase_before(document, begin, max(low, floor if before not in gr.CONJUNCTIONS else low))
    if start == begin and before == ",":
        opening = opening_comma(document, begin - 1, low)
        if opening > low:
            start = _past_citing(document, phrase_before(document, opening, low), low)
            if start == opening:
                start = begin
    start = over_unnamed(document, _with_name_before(document, start, begin, low), begin, low)
    source: tuple[Range, ...]
    if start < begin:
        source = (trim(document, *without_anonymity(document, start, begin)),)
    elif before in gr.CONJUNCTIONS or before == "," or gr.is_adverb(before):
        source = subject or _first_subject(document, unit, begin)
    else:
        source = ()
    if not source or (verb.cue.lemma == "cite" and lowers[source[0][0]] in gr.RELATIVE):
        return None  # 'a report that cited guards' is a hop of a chain
    if lowers[source[0][0]] == "according":
        return None  # 'according to polling data': no verb
    asked = asks and source[0][0] > low and document.quotation_of[source[0][0] - 1] >= 0
    if (verb.cue.frame in _FREE or asked) and source[0][1] > floor - 1:
        around = _around(document, unit, verb, source[0], floor, following)
        if around is not None:
            return around
    content = content_after(document, unit, verb, following)
    if not content:
        return None
    if not _ADVERBS.isdisjoint(lowers[begin : verb.verb]) and document.quotation_of[content[0][0]] < 0:
        clause = lowers[content[0][0]] == "that" or any(
            lowers[k] in gr.AUXILIARIES and lowers[k] != "'s"
            for k in range(content[0][0], min(content[0][1], content[0][0] + 9))
        )
        if not clause:
            return None  # 'allegedly wrote cheques': the deed is alleged, and no words are quoted
    pattern = "told" if verb.cue.tells else "before"
    if verb.modal and lowers[verb.verb - 1] == "to":
        pattern = "future"
    elif verb.cue.particles and verb.cue.stance == "asks_commands":
        pattern = "asks"
    elif verb.cue.tells and "to" in lowers[content[0][0] : content[0][0] + 3] and verb.cue.form in (PAST, THIRD):
        pattern = "asks"  # 'advised parents to return the tins'
    elif (verb.cue.frame == "that" and cites_document(document, verb)) or (
        lowers[content[0][0]] == "that" and content[0][0] == verb.stop and verb.cue.form in (PAST, THIRD)
    ):
        pattern = "that"
    if start < begin:
        source = ((first_of_list(document, source[0][0], source[0][1], low), source[0][1]),)
    return Attribution(content, (cue,), source, 0.8, pattern)


def _opening(document: Document, unit: Unit, verb: Candidate, following: list[Candidate]) -> Attribution | None:
    """'Noting that prices had doubled, Lee waited': the content ends at the comma, and the doer stands after it.

    Where the main clause speaks itself, who is cited in the opening is a hop of its chain and no attribution.
    """
    low, high = unit
    comma = comma_after_opening(document, low, high)
    if comma < 0 or comma + 1 >= high:
        return None
    speaks = any(one.first > comma and one.cue.frame in _FREE for one in following)
    if speaks and verb.cue.lemma in ("cite", "quote"):
        return None
    stop = min((one.first for one in following if one.first > comma), default=high)
    doer = tuple(without_clause(document, *part) for part in _first_subject(document, (comma + 1, high), stop))
    said = content_after(document, (low, comma), verb, [one for one in following if one.first < comma])
    return Attribution(said, ((verb.first, verb.stop),), doer, 0.7, "participle") if said and doer else None


def _past_citing(document: Document, start: int, low: int) -> int:
    """Where the noun phrase begins that cites: 'The Post, quoting the Wire, which cited a clerk, reported'."""
    lowers = document.lowers
    while start - 2 > low and lowers[start - 1] in _CITING and lowers[start - 2] == ",":
        before = phrase_before(document, start - 2, low)
        if before >= start - 2:
            break
        start = before
    return start


def _with_name_before(document: Document, start: int, stop: int, low: int) -> int:
    """Where a source begins whose apposition begins at ``start``: 'Ann Lee, a baker from Ghent, Belgium, said'."""
    lowers, texts = document.lowers, document.words
    if (
        start >= stop
        or start - 2 < low
        or lowers[start - 1] != ","
        or lowers[start] not in ("a", "an", "the", "who", "one", "his", "her", "then")
    ):
        return start
    if document.quotation_of[start - 2] >= 0 or not texts[start - 2][0].isupper() or lowers[start - 2] in gr.DAYS:
        return start
    first = phrase_before(document, start - 1, low)
    if first >= start - 1 or (first > low and lowers[first - 1] in gr.PREPOSITIONS) or lowers[first] in gr.OPENERS:
        return start
    if not all(texts[k][0].isupper() or texts[k] in (".", "-") for k in range(first, start - 1)):
        return start  # 'Cooperation with Tokyo, the minister said': no name stands before the comma
    if lowers[start] == "the" and first > low and lowers[first - 1] not in gr.OPENERS:
        return start
    return first


def _stands_after_content(document: Document, begin: int, low: int) -> bool:
    """Whether the cue follows a comma or a closing mark right away: '…,” said', '…, said'."""
    if begin <= low:
        return False
    before = document.lowers[begin - 1]
    return before == "," or document.quotation_of[begin - 1] >= 0


def _inverted(
    document: Document, unit: Unit, verb: Candidate, floor: int, following: list[Candidate]
) -> Attribution | None:
    """'“It rained,” said Ann Lee.' and '“It is not,” said Ann Lee, “a tax.”'"""
    lowers, texts = document.lowers, document.words
    low, high = unit
    first = verb.stop
    if first >= high or verb.cue.form not in (PAST, THIRD, PARTICIPLE):
        return None
    word = lowers[first]
    if word in gr.STOPS or word == "," or word in ("that", "to", "so", "as", "if") or word in gr.DAYS:
        return None
    quoted = document.quotation_of[verb.first - 1] >= 0 or (
        verb.first - 2 >= low and document.quotation_of[verb.first - 2] >= 0
    )
    if not quoted and _is_apposition(document, verb.first - 1, low):
        return None
    number = word in _NUMBERS or word.isdigit()
    if not quoted and not (number or texts[first][0].isupper() or word in gr.DETERMINERS or word in gr.PRONOUNS):
        return None
    stop = phrase_after(document, first, high)
    if stop <= first:
        return None
    rest = skip_occasion(document, stop, high)
    ended = rest >= high or lowers[rest] in (".", "!", "?", ";", ":") or lowers[rest] in gr.DASHES
    if not quoted and not ended and lowers[rest] != ",":
        return None
    content = list(content_before(document, unit, verb.first, floor))
    if not content:
        return None
    if (rest < high and lowers[rest] in (",", ":", "—", "–", "--")) or (
        rest < high and document.quotation_of[rest] >= 0
    ):
        content.extend(_resumed(document, unit, rest, following))
    return Attribution(tuple(content), ((verb.first, verb.stop),), (trim(document, first, stop),), 0.95, "inverted")


def _is_apposition(document: Document, comma: int, low: int) -> bool:
    """Whether ``comma`` closes an apposition to a name: 'Ann Lee, the mayor, said …' is no 'X, said Y'."""
    lowers, texts = document.lowers, document.words
    opening = opening_comma(document, comma, low)
    if opening <= low or lowers[opening + 1] not in ("a", "an", "the", "who", "one", "his", "her"):
        return False
    return texts[opening - 1][0].isupper() and not any(lowers[k] in gr.AUXILIARIES for k in range(low, opening))


def _around(
    document: Document, unit: Unit, verb: Candidate, source: Range, floor: int, following: list[Candidate]
) -> Attribution | None:
    """'X, she said.' and 'X, she said, Y.': the clause of source and cue stands after or inside the content."""
    lowers = document.lowers
    low, high = unit
    first = source[0]
    if first <= low or first <= floor:
        return None
    before = lowers[first - 1]
    quoted = document.quotation_of[first - 1] >= 0
    if not (before == "," or quoted or before in gr.DASHES):
        return None
    rest = skip_occasion(document, verb.stop, high, verb.cue.tells)
    if rest < high and lowers[rest] not in (",", ".", "!", "?", ";") and lowers[rest] not in gr.DASHES:
        resumed = document.quotation_of[rest] >= 0 and quoted
        if not resumed and rest != high - 1:
            return None
    content = list(content_before(document, unit, first, floor))
    if not content:
        return None
    if rest < high and (lowers[rest] == "," or document.quotation_of[rest] >= 0):
        content.extend(_resumed(document, unit, rest, following))
    return Attribution(tuple(content), ((verb.first, verb.stop),), (source,), 0.9, "around")


def _resumed(document: Document, unit: Unit, comma: int, following: list[Candidate]) -> list[Range]:
    """What goes on after 'X, she said,': the rest of the sentence, unless a new clause of the narrator begins."""
    lowers = document.lowers
    high = unit[1]
    first = comma + 1 if lowers[comma] in (",", ":", "—", "–", "--") else comma
    if first >= high:
        return []
    word = lowers[first]
    if document.quotation_of[first] < 0:
        if any(one.first <= first + 1 and one.cue.form == ING for one in following):
            return []
        also = lowers[first + 1] if word in ("and", "as") and first + 1 < high else ""
        if word.endswith("ing") or also == "did" or also in _LIKEWISE:
            return []
        if word in (
            "who",
            "which",
            "citing",
            "when",
            "while",
            "after",
            "as",
            "though",
            "although",
        ):
            return []
    end = end_of_content(document, unit, first, following)
    return [trim(document, first, end)] if end > first else []


def _passive(document: Document, unit: Unit, verb: Candidate) -> Attribution | None:
    """'The mayor was accused by Ann Lee of fraud'; 'The clerk is said to have kept a ledger'."""
    lowers = document.lowers
    low, high = unit
    start = phrase_before(document, verb.first, low)
    i = verb.stop
    if i < high and lowers[i] == "by":
        stop = phrase_end(document, i + 1, high, appositions=False)
        if verb.cue.tells:  # 'They were told by the council that the water was safe'
            said = next((k for k in range(i + 2, min(high, i + 12)) if lowers[k] == "that"), -1)
            if said < 0:
                return None
            content = trim(document, said, end_of_content(document, unit, said, []))
            return Attribution((content,), ((verb.first, i + 1),), (trim(document, i + 1, said),), 0.7, "passive")
        of = next((k for k in range(i + 2, stop) if _opens_charge(lowers, k, verb.cue.frame)), stop)
        pieces: list[Range] = [(start, verb.first)] if start < verb.first else []
        end = end_of_content(document, unit, of, [])
        if end > of and lowers[of] not in (",", "."):
            pieces.append(trim(document, of, end))
        if pieces and of > i + 1:
            return Attribution(tuple(pieces), ((verb.first, i + 1),), (trim(document, i + 1, of),), 0.7, "passive")
    return None


def _opens_charge(lowers: list[str], k: int, frame: str) -> bool:
    """Whether what the passive is about begins here, after the doer: 'accused by Lee of', 'blamed by Lee for'."""
    if lowers[k] == "of":
        return frame in ("person", "charge")
    if lowers[k] == "for" and k + 1 < len(lowers) and lowers[k + 1] in ("his", "her", "their", "its"):
        return frame in ("charge", "object")
    if lowers[k] in ("for", "over", "as"):
        return frame in ("charge", "object") and lowers[k - 1] not in _POSTS_FOR
    return False


def _first_subject(document: Document, unit: Unit, stop: int) -> tuple[Range, ...]:
    """The subject that a coordinated or participial cue leaves out: the noun phrase that opens the sentence."""
    lowers = document.lowers
    low = unit[0]
    first = low
    while first < stop and (lowers[first] in gr.OPENERS or lowers[first] == ","):
        first += 1
    if first >= stop or document.quotation_of[first] >= 0:
        return ()
    if lowers[first] in gr.PREPOSITIONS:
        comma = next((k for k in range(first, stop) if lowers[k] == ","), -1)
        if comma < 0 or comma + 1 >= stop:
            return ()
        first = comma + 1
    if lowers[first] in gr.PRONOUNS:
        return ((first, first + 1),)
    end = first
    texts = document.words
    while end < stop:
        word = lowers[end]
        if word in gr.STOPS or word == "," or (word in gr.AUXILIARIES and word != "'s") or word in gr.RELATIVE:
            break
        if gr.is_adverb(word) or (word.endswith("ed") and len(word) > 4 and texts[end][0].islower() and end > first):
            break
        if word.endswith("s") and texts[end][0].islower() and end > first and texts[end - 1][0].isupper():
            break
        end += 1
    if end == first or end - first > 12:
        return ()
    return (trim(document, first, end),)


def _without_overlap(found: list[Attribution]) -> list[Attribution]:
    """The attributions whose content does not repeat an earlier one's: a token is said once."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda each: (-each.confidence, each.content)):
        pieces = one.content
        if all(b <= c or d <= a for a, b in pieces for other in kept for c, d in other.content):
            kept.append(one)
    return kept
