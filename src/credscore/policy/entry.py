"""One number of a policy, with what it leans on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Basis", "Entry", "Evidence", "Factor", "Frozen", "LikelihoodEntry", "StanceEntry"]

Basis = Literal["published", "judgement", "learnt"]


class Frozen(BaseModel):
    """A model that cannot change and takes no field it does not know."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid", allow_inf_nan=False)


Words = Annotated[str, Field(min_length=1, max_length=4000)]


class Entry(Frozen):
    """A number of the policy.

    Attributes:
        value: The number; its unit is that of the section it stands in.
        why: Why it is what it is.
        reference: What the reason leans on.
        basis: Whether the number itself is published, a judgement, or learnt from data.
    """

    value: float = Field(strict=True)
    why: Words
    reference: Words
    basis: Basis


class Factor(Entry):
    """A number in [0, 1]: a factor on belief, a share of evidence, a probability or an uncertainty."""

    value: float = Field(strict=True, ge=0.0, le=1.0)


class Evidence(Entry):
    """An amount of evidence in observations, >= 0."""

    value: float = Field(strict=True, ge=0.0, le=1e3)


class StanceEntry(Factor):
    """A stance's factor, and whether it puts the content forward as true (or, for a denial, false)."""

    claim: bool = Field(strict=True)


class LikelihoodEntry(Factor):
    """A word of likelihood and the least score it stands for."""

    word: Words
