"""The marked text: every character once, in order, under the marks of the spans that hold it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_html_markup import Read

from credscore import Article, Scorer
from credscore.report.html.passage import headline, passage, pieces

SCORER = Scorer(extractor="rules")


def marked(text: str, *contents: list[tuple[int, int]]) -> str:
    statements = [
        {"id": str(n), "content": {"spans": spans}, "source": {"kind": "outlet"}} for n, spans in enumerate(contents)
    ]
    report = SCORER.assess(Article.parse({"id": "x", "text": text, "statements": statements}))
    return passage(report.article, report.assessments, "a1-")


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, list[list[tuple[int, int]]]]:
    text = draw(st.text("ab \n", min_size=1, max_size=40))
    contents = []
    for _ in range(draw(st.integers(0, 5))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
        contents.append(list(zip(cuts[::2], cuts[1::2], strict=False)))
    statements = [
        {"id": str(n), "content": {"spans": spans}, "source": {"kind": "outlet"}} for n, spans in enumerate(contents)
    ]
    return Article.parse({"text": text, "statements": statements}), contents


@given(articles())
def test_pieces_cover_the_text_and_know_what_holds_them(given_: tuple[Article, list[list[tuple[int, int]]]]) -> None:
    article, contents = given_
    assessments = SCORER.assess(article).assessments
    found = list(pieces(len(article.text), assessments))
    assert "".join(article.text[piece.start : piece.end] for piece in found) == article.text
    begun = []
    for piece in found:
        holding = {
            n for n, spans in enumerate(contents, 1) if any(a <= piece.start and piece.end <= b for a, b in spans)
        }
        assert set(piece.inside) <= holding
        assert len(piece.inside) == min(4, len(holding))
        begun += piece.begins
    assert sorted(begun) == [n for n, spans in enumerate(contents, 1) if any(a < b for a, b in spans)]


@given(articles())
def test_the_passage_holds_the_text_and_every_number(given_: tuple[Article, list[list[tuple[int, int]]]]) -> None:
    article, contents = given_
    report = SCORER.assess(article)
    read = Read(passage(report.article, report.assessments, "a1-"))
    numbers = [one["id"] for _, one in read.elements if "id" in one]
    expected = {f"a1-t{n}" for n, spans in enumerate(contents, 1) if any(a < b for a, b in spans)}
    assert len(numbers) == len(set(numbers))
    assert set(numbers) == expected
    if not expected:
        skipped = headline(article).strip()
        shown = "".join(read.text.split())
        assert shown in ("".join(article.text.split()), "".join(article.text.replace(skipped, "", 1).split()))


def test_a_nested_statement_is_the_link_where_it_stands() -> None:
    html = marked("0123456789", [(0, 10)], [(3, 6)])
    links = [(one.get("href"), one["data-s"]) for name, one in Read(html).elements if "data-s" in one]
    assert links == [("#a1-s1", "1"), ("#a1-s2", "2 1"), ("#a1-s1", "1")]
    assert Read(html).text == "101223456789"  # the numbers 1 and 2 stand before their statements


def test_crossing_statements_change_over_where_the_second_begins() -> None:
    html = marked("0123456789", [(0, 6)], [(4, 9)])
    links = [(one.get("href"), one["data-s"]) for name, one in Read(html).elements if "data-s" in one]
    assert links == [("#a1-s1", "1"), ("#a1-s2", "2 1"), ("#a1-s2", "2")]


def test_a_statement_in_pieces_bears_its_number_once() -> None:
    html = marked("It rains, she said, a lot.", [(0, 8), (20, 25)])
    read = Read(html)
    assert sum("id" in one for _, one in read.elements) == 1
    assert [one["href"] for _, one in read.elements if "data-s" in one] == ["#a1-s1", "#a1-s1"]


def test_statements_over_the_same_words_bear_both_numbers() -> None:
    read = Read(marked("It rains.", [(0, 8)], [(0, 8)]))
    assert [one["id"] for _, one in read.elements if "id" in one] == ["a1-t1", "a1-t2"]


def test_only_a_first_paragraph_is_the_headline_and_no_number_is_left_out_with_it() -> None:
    assert Read(passage(Article(text="Rain\n\nRain"), (), "a1-")).text == "Rain"
    statement = {"id": "s", "content": {"spans": [(4, 5)]}, "source": {"kind": "outlet"}}  # the blank line between
    report = SCORER.assess(Article.parse({"text": "Rain\n\nRain", "statements": [statement]}))
    read = Read(passage(report.article, report.assessments, "a1-"))
    assert [one["id"] for _, one in read.elements if "id" in one] == ["a1-t1"]


def test_paragraphs_and_headline() -> None:
    hard = Article(text="A headline\n\nfirst line\nsecond line\n\nlast")
    assert headline(hard) == "A headline"
    assert passage(hard, (), "a1-").count("<p>") == 2
    single = Article(text="One.\nTwo.\nThree.", title="Else")
    assert headline(single) == "Else"
    assert passage(single, (), "a1-").count("<p>") == 3
    assert headline(Article(id="n7", text="A sentence that ends.\n\nAnother.")) == "n7"
