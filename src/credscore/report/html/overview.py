"""The article as a whole in four pictures, and the words around them that say what a score is and is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credscore.report.counts import counted
from credscore.report.html.bands import BANDS, band_of
from credscore.report.html.learnt import beside
from credscore.report.html.markup import Markup, tag
from credscore.report.html.pictures import bar, gauge, shares
from credscore.report.html.words import ANONYMOUS_KEY, NOBODY_KEY, answerable, label
from credscore.statement import SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credscore.learn.model import Learnt
    from credscore.scoring import Assessment, Profile

__all__ = ["key", "meaning", "overview"]


def overview(profile: Profile, heading: str, learnt: Learnt | None = None) -> Markup:
    """The profile as tiles, and beside them what a trained model says of the article.

    Args:
        profile: The article's profile.
        heading: The element of the tiles' headings, such as ``h2``.
        learnt: What a model of articles says, where one was asked.
    """
    tiles = [_score(profile, heading)]
    if profile.statements:
        tiles += [_kinds(profile, heading), _record(profile, heading), _answers(profile, heading)]
    if learnt is not None:
        tiles.append(tag("div", beside(learnt, heading), class_="tile wide"))
    return tag("div", *tiles, class_="tiles")


def _tile(title: str, heading: str, *children: str | None) -> Markup:
    return tag("section", tag(heading, title), *children, class_="tile")


def _score(profile: Profile, heading: str) -> Markup:
    counts = counted(profile)
    if profile.score is None or profile.interval is None:
        return _tile("Article score", heading, tag("p", "no score", class_="big none"), tag("p", counts))
    low, high = profile.interval
    return _tile(
        "Article score",
        heading,
        tag("p", f"{profile.score:.2f}", class_="big"),
        gauge(profile.score, low, high, band="a", ticks=True),
        tag("p", tag("span", "0"), tag("span", f"{low:.2f} to {high:.2f}"), tag("span", "1"), class_="scale"),
        tag("p", counts + ". The mean over origins, not over sentences.", class_="note"),
    )


def _kinds(profile: Profile, heading: str) -> Markup:
    rows = [
        tag(
            "li",
            tag("span", label(kind), class_="what"),
            tag("span", f"{share:.0%}", class_="share"),
            bar(share, key=answerable(SourceKind(kind))),
        )
        for kind, share in sorted(profile.kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return _tile("Who speaks", heading, tag("ul", *rows, class_="bars"))


def _record(profile: Profile, heading: str) -> Markup:
    rest = max(0.0, 1.0 - profile.on_record - profile.anonymous)
    parts = {"on the record": profile.on_record, "anonymous": profile.anonymous, "nobody to answer for it": rest}
    keys = ("record", ANONYMOUS_KEY, NOBODY_KEY)
    legend = [
        tag("li", _swatch(key), f"{name} ", tag("strong", f"{share:.0%}"))
        for (name, share), key in zip(parts.items(), keys, strict=True)
        if share >= 0.005
    ]
    reasons = profile.anonymous_with_reason
    note = None
    if reasons is not None:
        said = (
            f"Of the anonymous, {reasons:.0%} come with a reason." if reasons else "No reason is given for anonymity."
        )
        note = tag("p", said, class_="note")
    return _tile("On the record", heading, shares(parts, keys), tag("ul", *legend, class_="swatches"), note)


def _swatch(key: str) -> Markup:
    return tag(
        "svg",
        tag("rect", width=14, height=14, rx=2, class_=f"fill {key}"),
        width=14,
        height=14,
        class_="swatch",
        aria_hidden="true",
        focusable="false",
    )


def _answers(profile: Profile, heading: str) -> Markup:
    rows = [(f"{label(status).capitalize()}", str(count)) for status, count in sorted(profile.responses.items())] or [
        ("Answers by others", "none")
    ]
    if profile.denied:
        rows.append(("Denied without a second origin", f"{profile.denials_unanswered} of {profile.denied}"))
    rows.append(("Claims with a single origin", str(profile.single_origin)))
    if profile.depth_max:
        rows.append(("Relays a statement, mean", f"{profile.depth_mean:.1f}"))
        rows.append(("Relays a statement, most", str(profile.depth_max)))
    else:
        rows.append(("Relays", "none"))
    return _tile(
        "Answers and chains",
        heading,
        tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows), class_="counts"),
    )


def key(assessments: Sequence[Assessment]) -> Markup:
    """The bands that occur, each drawn as in the text."""
    used = {band_of(one).key for one in assessments}
    rows = [
        tag("li", tag("span", band.name, class_=f"s b{band.key}"), tag("small", f"{band.line}; {band.meaning}"))
        for band in BANDS.values()
        if band.key in used
    ]
    rows.append(
        tag(
            "li",
            tag("small", "A chosen statement is filled; boxes show its "),
            tag("small", "source and stations", class_="on", data_p="source"),
            tag("small", "cue", class_="on", data_p="cue"),
            tag("small", "answers", class_="on", data_p="response"),
            class_="boxes",
            hidden=True,  # shown by the script that draws them
        )
    )
    return tag("ul", *rows, class_="key", aria_label="How statements are marked")


def meaning(heading: str) -> Markup:
    """What a score is, and what it is not."""
    return tag(
        "section",
        tag(heading, "What a score is, and is not", id="meaning"),
        tag(
            "div",
            tag(
                "ul",
                tag(
                    "li",
                    "A score says how well a statement is ",
                    tag("em", "sourced"),
                    ": who said it, through whom ",
                    "it came, how it is put, and who answered.",
                ),
                tag(
                    "li",
                    "The dot is the score. The line through it is the interval from belief to plausibility: ",
                    "the wider, the less is known.",
                ),
                tag(
                    "li",
                    "The points of a statement sum to its score. Each stands for a rule of the policy and the ",
                    "words that it points at.",
                ),
                tag(
                    "li",
                    "The grade is the Admiralty code: a letter A to F for the source, a digit 1 to 6 for the ",
                    "claim. F and 6 mean that there is no basis to judge, not that something is bad.",
                ),
            ),
            tag(
                "ul",
                tag(
                    "li", tag("strong", "It is no fact check."), " Well-sourced falsehoods and unsourced truths exist."
                ),
                tag("li", "It is no mark for an outlet, a person or a journalist, and none of them has one here."),
                tag("li", "Statements are found by a program, which misses some and misreads some. Read the text."),
                tag("li", "The numbers are judgements argued for in the policy file; another policy gives others."),
            ),
            class_="columns",
        ),
        class_="meaning",
    )
