"""Hyperlinks at the outlets and documents of a chain."""

from __future__ import annotations

import pytest

from credscore import Article, Link, Scorer, Span

RULES = Scorer(extractor="rules")


def stations(text: str, url: str | None = None) -> list[tuple[str, str | None]]:
    """The stations of the first statement with their links."""
    (one, *_) = RULES.assess(Article(text=text, form="markdown", url=url)).assessments
    chain = [(hop.name, hop.url) for hop in one.statement.chain]
    return chain or [(one.statement.source.text, one.statement.source.url)]


REPORTED = "The dam is safe, the {} reported, citing two {}."


@pytest.mark.parametrize(
    ("outlet", "officials", "expected"),
    [
        ("[Evening Lantern](https://lantern.example/a)", "officials", "https://lantern.example/a"),
        ("Evening Lantern", "officials", None),
        ("Evening Lantern", "[officials](https://eveninglantern.example/b)", "https://eveninglantern.example/b"),
        ("Evening Lantern", "[officials](https://el.example/b)", "https://el.example/b"),
        ("[Evening Lantern](https://courier.example/tag/lantern)", "officials", None),
        ("[Evening Lantern](/tag/lantern)", "officials", None),
        ("[Evening Lantern](mailto:desk@lantern.example)", "officials", None),
        ("[Evening Lantern](https://[broken)", "officials", None),
    ],
)
def test_the_link_of_an_outlet(outlet: str, officials: str, expected: str | None) -> None:
    found = stations(REPORTED.format(outlet, officials), url="https://www.courier.example/dam")
    assert found[0] == ("Evening Lantern", expected)
    assert found[-1][1] is None


def test_a_link_of_another_sentence_says_nothing() -> None:
    text = "The dam is safe, the Evening Lantern reported. It is [old](https://lantern.example/a)."
    assert stations(text) == [("the Evening Lantern", None)]


def test_a_source_has_its_link() -> None:
    text = "The dam is safe, according to a [report](https://dams.example/r.pdf)."
    assert stations(text)[0][1] == "https://dams.example/r.pdf"


def test_links_may_be_given() -> None:
    text = "The dam is safe, the Evening Lantern reported."
    at = text.index("Evening")
    link = Link(span=Span(at, at + 15), url="https://lantern.example/a")
    (one,) = RULES.assess(Article(text=text, links=(link,))).assessments
    assert one.statement.source.url == "https://lantern.example/a"
    assert one.to_dict()["source"]["url"] == "https://lantern.example/a"
