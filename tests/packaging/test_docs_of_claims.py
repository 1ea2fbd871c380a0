"""The code of the pages about corroboration and the ledger runs and prints what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def run(page: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), {})


def test_the_code_of_the_ledger_page(capsys: pytest.CaptureFixture[str]) -> None:
    run("ledger.md")
    assert "Record(confirmed=1.0, refuted=1.0)" in capsys.readouterr().out


def test_the_code_of_the_corroboration_page(capsys: pytest.CaptureFixture[str]) -> None:
    run("corroboration.md")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[0] for line in lines] == ["2", "2", "1"]
    assert lines[0][2] == lines[1][2] != lines[2][2]
