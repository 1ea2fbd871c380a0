"""The line that says how far a batch is."""

from __future__ import annotations

import io
from pathlib import Path

from credscore.bulk.progress import Progress, count_records


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_time_left_of_this_run() -> None:
    stream, clock = Terminal(), Clock()
    progress = Progress(stream, total=1000, behind=400, clock=clock)
    for _ in range(100):
        clock.now += 0.5
        progress.step()
    assert stream.getvalue().split("\r")[-1].rstrip() == "500 of 1,000 records (50 %), 2.0 a second, 4 min 10 s left"
    progress.close()
    assert stream.getvalue().endswith("\r100 records in 50 s, 2.0 a second\n")


def test_without_a_total_there_is_no_time_left() -> None:
    stream, clock = Terminal(), Clock()
    progress = Progress(stream, total=None, clock=clock)
    clock.now += 4
    progress.step()
    assert stream.getvalue() == "\r1 records, 0.2 a second"
    progress.clear()
    assert stream.getvalue().endswith("\r" + " " * 23 + "\r")


def test_more_records_than_were_counted() -> None:
    stream, clock = Terminal(), Clock()
    progress = Progress(stream, total=1, clock=clock)
    for _ in range(3):
        clock.now += 1
        progress.step()
    assert "of 1" in stream.getvalue().split("\r")[1]
    assert stream.getvalue().split("\r")[-1].startswith("3 records")


def test_in_a_file_there_are_whole_lines_now_and_then() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, total=None, clock=clock)
    for _ in range(90):
        clock.now += 1
        progress.step()
    assert stream.getvalue().count("\n") == 3
    assert "\r" not in stream.getvalue()
    progress.clear()
    progress.close()
    assert stream.getvalue().endswith("90 records in 1 min 30 s, 1.0 a second\n")


def test_records_are_counted_where_that_is_cheap(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n{}\n{}")
    (tmp_path / "b.txt").write_text("one\n\ntwo\n")
    (tmp_path / "c.csv").write_text("id,text\n")
    names = [str(tmp_path / name) for name in ("a.jsonl", "b.txt")]
    assert count_records(names) == 4
    for other in (str(tmp_path / "c.csv"), "-", str(tmp_path), str(tmp_path / "missing.jsonl"), "a\0b"):
        assert count_records([*names, other]) is None
