from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import policies, statements, unit

from credscore.policy import Policy
from credscore.scoring import score
from credscore.scoring.grading import confidence, digit, letter, likelihood
from credscore.scoring.testimony import weigh
from credscore.statement import Hop, Source, Statement

EDGE = 1e-12  # a score this close to an edge counts as on it
TABLES = Policy.default().tables


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.0, "almost no chance"),
        (0.0499, "almost no chance"),
        (0.05, "very unlikely"),
        (0.1999, "very unlikely"),
        (0.2, "unlikely"),
        (0.4499, "unlikely"),
        (0.45, "roughly even chance"),
        (0.5499, "roughly even chance"),
        (0.55, "likely"),
        (0.7999, "likely"),
        (0.8, "very likely"),
        (0.9499, "very likely"),
        (0.95, "almost certain"),
        (0.95 - 1e-15, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_the_word_of_likelihood_at_the_edges(value: float, word: str) -> None:
    assert likelihood(value, 0.6, TABLES) == word
    assert likelihood(value, 0.6001, TABLES) == "cannot be judged"


@pytest.mark.parametrize(
    ("u", "word"), [(0.0, "high"), (0.2, "high"), (0.2001, "moderate"), (0.45, "moderate"), (0.4501, "low"), (1, "low")]
)
def test_confidence_at_the_edges(u: float, word: str) -> None:
    assert confidence(u, TABLES) == word


@pytest.mark.parametrize(
    ("value", "u", "origins", "denied", "wanted"),
    [
        (0.9, 0.1, 2, False, "1"),
        (0.9, 0.1, 1, False, "2"),
        (0.9, 0.1, 2, True, "2"),
        (0.8999, 0.1, 2, False, "2"),
        (0.7, 0.6, 1, False, "2"),
        (0.6999, 0.6, 3, False, "3"),
        (0.45, 0.3, 1, True, "3"),
        (0.4499, 0.3, 1, True, "4"),
        (0.2, 0.3, 0, True, "4"),
        (0.1999, 0.3, 0, True, "5"),
        (0.95, 0.6001, 2, False, "6"),
        (0.7 - 1e-15, 0.3, 1, False, "2"),  # a grade does not turn on the last bits of a sum
    ],
)
def test_the_digit_at_the_edges(value: float, u: float, origins: int, denied: bool, wanted: str) -> None:
    assert digit(value, u, origins, denied, TABLES) == wanted


@pytest.mark.parametrize(
    ("b", "d", "size", "kind", "wanted"),
    [
        (0.91, 0.0, 30, "document", "A"),
        (0.89, 0.0, 30, "document", "B"),  # the trust would do, the uncertainty not
        (0.9, 0.1, 30, "document", "B"),
        (0.6, 0.0, 0, "document", "B"),
        (0.59, 0.0, 0, "document", "C"),
        (0.4, 0.2, 0, "document", "C"),
        (0.39, 0.2, 0, "document", "D"),
        (0.2, 0.4, 0, "document", "D"),
        (0.19, 0.4, 0, "document", "E"),
        (0.39, 0.0, 0, "document", "F"),
        (0.5, 0.0, 0, "unattributed", "F"),
        (0.5, 0.0, 2.9, "anonymous_official", "F"),
        (0.5, 0.0, 3, "anonymous_official", "C"),
        (0.5, 0.0, 0, "unnamed_group", "C"),
    ],
)
def test_the_letter_at_the_edges(b: float, d: float, size: float, kind: str, wanted: str) -> None:
    told = weigh(Statement(source=Source(kind=kind, text="x")), TABLES, None)  # type: ignore[arg-type]
    assert letter(told._replace(trust=(b, d), record_size=size), TABLES) == wanted


def test_hops_lower_the_letter_and_at_last_leave_nothing_to_judge() -> None:
    def grade(relays: int) -> str:
        chain = (*(Hop(name=str(n)) for n in range(relays)), Hop(kind="named_official"))
        return score(Statement(source=Source(kind="named_official", text="x"), chain=chain)).grade[0]

    assert [grade(relays) for relays in range(8)] == ["B", "B", "B", "C", "C", "C", "F", "F"]


@given(unit, unit, unit, st.integers(0, 3), st.booleans())
def test_a_higher_score_never_has_a_worse_digit(one: float, other: float, u: float, origins: int, denied: bool) -> None:
    low, high = sorted((one, other))
    if u <= TABLES.unjudged:
        assert digit(high, u, origins, denied, TABLES) <= digit(low, u, origins, denied, TABLES)


@given(statements(), policies())
def test_label_word_and_number_agree(statement: Statement, policy: Policy) -> None:
    found = score(statement, policy)
    tables = policy.tables
    assert len(found.grade) == 2
    assert found.grade[0] in "ABCDEF"
    if found.score is None:
        assert (found.grade[1], found.words, found.confidence) == ("6", "cannot be judged", "low")
        return
    u = found.claim.u
    # Edges are judged to 12 decimals: the last bits of a sum depend on which statement's points are added up.
    shown = round(found.score, 12)
    assert (found.words == "cannot be judged") == (found.grade[1] == "6") == (u > tables.unjudged)
    assert found.confidence == confidence(u, tables)
    if found.grade[1] in "2345":
        low = (*tables.digits[1:], 0.0)["2345".index(found.grade[1])]
        assert shown >= low
    if found.grade[1] in "345":
        assert shown < tables.digits["345".index(found.grade[1]) + 1]
    if found.grade[1] == "1":
        assert shown >= tables.digits[0]
        assert found.claim.d == 0.0
        assert found.origins >= 2
