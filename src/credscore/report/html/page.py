"""The whole page: head, policy of what may run, articles, style and script."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from credscore.report.counts import NOTHING_FOUND
from credscore.report.html.card import card
from credscore.report.html.markup import Markup, bare, join, tag, web_link
from credscore.report.html.overview import key, meaning, overview
from credscore.report.html.passage import headline, passage
from credscore.report.html.pictures import PATTERNS
from credscore.report.readable import readable

if TYPE_CHECKING:
    from credscore.api import Report

__all__ = ["asset", "page"]


@functools.cache
def asset(name: str) -> str:
    """A style sheet or script of this folder."""
    return files(__package__ or __name__).joinpath(name).read_text(encoding="utf-8").strip()


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")


def page(reports: Sequence[Report], *, title: str | None = None) -> str:
    """Reports as one HTML document that loads nothing from anywhere.

    The page's own content security policy lets its one style sheet and its one script through, by their digests,
    and nothing else: no image, no request, no form, no other script. Without scripts everything is still there.

    Args:
        reports: The articles, in the order in which they are shown.
        title: The page's title; by default the headline, or how many articles there are.
    """
    style, script = asset("page.css"), asset("page.js")
    rules = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    name = title or (headline(readable(reports[0]).report.article) if len(reports) == 1 else f"{len(reports)} articles")
    several = len(reports) != 1
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        _policy(rules),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{bare(name) or 'Article'} – sourcing report"),
        Markup(f"<style>{style}</style>"),
    )
    main = [
        *([tag("h1", title or f"Sourcing of {len(reports)} articles"), _contents(reports)] if several else []),
        *(_article(report, number, several) for number, report in enumerate(reports, 1)),
        meaning("h2"),
    ]
    notice = reports[0].notice if reports else ""
    body = tag(
        "body",
        tag("a", "Skip to the report", href="#report", class_="skip"),
        PATTERNS,
        tag("header", tag("p", "credscore", class_="mark"), tag("p", notice, class_="notice"), class_="top"),
        tag("main", *main, id="report"),
        tag(
            "footer",
            tag("p", f"{notice} Policy: ", tag("code", ", ".join(sorted({report.policy for report in reports}))), "."),
        ),
        Markup(f"<script>{script}</script>"),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _policy(rules: str) -> Markup:
    # Ours alone, so the quotes may stand, which makes the digests readable.
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{rules}">')


def _contents(reports: Sequence[Report]) -> Markup:
    rows = []
    for number, report in enumerate(reports, 1):
        score = report.profile.score
        rows.append(
            tag(
                "li",
                tag("a", tag("bdi", headline(readable(report).report.article)), href=f"#a{number}"),
                tag("span", "no score" if score is None else f"{score:.2f}", class_="value"),
            )
        )
    return tag("nav", tag("ol", *rows), aria_label="Articles", class_="contents")


def _article(given: Report, number: int, several: bool) -> Markup:
    report, headings = readable(given)
    article, assessments = report.article, report.assessments
    place = f"a{number}-"
    level = 2 if several else 1
    text = None
    if article.text.strip():
        text = passage(article, assessments, place, headings=headings, heading=f"h{level + 1}")
    cards = []
    for count, one in enumerate(assessments, 1):
        placed = text is not None and any(a < min(b, len(article.text)) for a, b in one.statement.content.spans)
        cards.append(card(count, one, article, place, placed=placed, heading=f"h{level + 2}"))
    panel = tag(
        "section",
        tag(f"h{level + 1}", "Statements"),
        *(cards or [tag("p", NOTHING_FOUND, class_="note")]),
        class_="panel",
        aria_label=f"Statements of article {number}" if several else "Statements",
    )
    reading = tag(
        "article",
        key(assessments) if assessments else None,
        text or tag("p", "The article came without its text.", class_="note"),
        class_="reading",
        aria_label=headline(article),
    )
    return tag(
        "section",
        tag(f"h{level}", tag("bdi", headline(article)), class_="headline"),
        _about(report),
        overview(report.profile, f"h{level + 1}", report.learnt),
        tag("div", reading, panel, class_="desk"),
        id=f"a{number}",
        class_="report",
    )


def _about(report: Report) -> Markup | None:
    article = report.article
    parts: list[Markup] = []
    if article.outlet:
        parts.append(tag("bdi", article.outlet))
    if article.published is not None:
        when = article.published.isoformat()
        parts.append(tag("time", when, datetime=when))
    if article.url:
        link = web_link(article.url)
        shown = tag("bdi", article.url)
        parts.append(shown if link is None else tag("a", shown, href=link, rel="noopener noreferrer nofollow"))
    if not parts:
        return None
    return tag("p", *(join([" · " if count else "", part]) for count, part in enumerate(parts)), class_="about")
