"""Which statement each response answers, and the article with both put together."""

from __future__ import annotations

import bisect
from typing import NamedTuple, TypeVar

from credscore.extract.attribution import Attribution, Range
from credscore.reading import Document
from credscore.sourcing.answer import Answer
from credscore.sourcing.parts import spans_of
from credscore.sourcing.profile import Profile
from credscore.statement import Article, Response, ResponseStatus, SourceKind, Stance, Statement, unchecked

__all__ = ["Reply", "with_responses"]

_KINDS = {kind.value: kind for kind in SourceKind}
_STATUSES = {status.value: status for status in ResponseStatus}
_SELF_CORRECTING = ("retracted", "corrected")
_SILENT = ("declined_to_comment", "no_response", "neither_confirmed_nor_denied")
_NO_TARGET = (Stance.DECLINES, Stance.ASKS_COMMANDS)
_LOOKED = 12  # statements looked at each way for the one that an answer is about
_NEAR = 3  # an answer without a word that points back answers a statement at most so many sentences before
_AROUND = 24  # statements from the one answered within which the answer itself is listed, if it is
_LONGEST_PRONOUN = 4  # 'he', 'she', 'they', 'it': the name says more
_SHARED_WORDS = 2
_STEM = 6  # letters by which two forms of a word are taken for one
_COMMON_LENGTH = 4  # shorter words say too little about what a sentence is about


_Model = TypeVar("_Model", Response, Statement)


class Reply(NamedTuple):
    """An answer as found, with who gives it: labels, and the words that name the party."""

    answer: Answer
    profile: Profile
    by: str


def with_responses(
    document: Document,
    article: Article,
    statements: list[Statement],
    places: list[Attribution],
    replies: list[Reply],
) -> Article:
    """Attaches each reply to the statements that it answers, and lists it with the article."""
    given: list[tuple[Response, str | None, int | None]] = []
    called: dict[tuple[int | None, str | None], set[str]] = {}
    ends = [max(b for _, b in (*one.content, *one.cue, *one.source)) for one in places]
    for reply in replies:
        answer, profile, by = reply
        targets = _targets(document, reply, statements, ends, places)
        if not targets and not (answer.status in _SILENT and not statements):
            continue
        response = unchecked(
            Response,
            {
                "by": by if len(by) > _LONGEST_PRONOUN or not profile.name else profile.name,
                "status": _STATUSES[answer.status],
                "spans": spans_of(document, (answer.place,)),
                "text": document.passage(*answer.place),
                "kind": _KINDS[profile.kind],
                "interested": None,
                "about": (),
            },
        )
        for target in targets:
            _mark_answer(answer, statements, places, target)
        for about in targets or (None,):
            given.append((response, profile.name, about))
            called.setdefault((about, profile.name), set()).add(response.by)
    answered: dict[int, list[Response]] = {}
    listed: list[Response] = []
    for response, name, about in given:
        if about is None:
            listed.append(response)
            continue
        # 'Ines Moreau denied it' and 'Moreau admitted it': one party, whose later answer replaces the earlier.
        if name and (len(called[about, name]) > 1 or name == statements[about].source.name):
            response = _with(response, "by", name)
        answered.setdefault(about, []).append(response)
        listed.append(_with(response, "about", (statements[about].id,)))
    for number, responses in answered.items():
        statements[number] = _with(statements[number], "responses", tuple(responses))
    return article.model_copy(update={"statements": tuple(statements), "responses": tuple(listed)})


def _mark_answer(answer: Answer, statements: list[Statement], places: list[Attribution], target: int) -> None:
    """A statement that is nothing but this answer ('denied the report', 'declined to comment') says so."""
    first, stop = answer.place
    for number in range(max(0, target - _AROUND), min(len(places), target + _AROUND)):
        cue = places[number].cue
        if number != target and cue and first <= cue[0][0] < stop and (answer.anaphoric or answer.status in _SILENT):
            statements[number] = _with(statements[number], "answers", statements[target].id)


def _with(one: _Model, field: str, value: object) -> _Model:
    """The same with one field of another value."""
    return unchecked(type(one), {**one.__dict__, field: value})


def _targets(
    document: Document, reply: Reply, statements: list[Statement], ends: list[int], places: list[Attribution]
) -> list[int]:
    """The statements an answer is about: the nearest before it by somebody else, or several; else the next after."""
    answer = reply.answer
    sentence = document.sentence_of[answer.place[0]]
    number = bisect.bisect_right(ends, answer.place[0]) - 1
    found: list[int] = []
    looked = 0
    while number >= 0 and looked < _LOOKED and len(found) < answer.several:
        looked += 1
        distance = sentence - document.sentence_of[places[number].content[0][0]]
        if _fits(document, reply, statements[number], places[number], distance):
            found.append(number)
        elif found:
            break
        number -= 1
    if found or answer.status not in _SILENT:
        return found[::-1]
    begin = bisect.bisect_right(ends, answer.place[0])
    for after in range(begin, min(begin + _LOOKED, len(statements))):
        if (
            statements[after].stance not in _NO_TARGET
            and places[after].content[0][0] >= answer.place[1]
            and not _same_party(statements[after], reply)
        ):
            return [after]
    return []


def _fits(document: Document, reply: Reply, statement: Statement, place: Attribution, distance: int) -> bool:
    """Whether an answer may be about this statement, which stands ``distance`` sentences before it."""
    answer = reply.answer
    if statement.stance in _NO_TARGET or statement.answers is not None:
        return False
    if answer.status not in _SELF_CORRECTING and _same_party(statement, reply):
        return False
    if answer.thing[0] < answer.thing[1] and distance > 1:
        return _names(document, answer.thing, place)  # 'confirmed the arrest' is about one, or about what was just said
    if answer.anaphoric:
        return True
    return distance <= _NEAR and (answer.status == "denied" or _overlap(document, answer, place))


def _same_party(statement: Statement, reply: Reply) -> bool:
    source = statement.source
    if reply.profile.name is not None:
        return reply.profile.name == source.name
    return bool(reply.by) and reply.by.lower() == source.text.lower()


def _names(document: Document, thing: Range, one: Attribution) -> bool:
    """Whether the statement has a word of the thing named: 'the arrest', and 'that he had been arrested'."""
    lowers = document.lowers
    named = {lowers[k][:_STEM] for k in range(*thing) if len(lowers[k]) >= _COMMON_LENGTH}
    return any(lowers[k][: len(word)] == word for a, b in one.content for k in range(a, b) for word in named)


def _overlap(document: Document, answer: Answer, one: Attribution) -> bool:
    """Whether the answer repeats content words of the statement."""
    lowers = document.lowers
    said = {lowers[k][:_STEM] for a, b in one.content for k in range(a, b) if len(lowers[k]) > _COMMON_LENGTH}
    shared = {lowers[k][:_STEM] for k in range(*answer.place) if len(lowers[k]) > _COMMON_LENGTH} & said
    return len(shared) >= _SHARED_WORDS
