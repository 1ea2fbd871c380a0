"""Worked numbers, six digits, most of them from runs of other implementations (PyPI `subjective-logic` 1.0.2, Java
`vs-uulm/subjective-logic-java`), the rest from the formulas by hand."""

from __future__ import annotations

import pytest

from credscore.opinion import Opinion, averaging, consensus, cumulative, discount, weighted

A = Opinion(0.7, 0.1, 0.2)
B = Opinion(0.4, 0.3, 0.3)
C = Opinion(0.1, 0.6, 0.3)
E = Opinion(0.2, 0.3, 0.5, 0.8)
T = Opinion(0.6, 0.2, 0.2, 0.9)
V = Opinion.vacuous()
D1, D2 = Opinion(1, 0, 0), Opinion(0.3, 0.7, 0)

# A second set, of the algebra's design note.
P, Q = Opinion(0.6, 0.1, 0.3), Opinion(0.2, 0.5, 0.3)
R, S = Opinion(0.7, 0, 0.3, 0.4), Opinion(0, 0.55, 0.45)

VECTORS = [
    ("cumulative(A, B)", cumulative(A, B), (0.659091, 0.204545, 0.136364, 0.5), 0.727273),
    ("cumulative(A, C)", cumulative(A, C), (0.522727, 0.340909, 0.136364, 0.5), 0.590909),
    ("cumulative(A, A)", cumulative(A, A), (0.777778, 0.111111, 0.111111, 0.5), 0.833333),
    ("cumulative(A, vacuous)", cumulative(A, V), (0.7, 0.1, 0.2, 0.5), 0.8),
    ("cumulative(A, E)", cumulative(A, E), (0.65, 0.183333, 0.166667, 0.56), 0.743333),
    ("cumulative(A, B, C)", cumulative(A, B, C), (0.534483, 0.362069, 0.103448, 0.5), 0.586207),
    ("cumulative(cumulative(A, B), C)", cumulative(cumulative(A, B), C), (0.534483, 0.362069, 0.103448, 0.5), 0.586207),
    ("cumulative(A, cumulative(B, C))", cumulative(A, cumulative(B, C)), (0.534483, 0.362069, 0.103448, 0.5), 0.586207),
    ("cumulative(D1, D2)", cumulative(D1, D2), (0.65, 0.35, 0, 0.5), 0.65),
    ("cumulative(D1, D1, D2)", cumulative(D1, D1, D2), (0.766667, 0.233333, 0, 0.5), 0.766667),
    ("cumulative(D1, A)", cumulative(D1, A), (1, 0, 0, 0.5), 1),
    ("averaging(A, B)", averaging(A, B), (0.58, 0.18, 0.24, 0.5), 0.7),
    ("averaging(A, A)", averaging(A, A), (0.7, 0.1, 0.2, 0.5), 0.8),
    ("averaging(A, vacuous)", averaging(A, V), (0.583333, 0.083333, 0.333333, 0.5), 0.75),
    ("averaging(A, E)", averaging(A, E), (0.557143, 0.157143, 0.285714, 0.65), 0.742857),
    ("averaging(averaging(A, B), C)", averaging(averaging(A, B), C), (0.366667, 0.366667, 0.266667, 0.5), 0.5),
    ("averaging(A, averaging(B, C))", averaging(A, averaging(B, C)), (0.52, 0.24, 0.24, 0.5), 0.64),
    ("averaging(A, B, C)", averaging(A, B, C), (0.442857, 0.3, 0.257143, 0.5), 0.571429),
    ("weighted(A, B)", weighted(A, B), (0.589474, 0.173684, 0.236842, 0.5), 0.707895),
    ("weighted(A, vacuous)", weighted(A, V), (0.7, 0.1, 0.2, 0.5), 0.8),
    ("weighted(A, B, C)", weighted(A, B, C), (0.457692, 0.288462, 0.253846, 0.5), 0.584615),
    ("weighted(weighted(A, B), C)", weighted(weighted(A, B), C), (0.383895, 0.352737, 0.263368, 0.5), 0.515579),
    ("weighted(A, E)", weighted(A, E), (0.6, 0.14, 0.26, 0.615385), 0.76),
    ("consensus(A, B)", consensus(A, B), (0.608421, 0.192632, 0.198947, 0.5), 0.707895),
    ("consensus(A, C)", consensus(A, C), (0.329655, 0.227586, 0.442759, 0.5), 0.551034),
    ("consensus(A, B, C)", consensus(A, B, C), (0.313273, 0.224409, 0.462318, 0.5), 0.544432),
    ("consensus(yes, no)", consensus(D1, Opinion(0, 1, 0)), (0, 0, 1, 0.5), 0.5),
    ("discount(A, B) projected", discount(A, B, "projected"), (0.32, 0.24, 0.44, 0.5), 0.54),
    ("discount(T, E) projected", discount(T, E, "projected"), (0.156, 0.234, 0.61, 0.8), 0.644),
    (
        "discount(T, discount(T, A)) projected",
        discount(T, discount(T, A, "projected"), "projected"),
        (0.42588, 0.06084, 0.51328, 0.5),
        0.68252,
    ),
    (
        "discount(discount(T, T), A) projected",
        discount(discount(T, T, "projected"), A, "projected"),
        (0.56448, 0.08064, 0.35488, 0.5),
        0.74192,
    ),
    ("discount(0.6, A)", discount(Opinion(0.6, 0.2, 0.2), A), (0.42, 0.06, 0.52, 0.5), 0.68),
    ("discount(.6 .2 .2, A) opposite", discount(Opinion(0.6, 0.2, 0.2), A, "opposite"), (0.44, 0.2, 0.36, 0.5), 0.62),
    ("not E", E.complement(), (0.3, 0.2, 0.5, 0.2), 0.4),
    ("maximised E", E.maximised(), (0, 0.25, 0.75, 0.8), 0.6),
    ("epistemic cumulative(A, B)", cumulative(A, B, maximise=True), (0.454545, 0, 0.545455, 0.5), 0.727273),
    ("evidence (8, 1)", Opinion.from_evidence(8, 1), (0.727273, 0.090909, 0.181818, 0.5), 0.818182),
    ("evidence (3, 2), a = .3", Opinion.from_evidence(3, 2, 0.3), (0.428571, 0.285714, 0.285714, 0.3), 0.514286),
    ("cumulative(P, Q)", cumulative(P, Q), (0.470588, 0.352941, 0.176471, 0.5), 0.558824),
    ("cumulative(P, R)", cumulative(P, R), (0.764706, 0.058824, 0.176471, 0.45), 0.844118),
    ("cumulative(R, S)", cumulative(R, S), (0.512195, 0.268293, 0.219512, 0.434375), 0.607546),
    ("cumulative(P, vacuous)", cumulative(P, V), (0.6, 0.1, 0.3, 0.5), 0.75),
    ("averaging(P, Q)", averaging(P, Q), (0.4, 0.3, 0.3, 0.5), 0.55),
    ("averaging(P, P)", averaging(P, P), (0.6, 0.1, 0.3, 0.5), 0.75),
    ("weighted(P, R)", weighted(P, R), (0.65, 0.05, 0.3, 0.45), 0.785),
    ("discount(P, R) projected", discount(P, R, "projected"), (0.525, 0, 0.475, 0.4), 0.715),
    (
        "discount(R, discount(P, S)) projected",
        discount(R, discount(P, S, "projected"), "projected"),
        (0, 0.33825, 0.66175, 0.5),
        0.330875,
    ),
    ("cumulative(cumulative(P, Q), R)", cumulative(cumulative(P, Q), R), (0.625, 0.25, 0.125, 0.466667), 0.683333),
]


@pytest.mark.parametrize(("found", "wanted", "projection"), [v[1:] for v in VECTORS], ids=[v[0] for v in VECTORS])
def test_operator_gives_the_worked_numbers(found: Opinion, wanted: tuple[float, ...], projection: float) -> None:
    assert (found.b, found.d, found.u, found.a) == pytest.approx(wanted, abs=6e-7)
    assert found.projection == pytest.approx(projection, abs=6e-7)


@pytest.mark.parametrize(
    ("opinion", "evidence", "beta", "variance"),
    [
        (A, (7, 1), (8, 2), 0.014545),
        (B, (2.666667, 2), (3.666667, 3), 0.032283),
        (C, (0.666667, 4), (1.666667, 5), 0.024457),
        (E, (0.8, 1.2), (2.4, 1.6), 0.048),
        (P, (4, 0.666667), (5, 1.666667), 0.75 * 0.25 * 0.3 / 2.3),
    ],
)
def test_evidence_and_beta_density_of_worked_opinions(
    opinion: Opinion, evidence: tuple[float, float], beta: tuple[float, float], variance: float
) -> None:
    assert opinion.evidence() == pytest.approx(evidence, abs=6e-7)
    assert opinion.beta() == pytest.approx(beta, abs=6e-7)
    assert opinion.variance() == pytest.approx(variance, abs=6e-7)
    a, b = opinion.beta()
    assert opinion.variance() == pytest.approx(a * b / ((a + b) ** 2 * (a + b + 1)), rel=1e-12)
    assert a / (a + b) == pytest.approx(opinion.projection, rel=1e-12)


def test_an_origin_heard_through_two_hops_is_discounted_once_by_their_product() -> None:
    inner_first = discount(0.9, discount(0.8, A))
    product_once = discount(0.9 * 0.8, A)
    assert inner_first.b == pytest.approx(product_once.b, rel=1e-15)
    assert inner_first.u == pytest.approx(product_once.u, rel=1e-15)
