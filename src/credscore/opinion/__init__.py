"""Subjective logic: binomial opinions and their algebra.

An opinion keeps apart what speaks for a proposition, what speaks against it and how much is simply
not known. Everything here is arithmetic; it knows nothing of news, sources or policies.

Formulas: Audun Jøsang, *Subjective Logic*, Springer 2016, by chapter and equation where a docstring
says so; several sources at once: R. W. van der Heijden, H. Kopp and F. Kargl, 'Multi-Source Fusion
Operations in Subjective Logic', FUSION 2018.

`credscore.opinion.arrays` holds the same operators over numpy arrays; it is not imported here.
"""

from __future__ import annotations

from credscore.opinion.fusion import averaging, consensus, cumulative, strongest, weighted
from credscore.opinion.trust import discount
from credscore.opinion.value import PRIOR_WEIGHT, Opinion

__all__ = [
    "PRIOR_WEIGHT",
    "Opinion",
    "averaging",
    "consensus",
    "cumulative",
    "discount",
    "strongest",
    "weighted",
]
