"""``credscore report``: one file, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from credscore.cli import main

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def test_several_articles_in_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.html"
    files = [str(SEEDS / f"{name}.json") for name in ("aukus", "dam")]
    assert main(["report", *files, "-o", str(out), "--title", "Two & more"]) == 0
    html = out.read_text(encoding="utf-8")
    assert "<h1>Two &amp; more</h1>" in html
    assert 'id="a2"' in html
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == [out]


def test_standard_output_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(SEEDS / "aukus.txt"), "--extractor", "rules"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<!doctype html>")
    assert out.endswith("</html>\n")


def test_the_good_are_written_and_the_bad_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "Ann Lee said it rained."}\n{"text": 1}\n')
    out = tmp_path / "out.html"
    assert main(["report", str(source), "-o", str(out)]) == 1
    err = capsys.readouterr().err
    assert "in.jsonl:2: text:" in err
    assert "1 in the report, 1 could not be read" in err
    assert "Ann Lee" in out.read_text(encoding="utf-8")


def test_nothing_good_leaves_the_old_file_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.html"
    out.write_text("old")
    assert main(["report", str(tmp_path / "none.txt"), "-o", str(out)]) == 1
    assert "nothing is written" in capsys.readouterr().err
    assert out.read_text() == "old"


def test_a_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "no folder" / "out.html"
    assert main(["report", str(SEEDS / "aukus.txt"), "--extractor", "rules", "-o", str(out)]) == 1
    assert f"credscore: {out}: cannot be written: No such file" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="links and modes as Unix has them")
def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert main(["report", str(SEEDS / "aukus.txt"), "--extractor", "rules", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert real.stat().st_mode & 0o777 == 0o640
