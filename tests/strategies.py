"""Hypothesis strategies for whatever the library speaks of: spans, sources, chains, responses, statements,
opinions, and policies with random numbers within the laws."""

from __future__ import annotations

import copy
import functools
from typing import Any

from hypothesis import strategies as st

from credscore.opinion import Opinion
from credscore.policy import Policy
from credscore.scoring import Record
from credscore.statement import (
    Hop,
    Part,
    Response,
    ResponseStatus,
    Role,
    Source,
    SourceKind,
    Span,
    SpeechForm,
    Stance,
    Statement,
)

NAMES = ("Jane Doe", "the Example Times", "US officials", "the harbour ministry", "Ōta Kenji", "The Lantern", "")
PARTIES = ("Acme Corp", "the regulator", "Ms Lind", "the Lantern", "")
CLAIM_STANCES = (Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES, Stance.DENIES)
SUPPORTING = (Stance.ASSERTS, Stance.CONFIRMS, Stance.ALLEGES)

unit = st.floats(0.0, 1.0, allow_subnormal=False)
evidence = st.floats(0.0, 50.0, allow_subnormal=False)


@st.composite
def opinions(draw: st.DrawFn, least_u: float = 0.0, a: float | None = None) -> Opinion:
    """Opinions; dogmatic and vacuous ones among them unless ``least_u`` keeps them away."""
    u = draw(st.one_of(st.floats(least_u, 1.0), st.sampled_from([least_u, 1.0, 0.5])))
    b = draw(st.one_of(unit, st.sampled_from([0.0, 1.0]))) * (1.0 - u)
    return Opinion(b, max(0.0, 1.0 - u - b), u, draw(unit) if a is None else a)


@st.composite
def spans(draw: st.DrawFn, start: int = 0) -> tuple[Span, ...]:
    """Up to two spans, left to right, none before ``start``."""
    found = []
    for _ in range(draw(st.integers(0, 2))):
        begin = start + draw(st.integers(0, 20))
        start = begin + draw(st.integers(1, 30))
        found.append(Span(begin, start))
    return tuple(found)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    return Part(text=draw(st.sampled_from(["", "the bridge was safe", "“ōkina” …"])), spans=draw(spans()))


@st.composite
def sources(draw: st.DrawFn, kinds: tuple[SourceKind, ...] = tuple(SourceKind)) -> Source:
    kind = draw(st.sampled_from(kinds))
    unnamed = kind.anonymous
    return Source(
        text=draw(st.sampled_from(["she", "an official", ""])),
        spans=draw(spans()),
        name=draw(st.one_of(st.none(), st.sampled_from(NAMES))),
        kind=kind,
        role=draw(st.sampled_from(list(Role))),
        count=draw(st.one_of(st.none(), st.integers(1, 4))) if unnamed else None,
        reason=draw(st.one_of(st.none(), parts())) if unnamed else None,
    )


tiers = st.sampled_from([None, "known", "social", "own", "nowhere in the policy"])


@st.composite
def relays(draw: st.DrawFn, names: st.SearchStrategy[str] = st.sampled_from(NAMES)) -> Hop:  # noqa: B008
    kind = draw(st.sampled_from(list(SourceKind)))
    return Hop(name=draw(names), kind=kind, tier=draw(tiers))


@st.composite
def chains(draw: st.DrawFn, source: Source, most: int = 4) -> tuple[Hop, ...]:
    """Chains that end in the source, or none."""
    if draw(st.booleans()):
        return ()
    return (*draw(st.lists(relays(), max_size=most)), Hop(name=source.name or source.text, kind=source.kind))


@st.composite
def responses(
    draw: st.DrawFn,
    statuses: tuple[ResponseStatus, ...] = tuple(ResponseStatus),
    parties: tuple[str, ...] = PARTIES + NAMES,
) -> Response:
    return Response(
        by=draw(st.sampled_from(parties)),
        status=draw(st.sampled_from(statuses)),
        spans=draw(spans()),
        text=draw(st.sampled_from(["", "that is false"])),
        kind=draw(st.one_of(st.none(), st.sampled_from(list(SourceKind)))),
        interested=draw(st.sampled_from([None, True, False])),
    )


@st.composite
def statements(
    draw: st.DrawFn,
    stances: tuple[Stance, ...] = tuple(Stance),
    kinds: tuple[SourceKind, ...] = tuple(SourceKind),
    parties: tuple[str, ...] = PARTIES + NAMES,
    most_responses: int = 4,
    claims: tuple[str | None, ...] = (None,),
    id: str = "s1",
) -> Statement:
    source = draw(sources(kinds))
    return Statement(
        id=id,
        content=draw(parts()),
        cue=draw(parts()),
        source=source,
        chain=draw(chains(source)),
        stance=draw(st.sampled_from(stances)),
        hedged=draw(st.booleans()),
        second_hand=draw(st.booleans()),
        form=draw(st.sampled_from(list(SpeechForm))),
        responses=tuple(draw(st.lists(responses(parties=parties), max_size=most_responses))),
        claim_id=draw(st.sampled_from(claims)),
    )


@st.composite
def articles(draw: st.DrawFn, most: int = 6, **limits: Any) -> list[Statement]:
    """Statements with ids of their own about two claims and none."""
    limits.setdefault("claims", ("c1", "c1", "c2", None))
    count = draw(st.integers(1, most))
    return [draw(statements(id=f"s{number}", **limits)) for number in range(count)]


records = st.builds(Record, st.floats(0.0, 1e6), st.floats(0.0, 1e6))


@functools.cache
def default_data() -> dict[str, Any]:
    return Policy.default().model_dump(mode="json")


def policy_with(values: dict[str, float], *, checked: bool = True, **overrides: dict[str, dict[str, float]]) -> Policy:
    """The default policy with some values changed, by entry id; checked as any policy is, unless told otherwise."""
    data = copy.deepcopy(default_data())
    for rule, value in values.items():
        section, name = rule.split(".")
        data[section][name]["value"] = value
    entry = {"why": "a test", "reference": "a test", "basis": "judgement"}
    for kind, by_role in overrides.items():
        data["override"][kind] = {role: {"value": value, **entry} for role, value in by_role.items()}
    return Policy.parse(data) if checked else Policy.model_validate(data)


@st.composite
def _kind_evidence(draw: st.DrawFn) -> dict[str, float]:
    """Evidence by kind in the order that the laws want."""
    more = st.floats(0.0, 6.0, allow_subnormal=False)
    out = {"unattributed": draw(more)}
    for kind, above in (
        ("unnamed_group", "unattributed"),
        ("organization", "unnamed_group"),
        ("document", "unattributed"),
        ("outlet", "unattributed"),
        ("anonymous_source", "unattributed"),
        ("anonymous_official", "anonymous_source"),
        ("named_official", "anonymous_official"),
        ("named_individual", "anonymous_source"),
    ):
        out[kind] = out[above] + draw(more)
    return out


@st.composite
def _grades(draw: st.DrawFn) -> dict[str, float]:
    """Bounds of grades and words in the order that the laws want."""
    out: dict[str, float] = {}
    letters = sorted((draw(unit) for _ in range(4)), reverse=True)
    out |= {f"letter.{name}": value for name, value in zip("abcd", letters, strict=True)}
    out["letter.unjudged"] = 0.99 * draw(unit)
    out["letter.a_uncertainty"] = out["letter.unjudged"] * draw(unit)
    out["letter.record"] = draw(evidence)
    high, low = (sorted((draw(st.floats(0.5, 1.0)), draw(st.floats(0.5, 1.0))), reverse=True) for _ in range(2))
    out["digit.confirmed"], out["digit.probable"] = high
    out["digit.possible"], out["digit.doubtful"] = (value - 0.5 for value in low)
    out["digit.unjudged"], out["confidence.moderate"], out["confidence.high"] = sorted(
        (0.99 * draw(unit), 0.99 * draw(unit), 0.99 * draw(unit)), reverse=True
    )
    words = ("very_unlikely", "unlikely", "even", "likely", "very_likely", "almost_certain")
    bounds = draw(st.lists(st.floats(0.001, 1.0), min_size=len(words), max_size=len(words), unique=True))
    out |= {f"likelihood.{word}": bound for word, bound in zip(words, sorted(bounds), strict=True)}
    return out


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Policies with random numbers within the laws; each of the shipped ones often."""
    if draw(st.booleans()):
        return Policy.load(draw(st.sampled_from(Policy.names())))

    def falling(*names: str, top: float = 1.0) -> None:
        for name in names:
            top *= draw(unit)
            values[name] = top

    values = {f"source.{kind}": value for kind, value in draw(_kind_evidence()).items()}
    values["base.weight"] = draw(st.floats(1.0, 10.0))
    values["base.rate"] = draw(st.floats(0.05, 0.95))
    values["anonymity.reason"], values["anonymity.count"] = draw(evidence), draw(evidence)
    for role in Role:
        values[f"role.{role.value}"] = draw(st.sampled_from([1.0, 0.5])) if draw(st.booleans()) else draw(unit)
    falling("hop.known", "hop.default", "hop.social")
    values["hop.unnamed"] = values["hop.default"] * draw(unit)
    values["hop.own"] = draw(unit)
    falling("form.direct", "form.mixed", "form.indirect", "access.second_hand")
    falling("hedge.hedged")
    falling("stance.confirms", "stance.asserts", "stance.alleges", "stance.speculates")
    falling("stance.denies")
    falling("response.denied", "response.partially_denied")
    falling("response.confirmed")
    falling("party.interest")
    for name in ("party.interested", "party.unknown", "withdrawal.retracted", "withdrawal.corrected"):
        values[name] = draw(evidence)
    falling("attribution.article", top=0.99)
    values["attribution.confirmed"] = draw(evidence)
    values["record.weight"] = draw(st.floats(0.0, 10.0))
    values |= draw(_grades())
    overrides = {}
    if draw(st.booleans()):
        role = draw(st.sampled_from(list(Role))).value
        overrides = {kind: {role: value} for kind, value in draw(_kind_evidence()).items()}
    # Lawful by the way they are drawn, which tests/policy checks; here that would be most of the tests' time.
    return policy_with(values, checked=False, **overrides)
