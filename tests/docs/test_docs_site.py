"""The site builds without a warning, and its pages load nothing from anywhere else."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("mkdocs")
pytest.importorskip("material")
pytest.importorskip("mkdocstrings")

ROOT = Path(__file__).resolve().parents[2]
_LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}
_PASSIVE = {"canonical", "prev", "next", "license"}
_CSS = re.compile(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")\s]+)")


class Loaded(HTMLParser):
    """The addresses that a page loads something from by itself, and the words that it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link" and set((found.get("rel") or "").split()) & _PASSIVE:
            return
        if tag in _LOADING and found.get(_LOADING[tag]):
            self.addresses.append(found[_LOADING[tag]] or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear = Ear(logging.WARNING)
    folder = tmp_path_factory.mktemp("site")
    logging.getLogger("mkdocs").addHandler(ear)
    try:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder)))
    finally:
        logging.getLogger("mkdocs").removeHandler(ear)
    assert heard == []
    return folder


def test_every_page_is_built_and_in_the_navigation(site: Path) -> None:
    pages = [path for path in (ROOT / "docs").rglob("*.md") if ".hooks" not in path.parts]
    start = (site / "index.html").read_text("utf-8")
    for page in pages:
        address = page.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        assert (site / address).is_file()
        assert f'href="{address}"' in start or address == "index.html"


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        loaded = Loaded()
        loaded.feed(page.read_text("utf-8"))
        assert [one for one in loaded.addresses if "//" in one] == [], page
        assert loaded.addresses


def test_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        assert _CSS.findall(sheet.read_text("utf-8")) == [], sheet


def test_the_reference_has_the_docstrings(site: Path) -> None:
    reference = (site / "api.html").read_text("utf-8")
    assert "An article in, its statements scored out." in reference
    assert "Everything that can be swapped, in one place." in reference
