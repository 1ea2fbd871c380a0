"""The operators of `credscore.opinion` over numpy arrays: many opinions in one call.

Same formulas, same sources, same limits as the scalar operators, which say what they mean; the two agree
to 1e-12. Fusion folds one axis, so an array of shape (claims, sources) gives one opinion a claim. Numbers are
checked once, by `opinions`.
"""

from credscore.opinion.arrays.fusion import averaging, consensus, cumulative, strongest, weighted
from credscore.opinion.arrays.trust import discount
from credscore.opinion.arrays.value import (
    Opinions,
    beta,
    complement,
    evidence,
    from_beta,
    from_evidence,
    interval,
    maximised,
    opinions,
    projection,
    variance,
)

__all__ = [
    "Opinions",
    "averaging",
    "beta",
    "complement",
    "consensus",
    "cumulative",
    "discount",
    "evidence",
    "from_beta",
    "from_evidence",
    "interval",
    "maximised",
    "opinions",
    "projection",
    "strongest",
    "variance",
    "weighted",
]
