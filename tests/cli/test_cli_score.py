"""``credscore score``: what goes in, what comes out, what is said of bad input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from credscore import Scorer
from credscore.cli import main
from credscore.report.terminal import width_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NAMES = ("aukus", "dam", "merger")
SENTENCE = "Anna Berg, the mayor, said the dam was safe. The builder denied it."


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "credscore", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def as_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def written(folder: Path, name: str, *records: object) -> str:
    """A file of JSON lines; bytes stand as they are."""
    path = folder / name
    path.write_bytes(b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in records))
    return str(path)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["txt", "json"])
def test_table_of_a_seed(name: str, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(SEEDS / f"{name}.{suffix}"), "--points"]) == 0
    out, err = capsys.readouterr()
    assert not err
    assert "= score" in out
    assert "It is no fact check." in out
    assert all(width_of(line) <= 80 for line in out.split("\n"))


@pytest.mark.parametrize("name", NAMES)
def test_jsonl_is_what_the_library_gives(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(SEEDS / f"{name}.txt"), "--format", "jsonl"]) == 0
    (found,) = lines_of(capsys.readouterr().out)
    expected = Scorer().assess((SEEDS / f"{name}.txt").read_text("utf-8")).to_dict()
    assert found == {**json.loads(json.dumps(expected)), "id": name}


def test_json_is_an_object_for_one_article_and_a_list_for_several(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(SEEDS / f"{name}.json") for name in NAMES]
    assert main(["score", files[0], "--format", "json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert main(["score", *files, "--format", "json"]) == 0
    several = json.loads(capsys.readouterr().out)
    assert one["id"] == "aukus"
    assert [article["id"] for article in several] == list(NAMES)
    assert several[0] == one


def test_jsonl_keeps_order_and_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = [{"id": f"n{number * 7 % 13}", "text": SENTENCE} for number in range(13)]
    path = written(tmp_path, "many.jsonl", *records)
    assert main(["score", path, "--format", "jsonl"]) == 0
    assert [one["id"] for one in lines_of(capsys.readouterr().out)] == [one["id"] for one in records]


def test_articles_without_an_id_get_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "many.jsonl", {"text": "a"}, b"", {"text": "b", "id": 17}, {"text": "c", "id": None})
    assert main(["score", path, "--format", "jsonl"]) == 0
    assert [one["id"] for one in lines_of(capsys.readouterr().out)] == ["1", "17", "4"]


def statement(**fields: object) -> dict[str, object]:
    return {"id": "s1", "content": {"text": "the dam held"}, **fields}


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"{not json", "is not JSON: "),
        (b'{"text": "a', "is not JSON: "),
        (b'{"text": "\xff\xfe"}', "is not UTF-8: byte 10"),
        (b"[1, 2]", "an article is a JSON object, not list"),
        (b"null", "an article is a JSON object"),
        ({"id": "a"}, "an article needs a text or statements"),
        ({"text": None}, "an article needs a text or statements"),
        ({"text": 5}, "text: Input should be a valid string (found 5)"),
        ({"text": "a", "colour": "red"}, "colour: Extra inputs are not permitted"),
        ({"text": "a", "published": "soon"}, "published"),
        ({"statements": [statement(source={"kind": "wizard"})]}, "statements.0.source.kind: Input should be 'named_"),
        ({"statements": [statement(stance="shouts")]}, "statements.0.stance: "),
        ({"statements": [statement(source={"kind": "outlet", "anonymous": True})]}, "anonymous is True but the kind"),
        ({"text": "short", "statements": [statement(cue={"spans": [[0, 99]]})]}, "statements.0.cue.spans.0: span [0,"),
        ({"statements": [statement(cue={"spans": [[5, 2]]})]}, "statements.0.cue.spans"),
        ({"statements": [statement(), statement()]}, "statements.1.id: 's1' is given twice"),
        ({"statements": [], "responses": [{"status": "denied", "about": ["s9"]}]}, "responses.0.about: no statement"),
        (b'{"text": "a", "statements": [{"confidence": NaN}]}', "is not JSON: NaN is no JSON number"),
        (b'{"statements": [{"confidence": 1e999}]}', "statements.0.confidence: "),
        (b'{"text": ' + b"9" * 10_000 + b"}", "is not JSON: "),
        (b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "is not JSON: nested too deeply"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_scored(
    record: object, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(
        tmp_path, "mixed.jsonl", {"id": "before", "text": SENTENCE}, record, {"id": "after", "text": SENTENCE}
    )
    assert main(["score", path, "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [one["id"] for one in lines_of(out)] == ["before", "after"]
    complaint, count = err.splitlines()
    assert complaint.startswith(f"credscore: {path}:2: ")
    assert reason in complaint
    assert len(complaint) < len(path) + 400
    assert count == "credscore: 2 scored, 1 could not be read"


def test_a_bad_field_in_a_list_is_named_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"text": SENTENCE}, {"text": 5}]))
    assert main(["score", str(path), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [one["id"] for one in lines_of(out)] == ["list-1"]
    assert err.startswith(f"credscore: {path}: 1.text: Input should be a valid string")


def test_a_json_file_that_is_none_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{\n"id": "a",\n"text": }')
    assert main(["score", str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"credscore: {path}:3: is not JSON: ")


def test_a_text_that_is_not_utf8_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("one\ntwo\nCaf\u00e9\n".encode("latin-1"))
    assert main(["score", str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"credscore: {path}:3: is not UTF-8: byte 11")


def test_a_missing_file_and_an_empty_folder_do_not_stop_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing.txt")
    assert main(["score", missing, str(tmp_path), str(SEEDS / "dam.txt"), "a\0b", "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [one["id"] for one in lines_of(out)] == ["dam"]
    first, second, third, count = err.splitlines()
    assert first == f"credscore: {missing}: No such file or directory"
    assert second.startswith(f"credscore: {tmp_path}: holds no file of a known form (.csv, ")
    assert "NUL" in third
    assert count == "credscore: 1 scored, 3 could not be read"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["score"],
        ["guess", "x"],
        ["score", "x", "--format", "xml"],
        ["score", "x", "--extractor", "magic"],
        ["score", "x", "--input", "pdf"],
        ["score", "-", "-"],
        ["score", "x", "-", "y", "-", "--corroborate"],
        ["lint", "-", "-"],
        ["report", "-", "-", "-o", "x.html"],
        ["policy", "diff", "default", "strict", "--on", "-", "--on", "-"],
        ["score", "x", "--threshold", "1.5"],
        ["score", "x", "--threshold", "nan"],
        ["explain", "x", "--statement", "1", "--threshold", "-0.1"],
        ["score", "x", "--policy", "wishful"],
        ["score", "x", "--policy", "wishful", "--jobs", "2"],
        ["lint", "x", "--policy", ""],
        ["report", "x", "--model", "wishful"],
        ["policy", "show", "wishful"],
        ["policy", "diff", "default", "wishful"],
        ["predict", "x", "--model", ""],
        ["evaluate", "x", "--model", "wishful"],
        ["evaluate", "x", "--model", "liar-speaker", "--resamples", "1"],
        ["evaluate", "x", "--model", "liar-speaker", "--seed", "-1"],
        ["evaluate", "x", "--model", "liar-speaker", "--plot", "x.png"],
        ["train", "x", "-o", "y", "--folds", "1"],
        ["train", "x", "-o", "y", "--strength", "0"],
        ["train", "x", "-o", "y", "--strength", "inf"],
        ["train", "x", "-o", "y", "--rows", "0"],
        ["train", "x", "-o", "y", "--seed", "4294967296"],
        ["ledger", "add", "x.db", "Ann Lee", "confirmed", "--when", "soon"],
        ["ledger", "show", "x.db", "Ann Lee", "--half-life", "0"],
        ["ledger", "import", "x.db", "x.csv", "--list", "x", "--weight", "nan"],
        ["explain", "x"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("usage: credscore")


def test_an_unknown_policy(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["score", str(SEEDS / "dam.txt"), "--policy", "wishful"])
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert not out
    assert "no policy 'wishful'; give a path or one of: default, intelligence, strict" in err


@pytest.mark.parametrize("option", ["--policy", "--model"])
def test_a_file_that_an_option_names_and_that_is_not_there_is_bad_input(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("nowhere.toml", "./wishful"):
        assert main(["score", str(SEEDS / "dam.txt"), option, name]) == 1
        assert f"{name}: cannot be read".removeprefix("./") in capsys.readouterr().err


def test_a_file_beside_us_may_have_a_name_without_a_suffix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine").write_text('extends = "default"\nid = "mine"\n', encoding="utf-8")
    assert main(["policy", "show", "mine"]) == 0
    assert "mine@" in capsys.readouterr().out


def test_an_outlet_for_articles_that_name_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "two.jsonl", {"text": "a"}, {"text": "b", "outlet": "The Lantern"})
    assert main(["score", path, "--outlet", "Harbour Courier", "--format", "jsonl"]) == 0
    assert [one["outlet"] for one in lines_of(capsys.readouterr().out)] == ["Harbour Courier", "The Lantern"]


def test_statements_without_a_text_keep_order_and_ids(capsys: pytest.CaptureFixture[str]) -> None:
    given = json.loads((SEEDS / "statements.json").read_text("utf-8"))
    assert main(["score", str(SEEDS / "statements.json"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in found["statements"]] == [one["id"] for one in given["statements"]]
    assert [one["content"]["text"] for one in found["statements"]] == [
        one["content"]["text"] for one in given["statements"]
    ]
    assert any(one["score"] is not None for one in found["statements"])
    for one in found["statements"]:
        points = sum(line["points"] for line in one["contributions"])
        assert points == pytest.approx(one["score"] or 0.0, abs=1e-12)


def test_output_read_in_again_scores_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(SEEDS / f"{name}.json") for name in (*NAMES, "statements")]
    assert main(["score", *files, "--format", "jsonl"]) == 0
    first = capsys.readouterr().out
    path = tmp_path / "again.jsonl"
    path.write_text(first, "utf-8")
    assert main(["score", str(path), "--format", "jsonl"]) == 0
    assert lines_of(capsys.readouterr().out) == lines_of(first)


@pytest.mark.parametrize(
    ("name", "shape"), [("e.txt", "object"), ("e.jsonl", "list"), ("blank.jsonl", "list"), ("list.json", "list")]
)
def test_empty_input(name: str, shape: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    path.write_text({"blank.jsonl": "\n \r\n", "list.json": "[]"}.get(name, ""))
    assert main(["score", str(path), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == [] if shape == "list" else found["statements"] == []
    assert main(["score", str(path)]) == 0
    assert ("No attributed statement was found." in capsys.readouterr().out) == (shape == "object")


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (SENTENCE.encode(), ["stdin"]),
        (b"", ["stdin"]),
        (b"[Updated] " + SENTENCE.encode(), ["stdin"]),
        (b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', ["a", "b"]),
        (b'\xef\xbb\xbf\n{"id": "a", "text": "x"}', ["a"]),
        (b'{\n  "id": "a",\n  "text": "x"\n}\n', ["a"]),
        (b'[{"id": "a", "text": "x"},\n {"id": "b", "text": "y"}]', ["a", "b"]),
        (b'{"id": "a", "text": "' + b"x " * 5000 + b'"}\n{"id": "b", "text": "y"}', ["a", "b"]),
    ],
)
def test_standard_input(
    data: bytes, ids: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_stdin(monkeypatch, data)
    assert main(["score", "-", "--format", "jsonl"]) == 0
    assert [one["id"] for one in lines_of(capsys.readouterr().out)] == ids


def test_the_form_can_be_given(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    as_stdin(monkeypatch, b'{"text": "x"}')
    assert main(["score", "-", "--input", "text", "--format", "jsonl"]) == 0
    assert lines_of(capsys.readouterr().out)[0]["id"] == "stdin"


HOSTILE = "The \x1b[31mmayor\x07 \x9b2J\u202e \x7f\u2066\u2028\x85 Berg said \u200fthe dam\x00 was \u061csafe."


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_no_control_of_an_article_comes_out(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "hostile.jsonl", {"id": HOSTILE, "title": HOSTILE, "outlet": HOSTILE, "text": HOSTILE})
    assert main(["score", path, "--format", form]) == 0
    out = capsys.readouterr().out
    assert {char for char in out if unicodedata.category(char) in ("Cc", "Zl", "Zp")} == {"\n"}
    assert not set(out) & set("\u202e\u2066\u200f\u061c")
    if form == "jsonl":
        assert lines_of(out)[0]["title"] == HOSTILE  # escaped, not lost


def test_no_control_of_a_field_name_comes_out_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "hostile.jsonl", {"text": "x", HOSTILE: 1}, {"text": "x", "id": [HOSTILE]})
    assert main(["score", path]) == 1
    err = capsys.readouterr().err
    assert {char for char in err if unicodedata.category(char) in ("Cc", "Zl", "Zp")} == {"\n"}
    assert len(err.splitlines()) == 3


def test_lone_surrogates_give_valid_utf8(tmp_path: Path) -> None:
    text = "Ann \ud800 Lee said the \udfff dam was \U0001f600 safe."
    path = written(tmp_path, "lone.jsonl", {"id": "a\udc80", "title": text, "text": text})
    for form in ("table", "json", "jsonl"):
        done = run("score", path, "--format", form, PYTHONIOENCODING="ascii")
        assert done.returncode == 0, done.stderr
        assert done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["title"] == text


def test_installed_command_over_a_pipe_and_colour(tmp_path: Path) -> None:
    done = run("score", "-", "--format", "jsonl", stdin=json.dumps({"id": "a", "text": SENTENCE}).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["id"] == "a"
    for variables in ({"NO_COLOR": "1"}, {"TERM": "xterm-256color"}):
        assert b"\x1b" not in run("score", str(SEEDS / "dam.txt"), **variables).stdout


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    path = written(tmp_path, "many.jsonl", *({"id": str(number), "text": SENTENCE} for number in range(400)))
    with subprocess.Popen(
        [sys.executable, "-m", "credscore", "score", path, "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["id"] == "0"
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_said_once() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "credscore", "score", str(SEEDS / "dam.txt")],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"credscore: cannot write: No space left on device\n"


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    from credscore import __version__

    for arguments, words in ((["--version"], f"credscore {__version__}\n"), (["score", "--help"], "--points")):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 0
        assert words in capsys.readouterr().out


@pytest.mark.parametrize("command", ["score", "report"])
@pytest.mark.parametrize("named", ["as it is", "through a link", "by its folder"])
def test_an_output_never_takes_the_place_of_an_input(command: str, named: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(SENTENCE, encoding="utf-8")
    output = draft
    if named == "through a link":
        output = tmp_path / "link.out"
        output.symlink_to(draft)
    given = str(tmp_path if named == "by its folder" else draft)
    done = run(command, given, "-o", str(output))
    assert done.returncode == 1
    assert done.stderr.decode() == f"credscore: {output}: is read as input; write the output elsewhere\n"
    assert draft.read_text(encoding="utf-8") == SENTENCE


@pytest.mark.parametrize("options", [["--resume"], ["--corroborate"], ["--jobs", "2"]])
def test_nor_does_it_with_these_options(options: list[str], tmp_path: Path) -> None:
    file = written(tmp_path, "in.jsonl", {"text": SENTENCE})
    before = Path(file).read_bytes()
    done = run("score", file, "--format", "jsonl", "-o", file, *options)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"is read as input" in done.stderr
    assert Path(file).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]


def test_an_output_in_the_folder_that_is_not_read_of_it_is_written_again(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(SENTENCE, encoding="utf-8")
    for name in ("scores.out", ".scores.csv"):
        for _ in range(2):
            done = run("score", str(tmp_path), "--extractor", "rules", "-o", str(tmp_path / name))
            assert (done.returncode, done.stderr) == (0, b"")
    done = run("score", str(tmp_path), "--input", "text", "-o", str(tmp_path / "scores.out"))
    assert b"is read as input" in done.stderr


def test_corroborated_statements_as_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files = []
    texts = (
        "Ann Lee, the mayor, said the Harwick bridge will close.",
        "The Harwick bridge will close, engineer Bo Ek said.",
    )
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        files.append(str(path))
    out = tmp_path / "out.parquet"
    given = ["score", *files, "--extractor", "rules", "--corroborate"]
    assert run(*given, "--format", "parquet", "-o", str(out)).returncode == 0
    rows = parquet.read_table(out).to_pylist()
    plain = [
        one for article in lines_of(run(*given, "--format", "jsonl").stdout.decode()) for one in article["statements"]
    ]
    assert [(row["score"], row["claim_id"]) for row in rows] == [(one["score"], one["claim_id"]) for one in plain]
    assert max(row["origins"] for row in rows) == 2
    assert run(*given, "--format", "parquet").returncode == 2


@pytest.mark.parametrize("jobs", ["-1", "1.5", "two"])
def test_a_number_of_jobs_that_is_none_is_explained(jobs: str) -> None:
    done = run("score", "any.txt", "--jobs", jobs)
    assert done.returncode == 2
    assert f"--jobs: a whole number from 0 was wanted, '{jobs}' was found".encode() in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell")
@pytest.mark.parametrize("arguments", [["score", "dam.txt"], ["score", "dam.txt", "--format", "csv"], ["schema"]])
def test_a_closed_standard_output_is_an_error_in_one_line(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(SENTENCE, encoding="utf-8")
    done = shell('"$@" >&-', tmp_path, *arguments)
    assert (done.returncode, done.stderr) == (1, b"credscore: cannot write: standard output is closed\n")


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell")
def test_closed_streams_that_are_not_needed_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(SENTENCE, encoding="utf-8")
    assert shell('"$@" >&-', tmp_path, "score", "dam.txt", "-o", "out").returncode == 0
    assert (tmp_path / "out").read_text(encoding="utf-8").startswith("dam\n")
    done = shell('"$@" >&-', tmp_path, "--help")  # from Python 3.11.3 on argparse keeps the error to itself
    assert (done.returncode, done.stderr) in ((0, b""), (1, b"credscore: cannot write: standard output is closed\n"))
    done = shell('"$@" 2>&-', tmp_path, "score", "none.txt", "dam.txt", "--format", "jsonl")
    assert done.returncode == 1
    assert [one["id"] for one in lines_of(done.stdout.decode())] == ["dam"]  # and no complaint among them


def shell(script: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["sh", "-c", script, "sh", sys.executable, "-m", "credscore", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize("command", ["score", "report"])
@pytest.mark.parametrize("option", ["policy", "ledger", "register"])
def test_nor_of_a_file_that_an_option_reads(
    command: str, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from credscore import Ledger

    draft, kept = tmp_path / "draft.txt", tmp_path / "kept.file"
    draft.write_text(SENTENCE, encoding="utf-8")
    if option == "ledger":
        with Ledger(kept) as ledger:
            ledger.record("Anna Berg", "confirmed")
    elif option == "policy":
        kept.write_text('extends = "default"\nid = "mine"\nversion = "1"\n', encoding="utf-8")
    else:
        kept.write_text("name,aliases,office,body,role,from,to\n", encoding="utf-8")
    before = kept.read_bytes()
    assert main([command, str(draft), f"--{option}", str(kept), "-o", str(kept)]) == 1
    assert capsys.readouterr().err == f"credscore: {kept}: is read as --{option}; write the output elsewhere\n"
    assert kept.read_bytes() == before
