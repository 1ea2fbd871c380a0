"""Nothing that an article holds becomes part of a file's name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from credscore.cli import main

NAMES = (
    "../out",
    "../../etc/passwd",
    "/tmp/x",
    "..",
    "a/b",
    "C:\\x",
    "a\0b",
    "~/x",
    "$HOME",
    "-o",
    "x" * 300,
    "|x",
    ".part",
)


def files_of(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "in.jsonl", "--format", "jsonl", "-o", "work/out.jsonl"],
        ["score", "in.jsonl", "--format", "jsonl", "-o", "work/out.jsonl", "--resume"],
        ["score", "in.jsonl", "--format", "csv", "-o", "work/out.csv"],
        ["score", "in.jsonl", "--format", "parquet", "-o", "work/out.parquet"],
        ["report", "in.jsonl", "-o", "work/out.html"],
    ],
    ids=lambda given: f"{given[0]} {given[-1]}",
)
def test_names_of_outputs_are_the_callers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    if "parquet" in arguments:
        pytest.importorskip("pyarrow")
    inner = tmp_path / "inner"
    (inner / "work").mkdir(parents=True)
    rows = [
        {"id": name, "title": name, "outlet": name, "url": name, "text": f"Ann Lee said it rained in {number}."}
        for number, name in enumerate(NAMES)
    ]
    (inner / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.chdir(inner)
    before = files_of(tmp_path)
    assert main([*arguments, "--extractor", "rules"]) in (0, 1)
    made = files_of(tmp_path) - before
    name = next(one for one in arguments if one.startswith("work/"))
    assert f"inner/{name}" in made
    assert all(one.startswith((f"inner/{name}", "inner/work/.out.")) for one in made), made
