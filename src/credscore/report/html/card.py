"""One statement beside the text: its source, the way it came, the answers to it, and what its score is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from credscore.report.html.bands import UNJUDGED, band_of
from credscore.report.html.learnt import beside
from credscore.report.html.markup import Markup, bare, tag
from credscore.report.html.pictures import gauge, step
from credscore.report.html.words import described, label, rule, signed, stations, who

if TYPE_CHECKING:
    from credscore.scoring import Assessment, Contribution
    from credscore.statement import Article, Response

__all__ = ["card", "chain", "points"]

_HEAD = 110  # characters of a statement in the line that opens its card


def card(number: int, one: Assessment, article: Article, place: str, *, placed: bool, heading: str) -> Markup:
    """The card of a statement: a line that says what matters, and the rest beneath it.

    Args:
        number: Its number in the article, from 1.
        one: The statement with its score.
        article: The article that it stands in.
        place: What the ids of this article on the page begin with.
        placed: Whether the text bears its number, so that there is a way back.
        heading: The element of the headings in it, such as ``h3``.
    """
    band = band_of(one)
    body = [
        tag("blockquote", one.statement.text or "(no text)", dir="auto"),
        _verdict(one),
        tag(heading, "Source"),
        _source(one),
        tag(heading, "How it came here"),
        chain(article, one),
        *_responses(one.statement.responses, heading),
        tag(heading, "What the score is made of" if one.score is not None else "Why there is no score"),
        points(one),
        _reasons(one.explain()),
        beside(one.learnt, heading) if one.learnt is not None else None,
    ]
    if placed:
        body.append(tag("p", tag("a", f"↑ Statement {number} in the text", href=f"#{place}t{number}"), class_="back"))
    return tag(
        "details",
        tag("summary", _head(number, one)),
        tag("div", *body, class_="body", id=f"{place}s{number}", tabindex=-1),
        class_=f"card b{band.key}",
        data_card=number,
    )


def _head(number: int, one: Assessment) -> Markup:
    band = band_of(one)
    words = bare(one.statement.text) or "(no text)"
    if len(words) > _HEAD:
        words = words[:_HEAD].rsplit(" ", 1)[0] + "…"
    if one.score is None:
        value = tag("span", "no score", class_="value none")
        picture = tag("span", class_="gauge none")
    else:
        low, high = one.interval
        value = tag("span", f"{one.score:.2f}", class_="value")
        picture = gauge(one.score, low, high, band=band.key)
    return tag(
        "span",
        tag("span", str(number), class_=f"n b{band.key}"),
        value,
        picture,
        tag("span", tag("span", "grade ", class_="unseen"), one.grade, class_="grade", title="Admiralty grade"),
        tag("span", words, class_="gist", dir="auto"),
        tag("span", who(one.statement.source), " · ", described(one.statement.source), class_="by"),
        class_="head",
    )


def _verdict(one: Assessment) -> Markup:
    if one.score is None:
        return tag("p", tag("strong", "No score. "), one.withheld or "", class_="verdict")
    low, high = one.interval
    band = band_of(one)
    likely = (
        "By its sourcing alone, too little is known for any word of likelihood. "
        if band is UNJUDGED
        else f"By its sourcing alone: {one.words}, with {one.confidence} confidence. "
    )
    return tag(
        "p",
        tag("strong", band.name.capitalize()),
        f" (grade {one.grade}). {likely}"
        f"The score of {one.score:.2f} could lie between {low:.2f} and {high:.2f}, for all that is not known.",
        class_="verdict",
    )


def _source(one: Assessment) -> Markup:
    statement, source = one.statement, one.statement.source
    how = [f"{label(statement.stance.value)}, {statement.form.value} speech"]
    how += ["hedged"] if statement.hedged else []
    how += ["second hand"] if statement.second_hand else []
    rows: list[tuple[str, Sequence[str]]] = [
        ("Who", [tag("bdi", who(source))]),
        ("Kind", [described(source)]),
    ]
    if source.office:
        rows.append(("By the register of offices", [tag("bdi", str(source.office))]))
    if source.reason:
        rows.append(("Unnamed because", [tag("bdi", source.reason.text)]))
    elif source.anonymous:
        rows.append(("Unnamed because", ["no reason is given"]))
    cue = [", by ", tag("q", tag("bdi", statement.cue.text))] if statement.cue.text else []
    rows.append(("Manner", [", ".join(how), *cue]))
    heard = one.attribution
    rows.append(
        (
            "Did they say it?",
            [f"belief {heard.b:.2f}, disbelief {heard.d:.2f}, uncertainty {heard.u:.2f}, given the stations below"],
        )
    )
    if statement.claim_id is not None:
        supported = "1 independent origin" if one.origins == 1 else f"{one.origins} independent origins"
        rows.append(("Claim", [tag("bdi", statement.claim_id), f", supported by {supported}"]))
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", *value)) for name, value in rows))


def chain(article: Article, one: Assessment, *, links: bool = True) -> Markup:
    """The stations from this article back to the origin, as boxes with an arrow towards the reader.

    Args:
        article: The article that it stands in.
        one: The statement.
        links: Whether a station that the text links to is a link.
    """
    boxes = []
    for number, station in enumerate(stations(article, one.statement)):
        link = tag("span", "which has it from ", class_="unseen") if number else None
        name = tag("bdi", station.name, class_="name")
        if station.url and links:
            name = tag("a", name, href=station.url, rel="noopener noreferrer nofollow")
        boxes.append(tag("li", tag("span", link, name, tag("small", station.words), class_=f"hop {station.key}")))
    return tag("ol", *boxes, class_="chain")


def _responses(answers: Sequence[Response], heading: str) -> list[Markup]:
    if not answers:
        return []
    rows = []
    for answer in answers:
        said = [tag("q", tag("bdi", answer.text))] if answer.text else []
        kind = f" ({label(answer.kind.value)})" if answer.kind else ""
        rows.append(
            tag(
                "li",
                tag("span", label(answer.status.value), class_=f"status {answer.status.value}"),
                " ",
                tag("bdi", answer.by or "a party not named"),
                kind,
                *([tag("br"), *said] if said else []),
            )
        )
    return [tag(heading, "What others answered"), tag("ul", *rows, class_="responses")]


def points(one: Assessment) -> Markup:
    """The points as steps from 0 to the score, a row each."""
    rows = []
    reached = 0.0
    for line in one.explain():
        rows.append(
            tag(
                "tr",
                tag("th", rule(line.rule), tag("bdi", line.evidence, class_="evidence"), scope="row"),
                tag("td", signed(line.points), class_="points"),
                tag("td", None if one.score is None else step(reached, line.points), class_="picture"),
            )
        )
        reached += line.points
    if one.score is not None:
        rows.append(
            tag(
                "tr",
                tag("th", "Score", scope="row"),
                tag("td", f"{one.score:.3f}", class_="points"),
                tag("td", step(0.0, one.score), class_="picture"),
                class_="sum",
            )
        )
    return tag(
        "table",
        tag("caption", "Points that sum to the score", class_="unseen"),
        tag(
            "thead",
            tag(
                "tr",
                *(
                    tag("th", tag("span", name, class_="unseen"), scope="col", class_=class_)
                    for name, class_ in (("Rule and words", None), ("Points", "points"), ("From 0 to 1", "picture"))
                ),
            ),
        ),
        tag("tbody", *rows),
        class_="why",
    )


def _reasons(lines: Sequence[Contribution]) -> Markup | None:
    rows = []
    for name, line in {line.rule: line for line in lines if line.why}.items():
        rows.append(tag("dt", rule(name)))
        rows.append(tag("dd", line.why, *([" ", tag("cite", line.reference)] if line.reference else [])))
    if not rows:
        return None
    return tag("details", tag("summary", "The reason for each rule"), tag("dl", *rows), class_="reasons")
