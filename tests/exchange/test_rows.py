"""Rows: one a statement, the same in CSV, Parquet and frames, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import statements

from credscore import Article, CredscoreError, Scorer
from credscore.cli import main
from credscore.exchange.rows import COLUMNS
from credscore.exchange.table import csv_head, csv_rows, frame

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NAMES = ("aukus", "dam", "merger")
FILES = [str(SEEDS / f"{name}.json") for name in NAMES]
SCORER = Scorer()


def report(name: str) -> Any:
    return SCORER.assess(Article.parse(json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8"))))


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_as_a_person_reads_it() -> None:
    row = report("aukus").to_rows()[0]
    assert list(row) == [column.name for column in COLUMNS]
    assert row["article_id"] == "aukus"
    assert row["outlet"] == "Harbour Courier"
    assert row["published"] == "2024-03-04"
    assert row["number"] == 1
    assert row["source"] == "US officials"
    assert row["kind"] == "anonymous_official"
    assert row["anonymous"] is True
    assert row["chain"] == "Nikkei Asia (outlet) > US officials (anonymous_official)"
    assert row["relays"] == 1
    assert row["responses"] == "neither_confirmed_nor_denied: The White House and the Pentagon"
    text = json.loads((SEEDS / "aukus.json").read_text(encoding="utf-8"))["text"]
    assert text[row["start"] : row["end"]] == row["text"]
    assert row["low"] < row["score"] < row["high"]


def test_a_withheld_score_is_an_empty_cell() -> None:
    row = next(row for row in report("aukus").to_rows() if row["score"] is None)
    assert row["withheld"]
    (line,) = [one for one in read_csv(csv_head() + csv_rows(report("aukus"))) if one["number"] == str(row["number"])]
    assert line["score"] == ""


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", " =", "\u00a0+"]
)
def test_no_cell_of_text_is_a_formula(start: str) -> None:
    evil = start + 'HYPERLINK("https://evil.example","x")'
    statement = {"id": evil, "content": {"text": evil}, "source": {"kind": "outlet", "name": evil, "text": evil}}
    article = Article.parse({"id": evil, "title": evil, "outlet": evil, "url": evil, "statements": [statement]})
    (row,) = read_csv(csv_head() + csv_rows(SCORER.assess(article)))
    for name in ("article_id", "title", "outlet", "url", "statement_id", "text", "source", "source_name"):
        assert row[name] == f"'{evil}"


def test_numbers_stand_as_they_are() -> None:
    source = {"kind": "outlet", "name": "-5"}
    made = SCORER.assess(Article.parse({"statements": [{"source": source, "content": {"text": "x"}}]}))
    (row,) = read_csv(csv_head() + csv_rows(made))
    assert float(row["score"]) == made.assessments[0].score
    assert row["source_name"] == "'-5"
    assert row["anonymous"] == "false"


@given(st.lists(statements(), max_size=3, unique_by=lambda one: one.id), st.text())
def test_any_statement_is_read_back(many: list[Any], title: str) -> None:
    made = SCORER.assess(Article(statements=tuple(many), title=title))
    text = csv_head() + csv_rows(made)
    assert re.fullmatch(r"(?:(?:[^\r\n\"]|\"(?:[^\"]|\"\")*\")*\r\n)+", text)
    assert not re.search("[\x00-\x08\x1b\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)
    found = read_csv(text)
    assert len(found) == len(many)
    for cells, row in zip(found, made.to_rows(), strict=True):
        for column in COLUMNS:
            cell, value = cells[column.name], row[column.name]
            if value is None:
                assert cell == ""
            elif column.kind == "number":
                assert float(cell) == value
            elif column.kind == "integer":
                assert int(cell) == value
            elif column.kind == "boolean":
                assert cell == str(value).lower()
            elif value.isascii() and value.isprintable():
                assert cell.removeprefix("'") == value.removeprefix("'")


def test_csv_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", *FILES, "--format", "csv"]) == 0
    out = capsys.readouterr().out
    found = read_csv(out)
    assert [row["article_id"] for row in found] == [n for n in NAMES for _ in report(n).assessments]
    assert out.count("article_id") == 1


def test_json_ld_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", *FILES[:1], "--format", "jsonld"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(report("aukus").to_jsonld()))
    assert main(["score", *FILES, "--format", "jsonld"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 3


def test_parquet_holds_the_same_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra 'parquet')")
    out = tmp_path / "rows.parquet"
    assert main(["score", *FILES, "--format", "parquet", "-o", str(out)]) == 0
    table = parquet.read_table(out)
    assert table.to_pylist() == [row for name in NAMES for row in report(name).to_rows()]
    assert table.schema.metadata[b"credscore.schema"]
    assert table.schema.field("score").type == "double"
    assert list(tmp_path.iterdir()) == [out]
    nothing = tmp_path / "none.txt"
    nothing.write_text("It rained.")
    assert main(["score", str(nothing), "--format", "parquet", "-o", str(out)]) == 0
    assert parquet.read_table(out).num_rows == 0


def test_parquet_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["score", FILES[0], "--format", "parquet"])
    assert stopped.value.code == 2
    assert "--output FILE" in capsys.readouterr().err


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_holds_the_same_rows(library: Any) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    made = report("merger").to_frame(library)
    assert list(made.columns) == [column.name for column in COLUMNS]
    found = made.to_dict("records") if library == "pandas" else made.to_dicts()
    for row, expected in zip(found, report("merger").to_rows(), strict=True):
        for name, value in expected.items():
            if value is None:
                assert not isinstance(row[name], (str, float, int))
            else:
                assert row[name] == value
    empty = frame([], library)
    types = [str(kind) for kind in (made.dtypes, empty.dtypes)]
    assert types[0] == types[1]


def test_no_other_frame() -> None:
    with pytest.raises(CredscoreError, match="'pandas' and of 'polars', not of 'dplyr'"):
        frame([], "dplyr")  # type: ignore[arg-type]


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(CredscoreError, match=r"pip install 'credscore\[pandas\]'"):
        report("dam").to_frame()
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    out = tmp_path / "rows.parquet"
    assert main(["score", FILES[0], "--format", "parquet", "-o", str(out)]) == 1
    assert list(tmp_path.iterdir()) == []
