"""Trust discounting: what an opinion is worth that comes from somebody else."""

from __future__ import annotations

from typing import Literal

from credscore.errors import OpinionError
from credscore.opinion.value import Opinion, made

__all__ = ["Variant", "discount"]

Variant = Literal["uncertainty", "projected", "opposite"]


def discount(trust: Opinion | float, opinion: Opinion, variant: Variant = "uncertainty") -> Opinion:
    """The opinion that A holds through B: A trusts B with ``trust``, and B says ``opinion``.

    Three variants are in use (Jøsang 2016, chapter 14; Jøsang, Hayward and Pope 2006), for a trust of
    (tb, td, tu, ta) with projection p and an opinion of (b, d, u, a); the base rate of the opinion is kept:

    - ``uncertainty`` (uncertainty-favouring, the default): (tb·b, tb·d, td + tu + tb·u). Distrust and
      ignorance of B both give uncertainty. The score uses it, since with it a source of which nothing is
      known carries nothing, and a bad record takes belief away without making disbelief.
    - ``projected`` (base-rate-sensitive, eq. 14.6, the book's): (p·b, p·d, 1 - p·(b + d)). An unknown
      source with ta = 1/2 carries half a belief under it, which is why it is not the default. The
      two agree where trust is a plain number, as a hop's is.
    - ``opposite`` (opposite-belief-favouring): (tb·b + td·d, tb·d + td·b, tu + (tb + td)·u). B is known to
      lie, so his yes counts as a no. It asks for proof of deceit that no label gives.

    Of several hops, multiply the trusts first and discount once: the product is free of order, while
    discounting a trust by a trust depends on the nesting.

    Args:
        trust: An opinion, or a number in [0, 1] standing for (t, 0, 1 - t) whose projection is t.
        opinion: What is said.
        variant: See above.

    Raises:
        OpinionError: A trust outside [0, 1], or an unknown variant.
    """
    b, d, u = opinion.b, opinion.d, opinion.u
    if not isinstance(trust, Opinion):
        if not 0.0 <= trust <= 1.0:
            raise OpinionError(f"a trust in [0, 1] was wanted, {trust!r} was found", field="trust")
        if variant in ("uncertainty", "projected"):
            return _scaled(float(trust), opinion)
        trust = made(float(trust), 0.0, 1.0 - trust, 0.0)
    if variant == "uncertainty":
        return _scaled(trust.b, opinion)
    if variant == "projected":
        return _scaled(trust.projection, opinion)
    if variant == "opposite":
        lost = trust.u * (b + d)
        return made(trust.b * b + trust.d * d, trust.b * d + trust.d * b, min(1.0, u + lost), opinion.a)
    raise OpinionError(f"no variant {variant!r}; there are 'uncertainty', 'projected' and 'opposite'", field="variant")


def _scaled(p: float, opinion: Opinion) -> Opinion:
    # u' as u plus what was lost, so that it can never come out below u by rounding.
    lost = (1.0 - p) * (opinion.b + opinion.d)
    return made(p * opinion.b, p * opinion.d, min(1.0, opinion.u + lost), opinion.a)
