"""Folders, gzip and the places of records."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import Article
from credscore.intake import Bad, opening, read_input, read_placed


def written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def ids(name: str, form: str | None = None) -> list[str]:
    return [one.id if isinstance(one, Article) else str(one.error) for one in read_input(name, form)]


# Folders


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/10.md",
        "a.txt",
        "c.txt.gz",
        "b.txt",
        ".hidden.txt",
        ".git/x.txt",
        "photo.jpg",
        "x.toml",
    ):
        data = b"It rained."
        written(tmp_path, name, gzip.compress(data) if name.endswith(".gz") else data)
    written(tmp_path, "d.jsonl", b'{"text": "a"}\n{"text": "b", "id": "own"}\n')
    assert ids(str(tmp_path)) == ["a", "b/10", "b/2", "b", "c", "d-1", "own"]


def test_every_file_of_a_folder_where_the_form_is_given(tmp_path: Path) -> None:
    written(tmp_path, "a.story", b"It rained.")
    written(tmp_path, "b", b"It rained.")
    assert ids(str(tmp_path), "text") == ["a", "b"]
    (bad,) = ids(str(tmp_path))
    assert "holds no file of a known form" in bad


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    written(tmp_path, "a/one.txt", b"It rained.")
    os.symlink(tmp_path, tmp_path / "a" / "up")
    os.symlink(tmp_path / "nowhere.txt", tmp_path / "gone.txt")
    found = ids(str(tmp_path))
    assert found[0] == "a/one"
    assert found[1].endswith("gone.txt: No such file or directory")
    assert len(found) == 2


def test_a_bad_file_of_a_folder_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", b"\xff")
    written(tmp_path, "b.json", b"{}")
    written(tmp_path, "c.txt", b"It rained.")
    first, second, third = ids(str(tmp_path))
    assert first.startswith(f"{tmp_path}/a.txt:1: is not UTF-8")
    assert second.startswith(f"{tmp_path}/b.json: an article needs a text or statements")
    assert third == "c"


# Gzip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", b"It rained."),
        ("a.md.gz", b"It **rained**."),
        ("a.json.gz", b'{"id": "a", "text": "x"}'),
        ("a.jsonl.gz", b'{"id": "a", "text": "x"}\n'),
        ("a.csv.GZ", b"id,text\na,x\n"),
        ("a.html.gz", b"<html><body><p>It rained in the town.</p></body></html>"),
        ("a.txt", b"It rained."),
    ],
)
def test_gzip_of_any_form(name: str, data: bytes, tmp_path: Path) -> None:
    assert ids(written(tmp_path, name, gzip.compress(data))) == ["a"]


def test_members_one_after_another(tmp_path: Path) -> None:
    lines = [b'{"id": "%d", "text": "x"}\n' % number for number in range(5)]
    name = written(tmp_path, "a.jsonl.gz", b"".join(gzip.compress(line) for line in lines))
    assert ids(name) == ["0", "1", "2", "3", "4"]


def test_a_file_that_is_cut_off_is_named_and_what_came_before_is_kept(tmp_path: Path) -> None:
    lines = b"".join(b'{"id": "%d", "text": "%d"}\n' % (number, zlib.crc32(b"%d" % number)) for number in range(20_000))
    packed = gzip.compress(lines)
    name = written(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2])
    found = ids(name)
    assert found[-1] == f"{name}: is gzip that ends too early: the file is cut off"
    assert found[:-1] == [str(number) for number in range(len(found) - 1)]
    assert len(found) > 5_000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(b"It rained.")[:-9], "is gzip that ends too early"),
        (b"\x1f\x8b", "is gzip that ends too early"),
        (gzip.compress(b"It rained.") + b"junk", "is damaged gzip: "),
        (gzip.compress(b"It rained.")[:-8] + b"\0" * 8, "is damaged gzip: "),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 60, "is damaged gzip: "),
    ],
)
def test_damaged_gzip_is_named(data: bytes, said: str, tmp_path: Path) -> None:
    name = written(tmp_path, "a.txt.gz", data)
    (found,) = ids(name)
    assert found.startswith(f"{name}: {said}")


def test_a_bomb_is_refused_in_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_FREE", 1 << 20)
    bomb = gzip.compress(b"\n" * (64 << 20))
    for suffix in ("txt", "jsonl", "csv", "html"):
        name = written(tmp_path, f"a.{suffix}.gz", bomb)
        found = ids(name)
        assert "is gzip that unpacks to more than 200 times its size" in found[-1] or "no first row" in found[-1]


@given(st.binary(max_size=200))
def test_any_bytes_are_an_article_or_named(data: bytes) -> None:
    for start in (b"", b"\x1f\x8b\x08", b"text,id\n", b"---\ntitle: "):
        stdin = io.TextIOWrapper(io.BytesIO(start + data), encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", stdin)
            for form in ("text", "markdown", "json", "jsonl", "csv", None):
                stdin.buffer.seek(0)
                for item in read_input("-", form):
                    assert isinstance(item, Article) or (isinstance(item, Bad) and "<stdin>" in str(item.error))


def test_gzip_over_a_pipe() -> None:
    data = gzip.compress(json.dumps({"id": "a", "text": "Ann Lee said it rained."}).encode() + b"\n")
    command = [sys.executable, "-m", "credscore", "score", "-", "--format", "jsonl", "--extractor", "rules"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert json.loads(done.stdout)["id"] == "a"


# Places


def test_every_item_has_its_place(tmp_path: Path) -> None:
    lines = written(tmp_path, "a.jsonl", b'\n{"text": "a"}\nnot json\n')
    table = written(tmp_path, "b.csv", b'text\n"one\ntwo"\nthree\n')
    text = written(tmp_path, "c.txt", b"It rained.")
    places = [(one.file, one.line, one.whole) for name in (lines, table, text) for one in read_placed(name)]
    assert places == [(lines, 2, False), (lines, 3, False), (table, 2, False), (table, 4, False), (text, None, True)]


def test_a_form_loads_only_what_it_needs(tmp_path: Path) -> None:
    name = written(tmp_path, "a.txt", b"It rained.")
    code = f"from credscore.intake import read_input; list(read_input({name!r})); import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"credscore.intake.table", "credscore.intake.page", "lxml", "trafilatura", "numpy"} & set(
        done.stdout.split()
    )


def test_a_small_file_that_packs_well_is_no_bomb(tmp_path: Path) -> None:
    text = b"It rained. " * 200_000
    packed = gzip.compress(text)
    assert len(text) > 200 * len(packed)
    assert ids(written(tmp_path, "a.txt.gz", packed)) == ["a"]
