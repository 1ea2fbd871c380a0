"""What looks like an attribution and is none: idioms, conditions, fiction, instruments, pet names, refusals.

Asked by both extractors of what they found, so that a set phrase is no statement whoever found it.
"""

from __future__ import annotations

import itertools

from credscore.extract.attribution import Attribution
from credscore.extract.grammar import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, RELATIVE, STOPS
from credscore.extract.supposed import is_said_by_nobody
from credscore.extract.unnamed import goes_unnamed
from credscore.lexicon.load import words
from credscore.reading import Document

__all__ = ["attributes_nothing", "is_name"]

_WORKS = words("idioms", "fiction", "works")
_SCREEN = words("idioms", "fiction", "screen")
_WORKS_AND_SCREEN = _WORKS | _SCREEN
_WHERE = words("idioms", "fiction", "where")
_CHARACTERS = words("idioms", "fiction", "characters")
_INSTRUMENTS = words("idioms", "instruments", "words")
_NOISES = words("idioms", "noises", "words")
_REPORTS = words("idioms", "results", "reports")
_WHEN = words("idioms", "results", "when")
_SAYING = words("idioms", "saying", "before")
_NOTHING = words("idioms", "saying", "nothing")
_PHRASES: dict[str, list[list[str]]] = {}
for _phrase in sorted(words("idioms", "saying", "phrases")):
    _PHRASES.setdefault(_phrase.split()[0], []).append(_phrase.split())
_LONGEST_PHRASE = max(len(one) for several in _PHRASES.values() for one in several)
_REFUSED = words("idioms", "denied", "things")
_REFUSED_TO = words("grammar", "words", "refused_to")
_OWNERS = words("grammar", "words", "owners")
_INTRODUCING = words("grammar", "words", "introducing")
_CALLERS = words("idioms", "calling", "callers")
_RUNG = words("idioms", "calling", "rung")
_PARTICLES = words("idioms", "agreeing", "particles")
_ANONYMITY = words("answers", "relays", "anonymity")
_DENY = words("idioms", "denied", "verbs")
_CALL = words("idioms", "calling", "verbs")
_HABIT = words("idioms", "calling", "habit")
_KNOW = words("idioms", "calling", "known")
_AGREE = words("idioms", "agreeing", "verbs")
_GRANT = words("answers", "anonymity", "granting")
_WITHHOLD = words("answers", "anonymity", "asking")
_OPENING = 14  # tokens of a sentence within which 'In the novel …,' stands
_PET_NAME = 6  # tokens of a quotation that may be a name
_SMALL = PREPOSITIONS | words("grammar", "words", "inside_titles")
_OBJECT = 4  # tokens of what is rung up
_CLAUSE = 14  # tokens within which the verb of 'nothing' stands
_FEARS = words("answers", "anonymity", "fears") | {"feared"}
_REASONS = words("answers", "anonymity", "reasons")
_TERMS = 5  # tokens of 'on the condition of anonymity'
_SPEAKS = words("answers", "anonymity", "speaks")
_NEAR = 7  # tokens within which the wish for anonymity is named


def attributes_nothing(document: Document, one: Attribution) -> bool:
    """Whether the words are a set phrase, a supposition or a piece of fiction, and nobody's statement."""
    if not one.cue:
        return False
    cue = [word for a, b in one.cue for word in document.lowers[a:b]]
    return (
        _is_set_phrase(document, one)
        or is_said_by_nobody(document, one, cue)
        or _is_fiction(document, one)
        or _is_no_speech(document, one, cue)
        or _is_refusal(document, one, cue)
        or _gives_a_name(document, one, cue)
        or _asks_anonymity(document, one, cue)
    )


def _is_set_phrase(document: Document, one: Attribution) -> bool:
    lowers = document.lowers
    first, stop = one.cue[0]
    begin = max(0, first - _LONGEST_PHRASE + 1)
    if _PHRASES.keys().isdisjoint(lowers[begin:stop]):
        return False
    for k in range(begin, stop):
        for phrase in _PHRASES.get(lowers[k], ()):
            if k + len(phrase) > first and lowers[k : k + len(phrase)] == phrase:
                return True
    return False


def _is_fiction(document: Document, one: Attribution) -> bool:
    lowers = document.lowers
    if not one.source:
        return False
    first, stop = one.source[0]
    head = lowers[stop - 1]
    if head in _CHARACTERS or (lowers[first] == "the" and stop == first + 2 and head in ("hero",)):
        return True
    if not _WHERE.isdisjoint(lowers[first + 1 : stop]) and not _is_named_in(document, first, stop):
        # 'says the ghost in the third act of the opera'
        where = [k for k in range(first + 1, stop) if lowers[k] in _WHERE]
        if any(not _WORKS_AND_SCREEN.isdisjoint(lowers[k + 1 : k + 4]) for k in where):
            return True
    opening = document.sentences[document.sentence_of[first]][0]
    if lowers[opening] != "in" or opening + 1 >= first:
        return False
    made_up = lowers[first] in ("a", "an") and not _is_named_in(document, first, stop)
    if lowers[opening + 1] in _OWNERS and not made_up:
        return False  # 'In her novel, Lund argues': the author speaks; but not in 'In her film, a widow says'
    works = _WORKS if _is_named_in(document, first, stop) else _WORKS_AND_SCREEN
    work = next((k for k in range(opening + 1, min(first, opening + 5)) if lowers[k] in works), -1)
    return 0 < work < min(first, opening + _OPENING) and any(lowers[k] == "," for k in range(work, first))


def _is_named_in(document: Document, first: int, stop: int) -> bool:
    """Whether a word of the source is capitalised."""
    return any(word[0].isupper() for word in document.words[first:stop])


def _is_no_speech(document: Document, one: Attribution, cue: list[str]) -> bool:
    """An instrument's reading, 'says nothing', 'agreed on a date'."""
    lowers = document.lowers
    if one.source and lowers[one.source[0][1] - 1] in _INSTRUMENTS and document.words[one.source[0][1] - 1].islower():
        return True
    first, stop = one.content[0]
    quoted = document.quotation_of[first] >= 0
    after = first >= one.cue[-1][1]
    if cue[-1] in _NOISES and not quoted and lowers[first] != "that":
        return True
    end = one.cue[-1][1]
    if cue[-1] in _REPORTS and first < end < len(lowers) and lowers[end] in _WHEN and one.source:
        return lowers[one.source[0][1] - 1] in RELATIVE  # 'the firm, which reports next month'
    if after and not quoted and cue[-1] in _SAYING and lowers[end] in _NOTHING:
        return not _has_verb(document, end + 1, stop)
    if _AGREE.isdisjoint(cue):
        return False
    ahead = [*cue, *(lowers[first : first + 1] if after else ())]
    return any(a in _AGREE and b in _PARTICLES for a, b in itertools.pairwise(ahead))


def _has_verb(document: Document, first: int, stop: int) -> bool:
    """Whether 'nothing', which stands before, is the subject of a clause: 'nothing in the law prevents it'."""
    lowers = document.lowers
    if first < stop and (lowers[first] == "of" or (lowers[first] in AUXILIARIES and lowers[first] != "'s")):
        return True
    if first >= stop or lowers[first] not in PREPOSITIONS or lowers[first] in ("about", "to"):
        return False
    inside = range(first + 2, min(stop, first + _CLAUSE))
    if any(lowers[k] in RELATIVE for k in inside):
        return False
    finite = (k for k in inside if lowers[k].endswith("s") and lowers[k] not in DETERMINERS and k + 1 < stop)
    return any(lowers[k + 1] in DETERMINERS or lowers[k + 1] in PRONOUNS for k in finite) or any(
        lowers[k] in AUXILIARIES and lowers[k] != "'s" for k in inside
    )


def _is_refusal(document: Document, one: Attribution, cue: list[str]) -> bool:
    """'denied access to the archive' refuses a thing and disputes no claim."""
    if not _DENY.intersection(cue):
        return False
    lowers = document.lowers
    first, stop = one.content[0]
    while first < stop and (lowers[first] in DETERMINERS or lowers[first] in _REFUSED_TO):
        first += 1
    return first < stop and lowers[first] in _REFUSED


def _gives_a_name(document: Document, one: Attribution, cue: list[str]) -> bool:
    """'Fans call the old tram “the Slug”' names; 'She called her sister' rings up."""
    lowers, quoted = document.lowers, document.quotation_of
    first, stop = one.content[0]
    if not one.source or first < one.cue[0][0]:
        return False
    known = not _KNOW.isdisjoint(cue) and "as" in (*cue, *lowers[first:stop])
    if cue[-1] not in _CALL and not known:
        return False
    if len(cue) == 1 and _is_named(document, one):
        return True
    marked = next((k for k in range(first, stop) if quoted[k] >= 0), -1)
    if marked < 0:
        end = next((k for k in range(first, stop) if lowers[k] in PREPOSITIONS or lowers[k] in STOPS), stop)
        return end - first <= _OBJECT and lowers[end - 1] in _RUNG
    caller = one.source[0][1] - 1
    if lowers[caller] in RELATIVE and caller > 1:  # 'the fans, who call the ground “the Icebox”'
        caller -= 2 if lowers[caller - 1] == "," else 1
    habit = (not _HABIT.isdisjoint(cue) or known) and lowers[caller] in _CALLERS
    return habit and is_name(document, marked, min(stop, document.quotations[quoted[marked]].stop))


def _is_named(document: Document, one: Attribution) -> bool:
    """'The film, called “The Long Denial”, runs two hours': a participle whose whole complement is a title.

    The verb would have an object before what it calls it; a title that is its object is followed by the judgement.
    """
    lowers = document.lowers
    first = one.content[0][0]
    number = document.quotation_of[first]
    if number < 0 or document.quotations[number].first != first or first != one.cue[0][1]:
        return False
    stop = document.quotations[number].stop
    after = lowers[stop] if stop < len(lowers) else "."
    ends = after in STOPS or after == "," or after in AUXILIARIES
    apart = lowers[one.cue[0][0] - 1] == "," or lowers[one.source[0][0]] in _INTRODUCING
    return (apart or ends) and after not in DETERMINERS and is_name(document, first, stop)


def is_name(document: Document, first: int, stop: int) -> bool:
    """Whether the words from ``first`` on are few and all but the small ones begin with a capital."""
    inside = [k for k in range(first, stop) if document.words[k][0].isalnum()]
    return 0 < len(inside) <= _PET_NAME and all(
        not document.words[k][0].islower() or document.lowers[k] in _SMALL for k in inside
    )


def _asks_anonymity(document: Document, one: Attribution, cue: list[str]) -> bool:
    """'asked that her name be withheld' says how the source speaks, not what it says."""
    first, verb = one.content[0][0], one.cue[0][0]
    because = verb > 1 and document.lowers[verb - 2] in _REASONS and document.lowers[verb - 1] in PRONOUNS
    if because and not _FEARS.isdisjoint(cue) and goes_unnamed(document.lowers[max(0, verb - _CLAUSE) : verb]):
        return True  # 'who asked not to be named because they feared dismissal'
    if document.lowers[first] == "anonymity" and not _GRANT.isdisjoint(cue):
        return True
    if "anonymity" in document.lowers[first : first + _TERMS] and "condition" in document.lowers[verb : first + _TERMS]:
        return _SPEAKS.issuperset(cue[:1])  # 'Both spoke on condition of anonymity'
    if _WITHHOLD.isdisjoint(cue):
        return False
    ahead = document.lowers[first : min(one.content[0][1], first + _NEAR)]
    if not _ANONYMITY.intersection(ahead):
        return False
    return (
        "not" in ahead or "withheld" in ahead or "anonymous" in ahead or "anonymity" in ahead or "anonymously" in ahead
    )
