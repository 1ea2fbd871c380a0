"""The sections of a policy file that have entries of their own, as frozen models; the others are tables by label."""

from __future__ import annotations

from pydantic import Field

from credscore.policy.entry import Entry, Evidence, Factor, Frozen

__all__ = ["Access", "Anonymity", "Attribution", "Base", "Confidence", "Digit", "Hedge", "Letter", "Party", "Record"]


class _Weight(Entry):
    value: float = Field(strict=True, ge=1.0, le=10.0)


class _Rate(Entry):
    value: float = Field(strict=True, gt=0.0, lt=1.0)


class _Trust(Entry):
    value: float = Field(strict=True, ge=0.0, le=0.9999)  # below 1: no article is beyond all doubt


class Base(Frozen):
    """Where every score starts: the base rate a and the prior weight W of the opinions."""

    rate: _Rate
    weight: _Weight


class Anonymity(Frozen):
    """Evidence added to an unnamed source: a stated reason; two or more people."""

    reason: Evidence
    count: Evidence


class Record(Frozen):
    """What one past statement that proved right or wrong weighs."""

    weight: Evidence


class Access(Frozen):
    """The factor where a source passes on another's words."""

    second_hand: Factor


class Hedge(Frozen):
    """The factor where the content is marked as uncertain."""

    hedged: Factor


class Party(Frozen):
    """Parties that answer: the factor of an interest, the most with one, the evidence of an unknown kind."""

    interest: Factor
    interested: Evidence
    unknown: Evidence


class Attribution(Frozen):
    """The question who said it: base rate, the article's own trust, evidence of the origin's confirmation."""

    rate: _Rate
    article: _Trust
    confirmed: Evidence


class Letter(Frozen):
    """Least projected trust for A to D, and where a source cannot be judged."""

    a: Factor
    a_uncertainty: Factor
    b: Factor
    c: Factor
    d: Factor
    record: Evidence
    unjudged: Factor


class Digit(Frozen):
    """Least score for 1 to 4, and the uncertainty above which nothing can be judged."""

    confirmed: Factor
    probable: Factor
    possible: Factor
    doubtful: Factor
    unjudged: Factor


class Confidence(Frozen):
    """Most uncertainty for high and for moderate confidence."""

    high: Factor
    moderate: Factor
