"""What the responses to a statement bring, party by party.

- Confirmations and denials speak about the content: a denial is evidence against it whatever the
  statement's own stance. Retractions and corrections take back the statement itself.
- A party counts once. Its later answer replaces an earlier one that said the opposite; of several that say
  the same the strongest counts, so that saying a thing twice changes nothing. 'Later' goes by the place in
  the text where all of the party's answers have one, else by the order given.
- Silence (declined, no response, neither confirmed nor denied) is recorded and brings nothing.
- The origin itself: confirming its own words makes it surer that it said them and adds nothing to the
  claim; denying its own claim takes its word back, as a retraction does, until it confirms again.
- Answers without a named party may all be one party's: the strongest for and the strongest against count.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from credscore.policy.tables import Tables
from credscore.scoring.party import party_key
from credscore.statement import Response, ResponseStatus, Statement

__all__ = ["NO_ANSWERS", "Answers", "fold"]

_DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)
_WITHDRAWALS = (ResponseStatus.RETRACTED, ResponseStatus.CORRECTED)
_SPEAKING = (ResponseStatus.CONFIRMED, *_DENIALS, *_WITHDRAWALS)


class Answers(NamedTuple):
    """The responses to one statement, folded.

    Attributes:
        stands: Whether the statement's own word stands; False after a retraction or the origin's own denial.
        by_origin: Whether it was the origin (or nobody named) that took it back, so that every retelling falls.
        confirmed: Whether the origin confirms that it said so.
        evidence: The evidence (for, against) by party.
        lines: The evidence (for, against) of each response in the order given, 0 where another one of the
            party counts or nothing is said.
    """

    stands: bool = True
    by_origin: bool = False
    confirmed: bool = False
    evidence: dict[str, tuple[float, float]] = {}  # noqa: RUF012  (never written to)
    lines: Sequence[tuple[float, float]] = ()


NO_ANSWERS = Answers()


def fold(statement: Statement, origin: str, supports: bool, tables: Tables) -> Answers:
    """The responses of a statement, folded by party.

    Args:
        statement: The statement with its responses.
        origin: The key of its origin.
        supports: Whether the statement asserts its content rather than denies it.
        tables: The policy's numbers.
    """
    responses = statement.responses
    lines = [(0.0, 0.0)] * len(responses)
    evidence: dict[str, tuple[float, float]] = {}
    stands, by_origin, confirmed = True, False, False
    for party, numbers in _by_party(responses, origin).items():
        if party == origin:
            turned, number, confirmed = _own_words(responses, numbers, supports, tables)
            if turned is not None:
                stands = stands and turned.partial
                by_origin = by_origin or not turned.partial
                lines[number] = (0.0, turned.evidence) if supports else (turned.evidence, 0.0)
        else:
            for number, pair in _other_words(responses, numbers, party, supports, tables):
                lines[number] = pair
            stands = stands and not any(responses[n].status in _WITHDRAWALS for n in numbers)
        r = sum(lines[n][0] for n in numbers)
        s = sum(lines[n][1] for n in numbers)
        if r or s:
            evidence[party] = (r, s)
    return Answers(stands, by_origin, confirmed, evidence, lines)


class _Turn(NamedTuple):
    evidence: float
    partial: bool


def _by_party(responses: Sequence[Response], origin: str) -> dict[str, list[int]]:
    """Numbers of the responses that say something, by party, earliest first."""
    parties: dict[str, list[int]] = {}
    for number, response in enumerate(responses):
        if response.status in _SPEAKING:
            key = party_key(response.by)
            # Only its origin can take a statement back unasked: a retraction by nobody named is the origin's.
            if not key and response.status in _WITHDRAWALS:
                key = origin
            parties.setdefault(key, []).append(number)
    for numbers in parties.values():
        if len(numbers) > 1 and all(responses[n].spans for n in numbers):
            numbers.sort(key=lambda n: (responses[n].spans[0], n))
    return parties


def _worth(response: Response, tables: Tables) -> float:
    """The evidence that an answer carries, whichever way it goes. Of the origin too only the answer's own kind counts:
    were it the source's, naming a source that denies its own words would make its denial weigh more."""
    known = tables.unknown_party if response.kind is None else tables.kind[response.kind]
    interested = response.interested
    if interested is None:
        interested = response.status in _DENIALS
    if interested:
        known = min(tables.interest * known, tables.interested)
    return known * tables.response[response.status]


def _own_words(
    responses: Sequence[Response], numbers: Sequence[int], supports: bool, tables: Tables
) -> tuple[_Turn | None, int, bool]:
    """How the origin ends up on its own statement: what it now says against it, which response carries that, and
    whether it confirms having said it."""
    turned: _Turn | None = None
    carrier, confirmed = -1, False
    for number in numbers:
        response = responses[number]
        status = response.status
        if status in _WITHDRAWALS:
            worth, partial = tables.withdrawal[status], False
        elif (status is ResponseStatus.CONFIRMED) is supports:  # says the same again
            turned, carrier, confirmed = None, -1, True
            continue
        else:
            worth = _worth(response, tables)
            partial = status is ResponseStatus.PARTIALLY_DENIED
        confirmed = False
        if turned is None or worth > turned.evidence:
            carrier = number
            turned = _Turn(worth, partial and (turned is None or turned.partial))
        elif not partial:
            turned = _Turn(turned.evidence, False)
    return turned, carrier, confirmed


def _other_words(
    responses: Sequence[Response], numbers: Sequence[int], party: str, supports: bool, tables: Tables
) -> list[tuple[int, tuple[float, float]]]:
    """Which responses of another party count, and what they bring."""
    best: dict[bool, tuple[float, int]] = {}
    withdrawn: tuple[float, int] | None = None
    for number in numbers:
        response = responses[number]
        status = response.status
        if status in _WITHDRAWALS:
            worth = tables.withdrawal[status]
            if withdrawn is None or worth > withdrawn[0]:
                withdrawn = (worth, number)
            continue
        is_for = status is ResponseStatus.CONFIRMED
        worth = _worth(response, tables)
        if party:
            best.pop(not is_for, None)  # the later word replaces the earlier; unnamed parties may be two
        if is_for not in best or worth > best[is_for][0]:
            best[is_for] = (worth, number)
    if withdrawn is not None and ((not supports) not in best or withdrawn[0] > best[not supports][0]):
        best[not supports] = withdrawn
    return [(number, (worth, 0.0) if is_for else (0.0, worth)) for is_for, (worth, number) in best.items()]
