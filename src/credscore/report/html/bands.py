"""How strong a statement's sourcing looks: a band a grade, each with a colour, a pattern and a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from credscore.scoring import Assessment

__all__ = ["BANDS", "UNJUDGED", "Band", "band_of"]


class Band(NamedTuple):
    """A class of the style sheet with its words.

    Attributes:
        key: Its class is ``b`` and this key.
        name: What it is called.
        line: How a statement of it is underlined, in words.
        meaning: What puts a statement there.
    """

    key: str
    name: str
    line: str
    meaning: str


# By the digit of the Admiralty grade, whose edges are numbers of the policy; 0 is a statement without a score.
BANDS = {
    band.key: band
    for band in (
        Band("1", "confirmed", "double line", "grade digit 1: high score, two or more independent origins, no denial"),
        Band("2", "well sourced", "solid line", "grade digit 2"),
        Band("3", "fairly sourced", "dashed line", "grade digit 3"),
        Band("4", "weakly sourced", "dotted line, hatched", "grade digit 4"),
        Band("5", "poorly sourced", "wavy line, hatched", "grade digit 5"),
        Band("6", "cannot be judged", "thin line", "grade digit 6: too little is known"),
        Band("0", "no score", "thin dotted line", "nothing is put forward: a wish, a question, an answer"),
    )
}


UNJUDGED = BANDS["6"]
"""The band whose statements have no word of likelihood, by the same edge of the policy."""


def band_of(one: Assessment) -> Band:
    """The band of a statement."""
    return BANDS["0"] if one.score is None else BANDS[one.grade[-1]]
