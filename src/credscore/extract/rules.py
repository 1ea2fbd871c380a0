"""The rules extractor: attributions by cue, word order and punctuation, without a model.

Every sentence is read once, left to right. Each cue in it is asked where its source stands (before it,
after it, or in an earlier clause) and where its content does (after it, before it, or round it).
"""

from __future__ import annotations

from credscore.extract import grammar as gr
from credscore.extract.asides import without_asides
from credscore.extract.attribution import Attribution, Range
from credscore.extract.clause import opening_comma, phrase_before
from credscore.extract.content import content_after, trim
from credscore.extract.content_end import resumes_after_quotation
from credscore.extract.cues import Candidate
from credscore.extract.documents import cites_document
from credscore.extract.estimates import find_estimates
from credscore.extract.lists import first_of_list
from credscore.extract.mend import mend_sources
from credscore.extract.nothing import attributes_nothing
from credscore.extract.occasion import before_time
from credscore.extract.order import FREE, clause_around, closing_clause, inverted_clause, stands_after_content
from credscore.extract.participles import comma_after_opening, follows_its_noun, without_clause
from credscore.extract.passive import passive_clause
from credscore.extract.phrases import find_phrases
from credscore.extract.quoted import join_quotations, loose_quotations, sentence_quotations
from credscore.extract.speakers import credit_quotations
from credscore.extract.subject import first_subject, is_hop, past_citing, with_name_before
from credscore.extract.tail import with_right_ends
from credscore.extract.turns import marked_turns
from credscore.extract.units import Unit
from credscore.extract.unnamed import over_unnamed, tells_why_unnamed, without_anonymity
from credscore.extract.verbs import Verbs
from credscore.extract.whole import whole_quotations
from credscore.lexicon.load import ING, PAST, THIRD, phrases, words
from credscore.reading import Document

__all__ = ["RulesExtractor"]

_ASKS = words("grammar", "words", "asks")
_CITE = words("answers", "relays", "cite")
_ADVERBS = frozenset(phrases("adverbs"))


class RulesExtractor:
    """Finds attributions by the cue lexicon and the order of words. See `credscore.extract`."""

    name = "rules"

    def find(self, document: Document) -> list[Attribution]:
        """The attributions of ``document``, in the order of their content."""
        return mend_sources(document, with_right_ends(document, self.find_by(document, Verbs(document))))

    def find_by(self, document: Document, verbs: Verbs) -> list[Attribution]:
        """What the rules find, for the reconciliation: the ends of sources and contents are mended there, for all."""
        found: list[Attribution] = []
        for number, unit in enumerate(verbs.units):
            found.extend(_in_unit(document, unit, verbs.of(number)))
        found = marked_turns(document, found)
        found = credit_quotations(document, whole_quotations(document, found))
        whole = sentence_quotations(document, verbs.units)
        found = without_asides(document, join_quotations(document, found, whole))
        found.extend(loose_quotations(document, found, whole))
        found.sort(key=lambda one: one.content[0])
        return found


def _in_unit(document: Document, unit: Unit, read: list[Candidate]) -> list[Attribution]:
    low, high = unit
    verbs = [verb for verb in read if not follows_its_noun(document, verb, high)]
    done: list[Attribution] = [*find_phrases(document, unit, verbs), *find_estimates(document, unit)]
    if not verbs and not done:
        return []
    taken = [part for one in done for part in (*one.cue, *one.source)]
    subject: tuple[Range, ...] = ()
    closing = closing_clause(document, unit, verbs)
    if closing is not None:
        # 'X, three people said.': the clause at the sentence's end takes all before it; cues in there are nested
        done.append(closing)
        inside_of = closing.content[-1][1]
        # '…, the Star reported, citing two officials': a hop of the chain
        hop = verbs[-1].cue.lemma == "cite" and verbs[-1].first > closing.cue[0][1]
        verbs = [verb for verb in verbs if verb.first >= inside_of and not hop and not _within(verb, closing)]
        done = [one for one in done if one is closing or one.content[0][0] >= inside_of]
        taken = [part for one in done for part in (*one.cue, *one.source)]
    floor = low  # nothing before it is free to be the content of a cue that follows its content
    inside = low  # cues before it stand inside the content of an earlier one
    for number, verb in enumerate(verbs):
        if verb.verb < inside or any(a <= verb.verb < b for a, b in taken):
            continue
        following = verbs[number + 1 :]
        if verb.cue.form == ING and is_hop(document, verb, following):
            floor = following[0].first - (document.lowers[following[0].first - 1] == ",")
            continue
        one = _attribute(document, unit, verb, following, subject, floor)
        if one is None:
            continue
        done.append(one)
        if one.source and document.lowers[one.source[0][0]] not in gr.RELATIVE:
            subject = one.source
        opens = one.cue[0][0] == low and one.pattern == "participle"  # its doer is the next verb's subject still
        last = max(b for _, b in (*one.content, *one.cue, *(() if opens else one.source)))
        floor = last
        inside = max((b for _, b in one.content), default=inside)
    return _without_overlap([one for one in done if not attributes_nothing(document, one)])


def _within(verb: Candidate, one: Attribution) -> bool:
    return any(a <= verb.verb < b for a, b in (*one.cue, *one.source))


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
        return passive_clause(document, unit, verb)
    if verb.cue.lemma == "cite" and lowers[max(low, begin - 2) : begin] == ["in", "turn"]:
        return None  # 'a report, which in turn cited a guard': a hop of a chain
    if tells_why_unnamed(document, verb, low, high):
        return None  # 'citing fear of dismissal' says how the source speaks
    if verb.cue.form == ING and (
        before == "," or begin == low or before in gr.CONJUNCTIONS or before in gr.PREPOSITIONS
    ):
        if begin == low:
            return _opening(document, unit, verb, following)
        doer = subject or first_subject(document, unit, begin)
        said = content_after(document, unit, verb, following)
        return Attribution(said, (cue,), doer, 0.7, "participle") if said and doer else None
    asks = verb.cue.lemma in _ASKS and not verb.passive
    inverted = (
        (verb.cue.frame == "clause" or (asks and document.quotation_of[max(low, begin - 1)] >= 0))
        and verb.cue.form != ING
        and not verb.cue.tells
        and stands_after_content(document, begin, low)
    )
    if inverted:
        one = inverted_clause(document, unit, verb, floor, following)
        if one is not None:
            return one
    begin = before_time(document, begin, low)  # 'the firm | today | announced'
    before = lowers[begin - 1] if begin > low else ""
    start = phrase_before(document, begin, max(low, floor if before not in gr.CONJUNCTIONS else low))
    stop = begin
    resumes = before == "," or resumes_after_quotation(document, begin, low)
    if start == begin and resumes:
        aside = begin - 1 if before == "," else document.quotations[document.quotation_of[begin - 1]].first
        opening = opening_comma(document, aside, low)
        stop = begin if before == "," else max(opening, low)  # who speaks, without what a quotation ends
        if opening > low:
            start = past_citing(document, phrase_before(document, opening, low), low)
            if start == opening:
                start = begin
    start = over_unnamed(document, with_name_before(document, start, begin, low), begin, low)
    source: tuple[Range, ...]
    if start < begin:
        source = (trim(document, *without_anonymity(document, start, max(stop, start + 1))),)
    elif before in gr.CONJUNCTIONS or resumes or gr.is_adverb(before):
        source = subject or first_subject(document, unit, begin)
    else:
        source = ()
    if not source or (verb.cue.lemma == "cite" and lowers[source[0][0]] in gr.RELATIVE):
        return None  # 'a report that cited guards' is a hop of a chain
    if lowers[source[0][0]] == "according":
        return None  # 'according to polling data': no verb
    asked = asks and source[0][0] > low and document.quotation_of[source[0][0] - 1] >= 0
    free = verb.cue.frame in FREE or verb.cue.stance == "confirms"
    if (free or asked) and source[0][1] > floor - 1 and lowers[source[0][0]] not in gr.RELATIVE:
        around = clause_around(document, unit, verb, source[0], floor, following)
        if around is not None:
            return around
    content = content_after(document, unit, verb, following)
    if not content and verb.cue.particles[-1:] == ("guilty",):  # 'pleaded | not guilty'
        content, cue = ((verb.verb + 1, verb.stop),), (verb.first, verb.verb + 1)
    if not content:
        return None
    if not _ADVERBS.isdisjoint(lowers[verb.first : verb.verb]) and document.quotation_of[content[0][0]] < 0:
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
    lowers, (low, high) = document.lowers, unit
    comma = comma_after_opening(document, low, high)
    if comma < 0 or comma + 1 >= high:
        return None
    speaks = any(one.first > comma and one.cue.frame in FREE for one in following)
    if speaks and (verb.cue.lemma in _CITE or lowers[verb.stop] in gr.PREPOSITIONS):
        return None  # nor 'Commenting on the strike, Lund said'
    stop = min((one.first for one in following if one.first > comma), default=high)
    doer = tuple(without_clause(document, *part) for part in first_subject(document, (comma + 1, high), stop))
    said = content_after(document, (low, comma), verb, [one for one in following if one.first < comma])
    return Attribution(said, ((verb.first, verb.stop),), doer, 0.7, "participle") if said and doer else None


def _without_overlap(found: list[Attribution]) -> list[Attribution]:
    """The attributions whose content does not repeat an earlier one's: a token is said once."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda each: (-each.confidence, each.content)):
        pieces = one.content
        if all(b <= c or d <= a for a, b in pieces for other in kept for c, d in other.content):
            kept.append(one)
    return kept
