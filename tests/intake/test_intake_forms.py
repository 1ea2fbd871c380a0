"""Text, Markdown, CSV and HTML: what becomes of them, and what is said where they are bad."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from credscore import Article, Scorer
from credscore.cli import main
from credscore.errors import InputError
from credscore.intake import Bad, read_input, read_placed

RULES = Scorer(extractor="rules")
SENTENCE = "Anna Berg, the mayor, said the dam was safe."


def written(folder: Path, name: str, data: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def only(name: str, form: str | None = None) -> Article:
    (item,) = read_input(name, form)
    assert isinstance(item, Article), item
    return item


def fault(name: str, form: str | None = None) -> str:
    (item,) = read_input(name, form)
    assert isinstance(item, Bad), item
    return str(item.error)


def test_a_path_is_taken_and_a_form_that_there_is_not_is_refused(tmp_path: Path) -> None:
    name = written(tmp_path, "dam.txt", SENTENCE)
    assert list(read_input(tmp_path / "dam.txt")) == list(read_input(name))
    assert [item.id for item in read_input(tmp_path) if isinstance(item, Article)] == ["dam"]
    with pytest.raises(InputError, match="no form 'txt'; there are text, markdown"):
        list(read_input(name, "txt"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "a", "published": "March"}', "in.jsonl:1: published: Input should be a valid date"),
        ('{"text": "a", "published": [1]}', "in.jsonl:1: published: "),
        ('{"statements": [{"id": "a", "confidence": "x"}]}', "in.jsonl:1: statements.0.confidence: "),
        ('{"statements": [{"responses": [{}]}]}', "in.jsonl:1: statements.0.responses.0.status: Field required"),
        ('{"text": "a"', "in.jsonl:1: is not JSON: Expecting ',' delimiter (column 13)"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_what_is_wrong_is_named_by_a_place_of_the_record(line: str, said: str, end: str, tmp_path: Path) -> None:
    assert said in fault(written(tmp_path, "in.jsonl", line + end))


def test_a_file_named_by_nothing_is_named_all_the_same() -> None:
    assert fault("") == "'': No such file or directory"


# Markdown


def test_markdown_is_its_own_text_with_front_matter_read(tmp_path: Path) -> None:
    text = (
        "---\ntitle: \"The dam: a \\\"crack\\\"\"\ndate: 2024-03-04 # Monday\noutlet: 'Harbour''s Courier'\n"
        "tags: [a, b]\nauthor:\n  name: X\nurl: https://courier.example/dam\n---\n\n"
        "The **dam** held, the [Evening Lantern](https://lantern.example/a) reported.\n"
    )
    article = only(written(tmp_path, "dam.md", text))
    assert (article.id, article.title, article.outlet) == ("dam", 'The dam: a "crack"', "Harbour's Courier")
    assert article.model_dump(mode="json")["published"] == "2024-03-04"
    assert article.url == "https://courier.example/dam"
    assert article.text == text
    (one,) = RULES.assess(article).assessments
    (span,) = one.statement.source.spans
    assert text[slice(*span)] == one.statement.source.text
    assert "Evening Lantern" in one.statement.source.text
    assert one.statement.source.url == "https://lantern.example/a"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("---\nTitle: A plain title\n---\n", ("A plain title", None)),
        ("---\ntitle: >-\n  A folded\n  title\ndate: 2024-03-04T10:00:00Z\n---\n", ("A folded title", "2024-03-04")),
        ("---\ntitle: ~\nheadline: Other\n---\n", ("Other", None)),
        ("---\r\ntitle: Dos\r\ndate: 2024-03-04\r\n---\r\n", ("Dos", "2024-03-04")),
        ('+++\ntitle = "Toml"\ndate = 2024-03-04\n+++\n', ("Toml", "2024-03-04")),
        ("", (None, None)),
        ("---\ntitle: no end\n", (None, None)),
    ],
)
def test_front_matter(front: str, expected: tuple[str | None, str | None], tmp_path: Path) -> None:
    article = only(written(tmp_path, "a.md", front + SENTENCE))
    published = article.model_dump(mode="json")["published"]
    assert (article.title, published and published[:10]) == expected


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("---\ntitle: T\ndate: soon\n---\n", ":3: published: "),
        ('---\ntitle: "T\n---\n', ":2: title: is no quoted string"),
        ("---\noutlet: [A, B]\n---\n", ":2: outlet: is no plain text: [A, B]"),
        ("+++\ntitle = \n+++\n", ":2: the front matter is not TOML: "),
        ("+++\ntitle = 5\n+++\n", ":2: title: Input should be a valid string"),
    ],
)
def test_bad_front_matter_is_named_with_its_line(front: str, said: str, tmp_path: Path) -> None:
    name = written(tmp_path, "a.md", front + SENTENCE)
    assert fault(name).startswith(name + said)


# CSV


def test_csv_by_the_names_in_its_first_row(tmp_path: Path) -> None:
    data = (
        "\ufeffID,Title,words,Text,published,url,outlet\n"
        'a,"One, two",9,"Ann said ""no"".\nBob agreed.",2024-03-04,https://a.example,The Star\n\n'
        ",,,Two,,,\n"
        "b,,,Three\n"
    )
    one, two, three = (placed.item for placed in read_placed(written(tmp_path, "a.csv", data)))
    assert isinstance(one, Article)
    assert one.model_dump(mode="json", include={"id", "title", "text", "published", "url", "outlet"}) == {
        "id": "a",
        "title": "One, two",
        "text": 'Ann said "no".\nBob agreed.',
        "published": "2024-03-04",
        "url": "https://a.example",
        "outlet": "The Star",
    }
    assert isinstance(two, Article)
    assert (two.id, two.text, two.title) == ("2", "Two", None)
    assert isinstance(three, Article)
    assert (three.id, three.text) == ("b", "Three")


@pytest.mark.parametrize(("sign", "suffix"), [(";", "csv"), ("\t", "tsv"), (",", "csv")])
def test_what_parts_the_cells(sign: str, suffix: str, tmp_path: Path) -> None:
    assert only(written(tmp_path, f"a.{suffix}", f"id{sign}text\nx{sign}y z\n")).text == "y z"


def test_a_bad_row_is_named_with_row_and_line_and_the_rest_is_read(tmp_path: Path) -> None:
    data = (
        b'id,text,published\na,"one\ntwo",\nb,three,soon\nc,,\nd,four,,,\ne,f\xffve,\nf,"six"x,\ng,seven,\n'
        b'h,"never closed\ni,nine,\n'
    )
    name = written(tmp_path, "a.csv", data)
    items = list(read_input(name))
    assert [one.id for one in items if isinstance(one, Article)] == ["a", "g"]
    faults = [str(one.error).removeprefix(name) for one in items if isinstance(one, Bad)]
    for said, expected in zip(
        faults,
        [
            ":4: published: row 2: Input should be",
            ":5: text: row 3: is empty",
            ":6: row 4: has 5 cells for 3 columns",
            ":7: row 5: is not UTF-8: byte 3 of its line",
            ":8: row 6: is not CSV: ",
            ":10: row 8: opens a quotation mark that nothing closes",
        ],
        strict=True,
    ):
        assert said.startswith(expected)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("id,body\n", ":1: text: has no column 'text'; its first row names 'id', 'body'"),
        ("", ":1: has no first row that names its columns"),
        ("text,id,text\n", ":1: text: names this column twice"),
        (b"te\xffxt\n", ":1: is not UTF-8: byte 2 of its line"),
    ],
)
def test_a_bad_first_row(head: str | bytes, said: str, tmp_path: Path) -> None:
    name = written(tmp_path, "a.csv", head)
    assert fault(name).startswith(name + said)


def test_the_limit_of_cells_is_given_back(tmp_path: Path) -> None:
    import csv

    before = csv.field_size_limit()
    text = "word " * 60_000
    assert only(written(tmp_path, "a.csv", f'text\n"{text}"\n')).text == text
    assert csv.field_size_limit() == before


# HTML

PAGE = """<!doctype html><html lang="en"><head><title>Dam is safe | Harbour Courier</title>
<meta property="og:title" content="Dam is safe"><meta property="og:site_name" content="Harbour Courier">
<meta property="article:published_time" content="2024-03-04T10:00:00Z">
<link rel="canonical" href="https://courier.example/news/dam"></head><body>
<nav><a href="/">Home</a> <a href="/x">News said nothing</a></nav>
<article><h1>Dam is safe</h1>
<p>The dam is   safe, the <a href="https://lantern.example/a?b=1&amp;c=2">Evening
Lantern</a> reported, citing <em>two officials</em>.</p>
<script>document.write("The mayor said it")</script>
<p>&ldquo;It held,&rdquo; said Anna Berg, the mayor.<br>She spoke on <a href="../monday">Monday</a>.</p>
<ul><li>One thing happened here.</li><li>Another thing did.</li></ul>
<p>The ministry declined to comment on the report.</p></article>
<footer>Copyright. All rights reserved.</footer></body></html>"""


def test_a_page(tmp_path: Path) -> None:
    article = only(written(tmp_path, "dam.html", PAGE))
    assert article.text == (
        "The dam is safe, the Evening Lantern reported, citing two officials.\n\n"
        "“It held,” said Anna Berg, the mayor. She spoke on Monday.\n\n"
        "One thing happened here.\n\nAnother thing did.\n\nThe ministry declined to comment on the report."
    )
    assert (article.id, article.title, article.outlet) == ("dam", "Dam is safe", "Harbour Courier")
    assert article.url == "https://courier.example/news/dam"
    assert article.model_dump(mode="json")["published"] == "2024-03-04"
    assert [(article.text[slice(*link.span)], link.url) for link in article.links] == [
        ("Evening Lantern", "https://lantern.example/a?b=1&c=2"),
        ("Monday", "https://courier.example/monday"),
    ]


def test_the_output_of_a_page_gives_its_text_and_is_read_in_again(tmp_path: Path) -> None:
    report = RULES.assess(only(written(tmp_path, "dam.html", PAGE)))
    out = report.to_dict()
    first = out["statements"][0]
    ((start, end),) = first["source"]["spans"]
    assert out["text"][start:end] == first["source"]["text"]
    assert first["chain"][0] == {
        "name": "Evening Lantern",
        "kind": "outlet",
        "spans": [[17, 36]],
        "tier": None,
        "url": "https://lantern.example/a?b=1&c=2",
    }
    assert RULES.assess(Article.parse(out)).to_dict() == out


def test_the_text_of_a_file_is_not_given_again(tmp_path: Path) -> None:
    for name, form in (("a.txt", None), ("a.md", "markdown")):
        out = RULES.assess(only(written(tmp_path, name, SENTENCE))).to_dict()
        assert "text" not in out
        assert out.get("form") == form


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("", "is an empty page"),
        (" \n ", "is an empty page"),
        ("<html><body></body></html>", "no article was found in the page"),
        ("<div>" * 5000 + "x", "nests elements more than 200 deep"),
        ("<b>" * 100_000, "nests elements more than 200 deep"),
        (b"<p>caf\xe9</p>", "is not UTF-8: byte 6"),
        (b"<meta charset='no-such'><p>caf\xe9</p>", "names an encoding that is not known: no-such"),
        (b"<meta charset='utf-7'><p>caf</p>", "names an encoding that is not known: utf-7"),
        (b"<meta charset='unicode_escape'><p>caf</p>", "names an encoding that is not known: unicode_escape"),
        (b"<meta charset='raw_unicode_escape'><p>caf</p>", "is not known: raw_unicode_escape"),
        (b"<meta charset='zlib'><p>caf\xe9</p>", "names an encoding that is not known: zlib"),
        (b"x" * (16 * 1024 * 1024 + 1), "is larger than 16777216 bytes"),
    ],
)
def test_a_bad_page_is_named(page: str | bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path, "a.html", page)
    assert said in fault(name)
    assert fault(name).startswith(name)
    assert main(["score", name, written(tmp_path, "b.txt", SENTENCE), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert '"id": "b"' in out
    assert err.splitlines()[-1] == "credscore: 1 scored, 1 could not be read"
    assert len(err.splitlines()) == 2


def test_pages_in_other_encodings(tmp_path: Path) -> None:
    text = "“It held,” Anna Berg said at the Café."
    for charset, encoding in (("windows-1252", "cp1252"), ("ISO-8859-1", "cp1252"), ("utf-8", "utf-8")):
        page = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'
        assert only(written(tmp_path, "a.html", page.encode(encoding))).text == text
    assert only(written(tmp_path, "a.html", f"<html><body><p>{text}</p></body></html>".encode("utf-16"))).text == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="utf-16">',
        '<meta charset="UTF-16LE">',
        '<!-- <meta charset="windows-1252"> --><meta charset="utf-8">',
        '<!-- <meta charset="windows-1252"> <!-- --><title>x</title>',
        '<!-- <meta charset="windows-1252">' + "x" * 5000 + "-->",
    ],
)
def test_a_page_is_not_read_in_an_encoding_that_it_cannot_have_or_does_not_name(head: str, tmp_path: Path) -> None:
    text = "“It held,” Anna Berg said at the Café."
    for more in ("", " "):  # an even number of bytes, and an odd one
        page = f"<html><head>{head}</head><body><p>{text}</p></body></html>{more}"
        assert only(written(tmp_path, "a.html", page)).text == text


def test_no_file_of_the_reader_gets_into_a_page(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "the password said so")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>{SENTENCE} &x;</p>'
        f'<iframe src="file://{secret}"></iframe><object data="file://{secret}"></object></body></html>'
    )
    assert "password" not in only(written(tmp_path, "a.html", page)).text


def test_without_the_extra_the_message_names_it_and_the_rest_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    name = written(tmp_path, "a.html", PAGE)
    assert main(["score", name, written(tmp_path, "b.txt", SENTENCE), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert '"id": "b"' in out
    assert err.splitlines()[0] == f"credscore: {name}: needs trafilatura to be read: pip install 'credscore[html]'"


# Standard input


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PAGE, ("html", "Dam is safe")),
        ("---\ntitle: T\n---\n" + SENTENCE, ("markdown", "T")),
        ("id,title,text\nx,T,It rained.\n", ("text", "T")),
        ("title;text\nT;It rained.\n", ("text", "T")),
        ("The text, and more of it\nand so on", ("text", None)),
    ],
)
def test_standard_input_by_how_it_starts(
    data: str, expected: tuple[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode()), encoding="utf-8"))
    article = only("-")
    assert (article.form, article.title) == expected
    assert not sys.stdin.buffer.closed


@pytest.mark.parametrize(
    ("field", "keys"),
    [
        ("title", ("title", "headline")),
        ("published", ("date", "published")),
        ("outlet", ("outlet", "publication", "publisher")),
        ("url", ("url", "canonical", "canonical_url")),
        ("id", ("id",)),
    ],
)
def test_every_name_of_a_field_of_front_matter(field: str, keys: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    for key in keys:
        path.write_text(f"---\n{key}: 2024-03-01\n---\n\nIt rained.\n", encoding="utf-8")
        (article,) = read_input(path)
        assert str(getattr(article, field)) == "2024-03-01", key
