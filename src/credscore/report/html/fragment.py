"""A report or a statement as a piece of HTML for a notebook's cell, in styles that touch nothing around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credscore.report.counts import counted
from credscore.report.html.bands import UNJUDGED, band_of
from credscore.report.html.card import chain, points
from credscore.report.html.learnt import verdict as verdict_of_model
from credscore.report.html.markup import Markup, bare, tag
from credscore.report.html.page import asset
from credscore.report.html.passage import headline
from credscore.report.html.pictures import gauge
from credscore.report.html.words import described, label, who
from credscore.report.readable import readable
from credscore.statement import Article

if TYPE_CHECKING:
    from credscore.api import Report
    from credscore.scoring import Assessment

__all__ = ["of_report", "of_statement"]

_NOTHING = Article()


def of_report(report: Report) -> str:
    """The statements of a report in a list, each with its points to unfold; no ids, no script, no address."""
    report = readable(report).report
    profile = report.profile
    score = "no score" if profile.score is None else f"score {profile.score:.2f}"
    return _scoped(
        tag("p", tag("b", tag("bdi", headline(report.article))), tag("br"), f"{score}; {counted(profile)}"),
        verdict_of_model(report.learnt) if report.learnt is not None else None,
        *(_statement(one, report.article, number) for number, one in enumerate(report.assessments, 1)),
        tag("p", f"{report.notice} Policy: {report.policy}.", class_="note"),
    )


def of_statement(one: Assessment) -> str:
    """One statement with its source, chain, answers and points."""
    return _scoped(_statement(one, _NOTHING, None), tag("p", f"Policy: {one.policy}.", class_="note"))


def _scoped(*children: str | None) -> str:
    style = Markup(f"<style>{asset('notebook.css')}</style>")
    return tag("div", style, *children, class_="credscore-nb")


def _statement(one: Assessment, article: Article, number: int | None) -> Markup:
    band = band_of(one)
    source = one.statement.source
    if one.score is None:
        value, picture, verdict = "no score", None, one.withheld or ""
    else:
        low, high = one.interval
        value, picture = f"{one.score:.2f}", gauge(one.score, low, high, band=band.key)
        likely = band.name if band is UNJUDGED else f"{band.name}: {one.words}"
        verdict = f"{likely}, {one.confidence} confidence, {low:.2f} to {high:.2f}"
    answers = [
        tag("li", tag("b", label(answer.status.value)), " ", tag("bdi", answer.by or "a party not named"))
        for answer in one.statement.responses
    ]
    return tag(
        "details",
        tag(
            "summary",
            f"{number}. " if number else None,
            tag("b", value, class_=f"value b{band.key}"),
            f" {one.grade} ",
            tag("bdi", bare(one.statement.text) or "(no text)", class_="gist"),
            tag("small", " – ", who(source), ", ", described(source)),
        ),
        picture,
        tag("p", verdict),
        chain(article, one, links=False),
        tag("ul", *answers, class_="responses") if answers else None,
        points(one),
        verdict_of_model(one.learnt) if one.learnt is not None else None,
        class_=f"b{band.key}",
        open=number is None,
    )
