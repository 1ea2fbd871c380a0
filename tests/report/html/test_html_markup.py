"""Elements: whatever text is put in comes out as that text, and as nothing else."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.report.html.markup import Markup, bare, join, tag, web_link


class Read(HTMLParser):
    """What a page holds: its elements with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


plain = st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(
    lambda text: "".join(c for c in text if unicodedata.bidirectional(c) not in ("LRE", "RLE", "LRO", "RLO", "PDF"))
)


@given(st.text())
def test_no_text_makes_an_element_or_an_attribute(text: str) -> None:
    read = Read(tag("p", text, title=text, data_x=text))
    assert [name for name, _ in read.elements if name != "span"] == ["p"]
    assert set(read.elements[0][1]) == {"title", "data-x"}
    assert all(attributes == {"class": "steering"} for name, attributes in read.elements if name == "span")
    assert not any(c in str(tag("p", text, title=text)) for c in "\u202e\u2066\u200f\x00\x1b\ud800")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_text_is_read_back_as_it_was(text: str) -> None:
    assert Read(tag("p", text)).text == text


def test_a_steering_character_is_shown_by_its_number() -> None:
    assert tag("b", "a\u202eb") == '<b>a<span class="steering">U+202E</span>b</b>'
    assert tag("b", title="a\u202eb") == '<b title="ab"></b>'


def test_markup_is_passed_on_and_plain_text_is_not() -> None:
    assert join([Markup("<i>"), "<i>", None]) == "<i>&lt;i&gt;"
    assert tag("a", tag("br"), "x", class_="c", hidden=True, id=None) == '<a class="c" hidden><br>x</a>'


def test_bare_text_is_one_line() -> None:
    assert bare(" a\n\tb\u2066 \x07c ") == "a b \ufffdc"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c&d#e", "http://example.org", "HTTPS://EXAMPLE.ORG/ä"])
def test_addresses_of_the_web_are_links(url: str) -> None:
    assert web_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " https://a.example",
        "https://a.example\n",
        "java\nscript:x",
        "data:text/html,x",
        "//a.example",
        'https://a.example/"x',
        "https://a.example/\u202ex",
        "https://",
        "file:///etc/passwd",
    ],
)
def test_nothing_else_is_a_link(url: str | None) -> None:
    assert web_link(url) is None
