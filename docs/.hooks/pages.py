"""The navigation, from the pages that are there; links to files of the project that are no pages, as plain words.

In tables an interval such as [0.1, 0.2] stays on one line.

A page that nobody has placed below stands under 'More', so that none is lost.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

_ORDER: tuple[tuple[str | None, tuple[tuple[str | None, str], ...]], ...] = (
    (None, (("Start", "index.md"), ("Tutorial", "tutorial.md"))),
    (
        "How to",
        (
            ("In a newsroom", "howto/newsroom.md"),
            ("As an OSINT analyst", "howto/osint.md"),
            ("As a fact checker", "howto/factcheck.md"),
            ("As an NLP engineer", "howto/nlp.md"),
            ("Batches", "howto/bulk.md"),
            ("Engines: Dask, Spark", "howto/engines.md"),
            ("Your own register", "howto/register.md"),
        ),
    ),
    (
        "The score",
        (
            (None, "score.md"),
            ("Policies", "policies.md"),
            ("Laws", "laws.md"),
            ("Corroboration", "corroboration.md"),
            ("Ledger", "ledger.md"),
            (None, "learning.md"),
        ),
    ),
    ("From text to statements", ((None, "inputs.md"), ("Extraction", "extraction.md"), ("Sourcing", "sourcing.md"))),
    ("What comes out", ((None, "report.md"), (None, "formats.md"))),
    ("Lint", ((None, "lint/index.md"),)),
    (
        "Reference",
        (
            ("API", "api.md"),
            ("Performance", "performance.md"),
            (None, "benchmarks.md"),
            (None, "trust.md"),
            ("Supply chain", "supply.md"),
        ),
    ),
    (
        "Studies: what was tried",
        (
            ("Extraction", "studies/extraction.md"),
            ("Corroboration", "studies/corroboration.md"),
            ("Learning from outcomes", "studies/learning.md"),
            ("Performance", "studies/performance.md"),
            (None, "mutation.md"),
        ),
    ),
)
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(([^()\s]{1,300})\)")
_INTERVAL = re.compile(r"(\[[−+]?[\d.]{1,9},) (?=[−+]?[\d.]{1,9}\])")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


def on_config(config: Any) -> Any:
    """Sets the navigation."""
    top = Path(config["docs_dir"])
    there = sorted(path.relative_to(top).as_posix() for path in top.rglob("*.md") if ".hooks" not in path.parts)
    placed = {page for _, pages in _ORDER for _, page in pages}
    nav: list[Any] = []
    for section, pages in _ORDER:
        entries: list[Any] = [{title: page} if title else page for title, page in pages if page in there]
        if section == "Lint":
            # Folded away: two dozen rules would push all that follows out of sight.
            entries.append({"The rules": [page for page in there if page.startswith("lint/") and page not in placed]})
        if section is None:
            nav += entries
        elif entries:
            nav.append({section: entries})
    more = [page for page in there if page not in placed and not page.startswith("lint/")]
    if more:
        nav.append({"More": more})
    config["nav"] = nav
    return config


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Links that lead out of the documentation have no target on the site: their words stay, as the file's path."""
    top = Path(config["docs_dir"])
    here = (top / page.file.src_uri).parent

    def plain(match: re.Match[str]) -> str:
        words, target = match[1], match[2].split("#")[0]
        if not target or "://" in target or target.startswith("mailto:"):
            return match[0]
        path = Path(os.path.normpath(here / target))
        if path.is_relative_to(top) or not path.exists():
            return match[0]
        shown = path.relative_to(top.parent).as_posix()
        return f"`{shown}`" if words.strip("`") in (shown, path.name) else f"{words} (`{shown}`)"

    lines, fenced = [], False
    for line in markdown.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        if not fenced:
            line = _LINK.sub(plain, line)
            if line.startswith("|"):
                line = _INTERVAL.sub(r"\1&nbsp;", line)
        lines.append(line)
    return "\n".join(lines)
