"""The page in a real browser: nothing from an article runs, statements open, and axe finds no serious fault."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile import PAYLOADS, URLS, hostile

from credscore import Article, Scorer
from credscore.report.html import of_report, page

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
SCORER = Scorer()
Show = Callable[..., Any]


def seed(name: str) -> Article:
    return Article.parse(json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8")))


def requests(driver: Any) -> list[str]:
    """What the page asked for, but for itself."""
    sent = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = [one["params"]["request"]["url"] for one in sent if one["method"] == "Network.requestWillBeSent"]
    return [url for url in urls if not url.startswith("file:")]


@pytest.fixture(scope="module")
def hostile_page() -> str:
    urls = [*URLS, *URLS, *URLS]
    reports = [SCORER.assess(hostile(payload, urls[k])) for k, payload in enumerate(PAYLOADS)]
    return page(reports, title="".join(PAYLOADS))


@pytest.fixture(scope="module")
def few_hostile() -> str:
    reports = [SCORER.assess(hostile(payload, url)) for payload, url in zip(PAYLOADS[::5], URLS, strict=False)]
    return page(reports, title="".join(PAYLOADS))


@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without its security policy"])
def test_nothing_from_an_article_runs(hostile_page: str, guarded: bool, show: Show) -> None:
    html = hostile_page
    if not guarded:
        html, cut = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        assert cut == 1
    driver = show(html)
    driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
    driver.execute_script(
        "for (const one of document.querySelectorAll('main *')) for (const type of ['mouseover', 'focus', 'click'])"
        " one.dispatchEvent(new Event(type, {bubbles: true}))"
    )
    assert driver.execute_script("return window.pwned ?? null") is None
    assert driver.execute_script("return document.scripts.length") == 1
    assert (
        driver.execute_script("return document.querySelectorAll('img, iframe, form, base, link, object').length") == 0
    )
    assert requests(driver) == []
    complaints = [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
    assert complaints == []
    shown = driver.execute_script("return document.querySelector('#a1 .text').textContent")
    assert "<script>window.pwned=1</script> said B and C." in shown


def test_nothing_runs_in_a_notebook(show: Show) -> None:
    cells = "".join(of_report(SCORER.assess(hostile(payload, URLS[0]))) for payload in PAYLOADS)
    driver = show(f"<!doctype html><meta charset=utf-8><title>cell</title>{cells}")
    assert driver.execute_script("return window.pwned ?? null") is None
    assert driver.execute_script("return document.querySelectorAll('script, img, iframe, a').length") == 0
    assert requests(driver) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_click_on_a_statement_opens_its_explanation(scripts: bool, show: Show) -> None:
    report = SCORER.assess(seed("aukus"))
    driver = show(report.to_html(), scripts=scripts)
    card = driver.find_element("id", "a1-s10")
    assert not card.is_displayed()
    driver.find_element("css selector", ".text a.s[data-s='10']").click()
    assert card.is_displayed()
    words = card.text
    one = report.assessments[9]
    assert one.statement.text in words
    assert one.statement.source.text in words
    assert "source.anonymous_official" in words.replace("\n", "")
    assert f"{one.score:.3f}" in words
    box = card.rect
    assert box["height"] > 200
    assert driver.current_url.endswith("#a1-s10")
    card.find_element("link text", "↑ Statement 10 in the text").click()
    assert driver.current_url.endswith("#a1-t10")


def test_by_keyboard_alone(show: Show) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = show(SCORER.assess(seed("aukus")).to_html())
    body = driver.find_element("tag name", "body")
    body.send_keys(Keys.TAB)
    assert driver.switch_to.active_element.text == "Skip to the report"
    stops = []
    for _ in range(12):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        stops.append(driver.switch_to.active_element)
    labels = [stop.get_attribute("aria-label") for stop in stops]
    assert labels[0] == "Statement 1, score 0.71, well sourced"
    assert [label.split(",")[0] for label in labels[:11] if label] == [f"Statement {k}" for k in range(1, 12)]
    stops[0].send_keys(Keys.ENTER)
    assert driver.find_element("id", "a1-s1").is_displayed()
    assert driver.switch_to.active_element.get_attribute("id") == "a1-s1"


def test_an_address_with_a_statement_opens_it(show: Show) -> None:
    html = page([SCORER.assess(seed("aukus")), SCORER.assess(seed("dam"))])
    driver = show(html, at="#a2-s11")
    card = driver.find_element("id", "a2-s11")
    assert card.is_displayed()
    top = driver.execute_script("return arguments[0].getBoundingClientRect().top", card)
    assert 0 <= top < driver.execute_script("return innerHeight")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["seeds", "hostile"])
def test_axe_finds_nothing_serious(name: str, dark: bool, few_hostile: str, show: Show) -> None:
    axe = pytest.importorskip("axe_core_python.base", reason="axe is not installed (extra 'browser')")
    html = few_hostile if name == "hostile" else page([SCORER.assess(seed(n)) for n in ("aukus", "dam", "merger")])
    driver = show(html, dark=dark)
    opened = "document.querySelectorAll('details').forEach((one, k) => { one.open = k % 3 === 0 })"
    driver.execute_script(opened)
    driver.find_element("css selector", "#a1 .text a.n").click()
    background = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(20, 22, 24)") is dark
    driver.execute_script(axe.AXE_SCRIPT)
    found = driver.execute_async_script("axe.run(document, {resultTypes: ['violations']}).then(arguments[0])")
    serious = [
        (one["id"], one["help"], [node["html"][:200] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("width", [320, 390, 768, 1300])
def test_nothing_runs_out_of_the_window(width: int, few_hostile: str, show: Show) -> None:
    for html in (page([SCORER.assess(seed("merger"))]), few_hostile):
        driver = show(html)
        metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        try:
            driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
            wide = driver.execute_script("return document.documentElement.scrollWidth")
        finally:
            driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        assert wide <= width


def test_on_paper_every_card_is_open(show: Show) -> None:
    driver = show(SCORER.assess(seed("aukus")).to_html(), scripts=False)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    cards = driver.find_elements("css selector", ".card .body")
    assert len(cards) == 11
    assert all(card.rect["height"] > 100 for card in cards)
    printed = base64.b64decode(driver.print_page())
    assert printed.startswith(b"%PDF")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
