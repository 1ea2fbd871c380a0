"""The page as a document: what it holds, what its own policy lets through, and that it needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hostile import PAYLOADS, URLS, hostile
from test_html_markup import Read

from credscore import Article, Scorer, Source, Statement, score
from credscore.report.html import of_report, of_statement, page

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
SCORER = Scorer()
KNOWN = frozenset(
    re.findall(
        r"\w+",
        "html head meta title style script body a svg defs pattern rect path line circle header main nav section "
        "article footer h1 h2 h3 h4 p div span ul ol li dl dt dd b strong em small cite code q bdi blockquote details "
        "summary table caption thead tbody tr th td time br wbr",
    )
)


def seed(name: str) -> Article:
    return Article.parse(json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["aukus", "dam", "merger"])
def test_a_seed_in_full(name: str) -> None:
    report = SCORER.assess(seed(name))
    html = report.to_html()
    read = Read(html)
    for number, one in enumerate(report.assessments, 1):
        assert f'id="a1-s{number}"' in html
        assert f'id="a1-t{number}"' in html
        assert one.statement.text in read.text
        assert all(line.rule in read.text for line in one.explain())
        if one.score is not None:
            assert f"could lie between {one.interval[0]:.2f} and {one.interval[1]:.2f}" in read.text
        else:
            assert one.withheld is not None
            assert one.withheld in read.text
        for hop in one.statement.chain:
            assert hop.name in read.text
        for answer in one.statement.responses:
            assert answer.by in read.text
    assert report.notice in read.text
    assert report.policy in read.text
    assert html == report.to_html()


def test_several_articles_share_no_id() -> None:
    html = page([SCORER.assess(seed(name)) for name in ("aukus", "dam", "merger")])
    read = Read(html)
    ids = Counter(one["id"] for _, one in read.elements if "id" in one)
    assert set(ids.values()) == {1}
    links = {one["href"] for name, one in read.elements if name == "a" and (one["href"] or "").startswith("#")}
    assert {link[1:] for link in links if link} <= set(ids)
    assert "Sourcing of 3 articles" in read.text


def test_the_policy_of_the_page_lets_its_own_style_and_script_through_and_nothing_else() -> None:
    html = SCORER.assess("Ann Lee, the mayor, said it rained.").to_html()
    read = Read(html)
    (rules,) = [one["content"] for _, one in read.elements if one.get("http-equiv") == "Content-Security-Policy"]
    assert rules is not None
    assert rules.startswith("default-src 'none'; ")
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        (source,) = re.findall(f"<{element}>(.*?)</{element}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in rules
    assert "unsafe" not in rules
    assert not any("style" in one for _, one in read.elements)


def test_nothing_is_loaded_from_anywhere() -> None:
    html = SCORER.assess(seed("dam")).to_html()
    assert not re.search(r"\b(src|srcset|action|poster|data|background|ping)=", re.sub(r"<script>.*", "", html))
    assert not re.search(r"@import|url\((?!#)|https?:|fetch|XMLHttp|import\(", html)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_makes_an_element_an_attribute_or_a_link(payload: str) -> None:
    report = SCORER.assess(hostile(payload, URLS[PAYLOADS.index(payload) % len(URLS)]))
    for html in (page([report, report], title=payload), of_report(report), of_statement(report.assessments[0])):
        read = Read(html)
        assert {name for name, _ in read.elements} <= KNOWN
        assert sum(name == "script" for name, _ in read.elements) == html.startswith("<!doctype")
        for _, attributes in read.elements:
            assert not any(key.startswith("on") or key in ("style", "src", "srcdoc") for key in attributes)
            assert (attributes.get("href") or "#")[0] == "#"
        assert not re.search("[\u061c\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800]", html)


@pytest.mark.parametrize("url", URLS)
def test_no_address_but_one_of_the_web_is_a_link(url: str) -> None:
    read = Read(page([SCORER.assess(hostile("plain words", url))]))
    assert all((one.get("href") or "#")[0] == "#" for _, one in read.elements)
    assert "".join(url.split())[:11] in "".join(read.text.split())


def test_an_address_of_the_web_is_a_link_that_tells_nobody() -> None:
    html = SCORER.assess(Article(text="Ann Lee said it rained.", url="https://example.org/a?b=1&c=2")).to_html()
    (link,) = [one for name, one in Read(html).elements if name == "a" and (one["href"] or "").startswith("http")]
    assert link == {"href": "https://example.org/a?b=1&c=2", "rel": "noopener noreferrer nofollow"}


def test_a_station_that_the_text_links_to_is_a_link() -> None:
    hops = [
        {"name": "Lantern", "kind": "outlet", "url": "https://lantern.example/7"},
        {"name": "X", "kind": "document"},
    ]
    statement = {"source": {"kind": "document", "name": "X"}, "chain": hops}
    report = SCORER.assess(Article.parse({"outlet": "Courier", "statements": [statement]}))
    links = [one for name, one in Read(report.to_html()).elements if name == "a" and one["href"][:4] == "http"]
    assert [one["href"] for one in links] == ["https://lantern.example/7"]
    assert "href" not in report._repr_html_()


def test_statements_without_a_text_and_an_article_without_statements() -> None:
    made = SCORER.assess(Article(statements=(Statement(source=Source(name="Jane Doe", kind="named_official")),)))
    read = Read(made.to_html())
    assert "The article came without its text." in read.text
    assert "Jane Doe" in read.text
    assert not any("t1" in (one.get("href") or "") for _, one in read.elements)
    empty = Read(SCORER.assess("It rained.").to_html())
    assert "No attributed statement was found." in empty.text


def test_in_a_notebook() -> None:
    report = SCORER.assess(seed("aukus"))
    cell = report._repr_html_()
    read = Read(cell)
    assert not any(key in one for _, one in read.elements for key in ("id", "href"))
    assert "<script" not in cell
    selectors = re.sub(r"/\*.*?\*/|\{[^}]*\}", "", re.findall(r"<style>(.*?)</style>", cell, re.DOTALL)[0])
    assert all(
        one.strip().startswith(".credscore-nb") for one in selectors.replace("\n", ",").split(",") if one.strip()
    )
    assert report.assessments[0].statement.text in read.text
    one = score(Statement(source=Source(name="Jane Doe", kind="named_official")))
    assert "Jane Doe" in Read(one._repr_html_()).text


def test_a_source_ends_without_its_comma() -> None:
    source = {"text": "Anna Berg, the mayor,", "kind": "named_official", "name": "Anna Berg"}
    statement = Statement.model_validate({"content": {"text": "the dam was safe"}, "source": source})
    report = SCORER.assess(Article(statements=(statement,)))
    for shown in (Read(report.to_html()).text, Read(of_report(report)).text, str(report)):
        assert "Anna Berg, the mayor" in shown
        assert ",," not in shown
        assert "mayor, (" not in shown


def test_what_cannot_be_judged_is_said_once() -> None:
    source = {"text": "Critics", "kind": "unnamed_group"}
    one = SCORER.score(Statement.model_validate({"content": {"text": "it took long"}, "source": source}))
    assert one.words == "cannot be judged"
    shown = Read(of_statement(one)).text
    assert shown.count("cannot be judged") == 1
    assert f"cannot be judged, {one.confidence} confidence" in shown
    article = Article(statements=(one.statement,))
    verdict = Read(SCORER.assess(article).to_html()).text
    assert "Cannot be judged (grade F6). By its sourcing alone, too little is known" in verdict
