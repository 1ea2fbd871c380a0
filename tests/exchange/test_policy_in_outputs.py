"""Every output says by which policy its scores were made: its id, its version and the start of its digest."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from credscore import Report, Scorer
from credscore.cli import main
from credscore.exchange.table import csv_head, csv_rows
from credscore.policy import Policy
from credscore.report.marked import marked
from credscore.report.table import table
from credscore.scoring.arrays import score_batch

TEXT = "Anna Berg, the mayor, said the dam was safe. Officials told the Morning Lantern that the road was closed."
POLICY = Policy.load("strict")
REPORT = Scorer(POLICY, "rules").assess(TEXT)


def objects(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def squeezed(text: str) -> str:
    return text.replace("\n", "").replace(" ", "")


def test_the_label_has_id_version_and_digest() -> None:
    assert POLICY.label == f"strict@{POLICY.version}+{POLICY.digest[:12]}"


def test_a_statement_by_itself_and_each_of_a_report() -> None:
    assert len(REPORT.assessments) == 2
    for one in REPORT.assessments:
        assert one.policy == one.to_dict()["policy"] == POLICY.label
    out = json.loads(REPORT.to_json())
    assert out["policy"] == POLICY.label
    assert [one["policy"] for one in out["statements"]] == [POLICY.label] * 2


def test_rows_of_every_kind() -> None:
    assert [row["policy"] for row in REPORT.to_rows()] == [POLICY.label] * 2
    lines = list(csv.DictReader(io.StringIO(csv_head() + csv_rows(REPORT))))
    assert [line["policy"] for line in lines] == [POLICY.label] * 2
    assert score_batch([one.statement for one in REPORT.assessments], POLICY).policy == POLICY.label


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames(library: str) -> None:
    pytest.importorskip(library)
    assert list(REPORT.to_frame(library)["policy"]) == [POLICY.label] * 2  # type: ignore[arg-type]


def test_parquet_and_arrow(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    from credscore.arrow import score_batch as score_articles

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "a.parquet"
    given = [str(tmp_path / "a.txt"), "--format", "parquet", "-o", str(out)]
    assert main(["score", *given, "--policy", "strict", "--extractor", "rules"]) == 0
    assert parquet.read_table(out)["policy"].to_pylist() == [POLICY.label] * 2
    batch = pa.RecordBatch.from_pydict({"text": [TEXT]})
    assert score_articles(batch, policy="strict", extractor="rules")["policy"].to_pylist() == [POLICY.label]


def test_linked_data_ties_every_score_to_the_policy() -> None:
    nodes = list(objects(REPORT.to_jsonld()["@graph"]))
    (assessment,) = (node for node in nodes if "policy" in node)
    assert assessment["policy"] == POLICY.label
    opinions = [node for node in nodes if "belief" in node]
    assert len(opinions) >= 2 * len(REPORT.assessments)  # who said it, and whether it is so
    assert {one["wasGeneratedBy"] for one in opinions} == {assessment["@id"]}


@pytest.mark.parametrize(
    "shown",
    [
        str,
        table,
        lambda report: marked(report, report.assessments[0]),
        Report.to_html,
        Report._repr_html_,
        lambda report: report.assessments[0]._repr_html_(),
    ],
    ids=["str", "table", "explain", "html", "cell", "cell of a statement"],
)
def test_what_a_person_reads(shown: Callable[[Report], str]) -> None:
    assert POLICY.label in squeezed(shown(REPORT))
