"""An output that can be taken up again: whatever a kill leaves of it, nothing is lost and nothing doubled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credscore import Article, CredscoreError, InputError
from credscore.bulk.journal import Resumable
from credscore.bulk.outcome import Record

MADE_OF = {"policy": "default@1", "input 1 sha256": "00ff"}


def records(pattern: list[bool]) -> Iterator[Record]:
    """Records with ids; False stands for one that cannot be read."""
    for number, good in enumerate(pattern):
        yield Record(Article(id=f"a{number}") if good else CredscoreError(f"bad {number}"), "in", number + 1)


def write_rest(output: Resumable, pattern: list[bool], stop: int | None = None) -> None:
    rest = records(pattern)
    output.pass_over(rest)
    for record in rest:
        if stop is not None and (record.line or 0) > stop:
            return
        if isinstance(record.item, Article):
            output.write(json.dumps({"id": record.item.id, "text": "é\n"}) + "\n")
        else:
            output.write_bad(record.item)
    output.finish()


def whole(folder: Path, pattern: list[bool]) -> tuple[bytes, bytes]:
    path = folder / "whole.jsonl"
    with Resumable(str(path), MADE_OF) as output:
        write_rest(output, pattern)
    journal = folder / "whole.jsonl.journal"
    found = path.read_bytes(), journal.read_bytes()
    path.unlink()
    journal.unlink()
    return found


@given(pattern=st.lists(st.booleans(), max_size=12), cuts=st.lists(st.integers(0, 10_000), min_size=1, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_prefix_of_the_writes_is_there_the_end_is_the_same(
    pattern: list[bool], cuts: list[int], tmp_path: Path
) -> None:
    expected, journal = whole(tmp_path, pattern)
    header = journal.index(b"\n") + 1
    # The writes in the order in which they were made, so that a kill leaves a prefix of them.
    lines = iter(expected.splitlines(keepends=True))
    faults = iter(journal[header:].splitlines(keepends=True))
    writes = [("log", journal[:header]), *(("out", next(lines)) if good else ("log", next(faults)) for good in pattern)]
    writes.append(("log", next(faults)))
    total = sum(len(data) for _, data in writes)
    path, beside = tmp_path / "cut.jsonl", tmp_path / "cut.jsonl.journal"
    for cut in cuts:
        left = cut % (total + 1)
        files = {"out": b"", "log": b""}
        for name, data in writes:
            files[name] += data[:left]
            left -= min(left, len(data))
        path.write_bytes(files["out"])
        beside.write_bytes(files["log"])
        with Resumable(str(path), MADE_OF) as output:
            if not output.complete:
                write_rest(output, pattern)
            assert (output.good, output.bad) == (sum(pattern), len(pattern) - sum(pattern))
        assert path.read_bytes() == expected
        assert beside.read_bytes() == journal


def test_a_complete_output_says_so(tmp_path: Path) -> None:
    path = str(tmp_path / "out.jsonl")
    with Resumable(path, MADE_OF) as output:
        assert not output.complete
        write_rest(output, [True, False, True])
    with Resumable(path, MADE_OF) as output:
        assert output.complete
        assert (output.good, output.bad, output.done) == (2, 1, 3)


def begun(folder: Path, pattern: list[bool] | None = None) -> Path:
    path = folder / "out.jsonl"
    with Resumable(str(path), MADE_OF) as output:
        write_rest(output, pattern or [True, False, True, True], stop=len(pattern or "1234") - 1)
    return path


def refused(path: Path, made_of: dict[str, str] | None = None) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(InputError) as caught, Resumable(str(path), made_of or MADE_OF) as output:
        output.pass_over(records([True, False, True, True]))
    assert (path.read_bytes() if path.is_file() else None) == before
    assert str(caught.value).startswith(f"{path}: cannot be taken up again: ")
    return str(caught.value)


def test_another_policy_or_input_is_refused(tmp_path: Path) -> None:
    path = begun(tmp_path)
    assert 'policy was "default@1" when it was begun, and is "strict@2" now' in refused(
        path, {**MADE_OF, "policy": "strict@2"}
    )
    assert 'input 1 sha256 was "00ff"' in refused(path, {**MADE_OF, "input 1 sha256": "11"})
    assert "--outlet was null" in refused(path, {**MADE_OF, "--outlet": "The Lantern"})


def test_a_file_without_a_journal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("mine\n")
    assert "there is no out.jsonl.journal beside it" in refused(path)


def test_a_journal_without_its_file_is_refused(tmp_path: Path) -> None:
    path = begun(tmp_path)
    path.unlink()
    assert "the file is not" in refused(path)


def test_lines_taken_out_are_noticed(tmp_path: Path) -> None:
    path = begun(tmp_path, [True, True, True, False, True])
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    assert "lines are missing from it" in refused(path)


def test_a_line_put_in_is_noticed(tmp_path: Path) -> None:
    path = begun(tmp_path)
    path.write_bytes(path.read_bytes() + b'{"id": "other"}\n')
    assert "its last line is of the article 'other', where 'a3' was to be expected" in refused(path)
    path.write_bytes(path.read_bytes() + b"no report\n")
    assert "its last line is no report" in refused(path)


def test_more_lines_than_records_are_noticed(tmp_path: Path) -> None:
    path = begun(tmp_path)
    path.write_bytes(path.read_bytes() + b'{"id": "a3"}\n{"id": "a4"}\n')
    assert "it has 5 records, and the input only 4" in refused(path)


@pytest.mark.parametrize("journal", [b"[]\n", b"null\n", b"\xff\n", b'{"record": 1}\n', b"[" * 9000 + b"\n", b"\n"])
def test_a_damaged_journal_is_refused(journal: bytes, tmp_path: Path) -> None:
    path = begun(tmp_path)
    (tmp_path / "out.jsonl.journal").write_bytes(journal)
    refused(path)


def test_a_damaged_line_of_the_journal_is_refused(tmp_path: Path) -> None:
    path = begun(tmp_path)
    journal = tmp_path / "out.jsonl.journal"
    journal.write_bytes(journal.read_bytes() + b'{"record": "x"}\n')
    assert "is damaged" in refused(path)


@pytest.mark.parametrize("name", ["missing/out.jsonl", "."])
def test_a_place_that_cannot_be_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError), Resumable(str(tmp_path / name), MADE_OF):
        pass
