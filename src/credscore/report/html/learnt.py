"""What a trained model says, beside the score and marked as no part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credscore.report.html.markup import Markup, tag
from credscore.report.html.pictures import gauge
from credscore.report.html.words import rule, signed

if TYPE_CHECKING:
    from credscore.learn.model import Learnt

__all__ = ["TITLE", "beside", "verdict"]

TITLE = "Beside the score: a trained model"


def verdict(learnt: Learnt) -> Markup:
    """The probability with its interval, whose it is, and that the score knows nothing of it."""
    low, high = learnt.interval
    return tag(
        "p",
        tag("strong", f"{learnt.probability:.2f}"),
        f" learnt probability of ‘{learnt.label}’ ({low:.2f} to {high:.2f}), by the model ",
        tag("code", learnt.model),
        ". It is no part of the score, and the score is no part of it.",
        class_="learnt",
    )


def beside(learnt: Learnt, heading: str) -> Markup:
    """A section of its own: heading, verdict, and the lines that sum to the probability.

    Args:
        learnt: What the model says.
        heading: The element of the heading, such as ``h3``.
    """
    low, high = learnt.interval
    rows = [
        tag("tr", tag("th", rule(line.rule), scope="row"), tag("td", signed(line.points), class_="points"))
        for line in learnt.contributions
    ]
    whole = tag(
        "tr",
        tag("th", "Learnt probability", scope="row"),
        tag("td", f"{learnt.probability:.3f}", class_="points"),
        class_="sum",
    )
    return tag(
        "section",
        tag(heading, TITLE),
        verdict(learnt),
        gauge(learnt.probability, low, high, band="a", what="Learnt probability"),
        tag(
            "details",
            tag("summary", "What the probability is made of"),
            tag(
                "table",
                tag("caption", "Points that sum to the learnt probability", class_="unseen"),
                tag("tbody", *rows, whole),
                class_="why",
            ),
            class_="reasons",
        ),
        class_="beside",
    )
