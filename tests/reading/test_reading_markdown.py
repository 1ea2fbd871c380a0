"""Markdown: what is read past, where links lead, and that every offset is one of the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore.reading import read
from credscore.reading.markdown import marks


def words(text: str) -> str:
    return " ".join(read(text, marks(text).edits).words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam is **safe**.", "The dam is safe ."),
        ("The _old_ dam and ***two*** more.", "The old dam and two more ."),
        ("~~Gone~~ now.", "Gone now ."),
        ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
        ("A lone * and a **half stay.", "A lone * and a * * half stay ."),
        ("See [the Star](https://star.example) now.", "See the Star now ."),
        ('See [the Star](https://star.example/a_(b) "A title") now.', "See the Star now ."),
        ("See [the Star][1] and [it].\n\n[1]: https://star.example\n[IT]: <x>", "See the Star and it ."),
        ("[Updated] It rained.", "[ Updated ] It rained ."),
        ("It rained.[^1]\n\n[^1]: A note.", "It rained . A note ."),
        ("![A crack](crack.png) It rained.", "It rained ."),
        ("[![A crack](crack.png)](https://a.example) It rained.", "It rained ."),
        ("# A headline #\nIt rained.", "A headline It rained ."),
        ("A headline\n==========\nIt rained.", "A headline It rained ."),
        ("One.\n\n---\n\nTwo.", "One . Two ."),
        ("> It held,\n> she said.", "It held , she said ."),
        ("* One\n* Two", "One Two"),
        ("12. One\n13. Two", "One Two"),
        ("`a*b*c` it", "a * b * c it"),
        ("Before.\n\n```python\nprint('said')\n```\nAfter.", "Before . After ."),
        ("Before. <!-- not\nthis --> After.", "Before . After ."),
        ("It <em class='x'>held</em>.<br>Then", "It held . Then"),
        ("<script>alert('said')</script> It held.", "It held ."),
        (r"A \*star\* and 2 < 3", "A * star * and 2 < 3"),
        ("| who | what |\n|---|:--|\n| Ann | said |", "who what Ann said"),
        ("---\ntitle: T\n---\nIt held.", "It held ."),
        ("+++\ntitle = 'T'\n+++\nIt held.", "It held ."),
        ("---\nNo front matter: it never ends.", "No front matter : it never ends ."),
        ("<https://a.example/b> it", "https://a.example/b it"),
        ("Fish &amp; chips", "Fish & chips"),
    ],
)
def test_markup_is_read_past(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("# A headline\nIt rained.", ["A headline", "It rained."]),
        ("- One\n- Two", ["One", "Two"]),
        ("One\nline, wrapped\n\nTwo", ["One\nline, wrapped", "Two"]),
        ("One\n> Two", ["One", "Two"]),
    ],
)
def test_blocks_are_paragraphs(text: str, paragraphs: list[str]) -> None:
    document = read(text, marks(text).edits)
    assert [document.passage(*one) for one in document.paragraphs] == paragraphs


def test_links_have_their_labels_place() -> None:
    text = "The [*Evening* Star](https://a.example/x?y=1) and [it][s].\n\n[s]: /inside\n\n`[no](link)` ![no](pic)"
    assert [(text[a:b], url) for a, b, url in marks(text).links] == [
        ("*Evening* Star", "https://a.example/x?y=1"),
        ("it", "/inside"),
    ]


def test_spans_are_of_the_text_as_given() -> None:
    text = "# News\n\nThe **dam** [held](https://a.example), said *Anna Berg*."
    document = read(text, marks(text).edits)
    assert [text[a:b] for a, b in zip(document.starts, document.ends, strict=True)] == document.words


SIGNS = st.text(alphabet="ab \n\\`*_~[]()<>!#-=|:^/\"'1.&;", max_size=60)


@given(SIGNS)
def test_edits_are_in_order_and_never_overlap(text: str) -> None:
    found = marks(text)
    last = 0
    for start, end, _ in found.edits:
        assert last <= start <= end <= len(text)
        last = end
    for start, end, _ in found.links:
        assert 0 <= start < end <= len(text)


@given(SIGNS)
def test_tokens_keep_their_order_in_the_text_as_given(text: str) -> None:
    document = read(text, marks(text).edits)
    assert all(0 <= a < b <= len(text) for a, b in zip(document.starts, document.ends, strict=True))
    assert document.starts == sorted(document.starts)


@given(st.text(alphabet="abc ,.é\n", max_size=60))
def test_a_text_without_markup_is_read_as_it_is(text: str) -> None:
    assert words(text) == " ".join(read(text).words)
