"""The command line: what goes in, what comes out, and what is said of bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from credscore.cli import main
from credscore.report.terminal import width_of

SEEDS = Path(__file__).parents[2] / "seeds"
GOOD = {"id": "g", "text": "Ann Lee, the mayor, said the bridge was safe. The builder denied it."}


def lines_of(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def write(path: Path, *records: object) -> str:
    rows = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
    path.write_bytes(b"\n".join(rows) + b"\n")
    return str(path)


def test_a_table_fits_eighty_columns_and_has_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(SEEDS / "aukus.json"), "--points"]) == 0
    out = capsys.readouterr().out
    assert max(map(width_of, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert "It is no fact check." in " ".join(out.split())
    assert "US officials (anonymous official" in out


def test_json_lines_keep_order_and_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(tmp_path / "a.jsonl", {**GOOD, "id": "b"}, {**GOOD, "id": "a"}, {"text": "It rained."})
    assert main(["score", name, "--format", "jsonl"]) == 0
    rows = lines_of(capsys.readouterr().out)
    assert [row["id"] for row in rows] == ["b", "a", "3"]
    assert rows[0]["statements"][0]["source"]["kind"] == "named_official"  # type: ignore[index]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"{not json", "is not JSON"),
        (b'{"id": "x", "text": "\xff"}', "is not UTF-8"),
        (b'{"id": "x"}', "needs a text or statements"),
        (b'{"id": "x", "text": 3}', "text: "),
        (b'{"id": "x", "text": "abc", "statements": [{"source": {"kind": "bogus"}}]}', "statements.0.source.kind: "),
        (b'{"id": "x", "text": "abc", "statements": [{"cue": {"spans": [[1, 9]]}}]}', "lies outside the text"),
        (b'{"id": "x", "text": "abc", "statements": [{"cue": {"spans": [[2, 1]]}}]}', "starts after its end"),
        (b'{"id": "x", "statements": [{"id": "s"}, {"id": "s"}]}', "is given twice"),
        (b'{"id": "x", "text": "a", "statements": [{"confidence": NaN}]}', "NaN is no JSON number"),
        (b"[" * 100_000, "nested too deeply"),
        (b'"text"', "an article is a JSON object"),
        (b'{"id": "x", "txt": "a", "text": "b"}', "txt: "),
    ],
    ids=lambda value: value[:12].decode("latin-1") if isinstance(value, bytes) else None,
)
def test_a_bad_line_is_named_and_the_rest_is_scored(
    bad: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(tmp_path / "a.jsonl", GOOD, bad, {**GOOD, "id": "last"})
    assert main(["score", name, "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [row["id"] for row in lines_of(out)] == ["g", "last"]
    assert f"{name}:2: " in err
    assert said in err
    assert "2 scored, 1 could not be read" in err


def test_a_missing_file_is_named_and_the_others_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path / "a.jsonl", GOOD)
    assert main(["score", str(tmp_path / "none.txt"), good, "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert len(lines_of(out)) == 1
    assert "none.txt: No such file" in err


def test_a_policy_file_that_is_not_there_is_bad_input_and_a_wrong_option_is_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["score", str(SEEDS / "dam.txt"), "--policy", "nowhere.toml"]) == 1
    assert "nowhere.toml" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["score"])
    assert stopped.value.code == 2


def test_statements_without_a_text_are_scored_as_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(SEEDS / "statements.json"), "--format", "json"]) == 0
    out = json.loads(capsys.readouterr().out)
    given = json.loads((SEEDS / "statements.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in out["statements"]] == [one["id"] for one in given["statements"]]
    assert all("score" in one for one in out["statements"])


def test_output_read_in_again_gives_the_same_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for seed in ("aukus", "dam", "merger"):
        assert main(["score", str(SEEDS / f"{seed}.txt"), "--format", "jsonl"]) == 0
        once = lines_of(capsys.readouterr().out)
        assert main(["score", write(tmp_path / "again.jsonl", *once), "--format", "jsonl"]) == 0
        again = lines_of(capsys.readouterr().out)
        scores = [[(one["id"], one["score"]) for one in row["statements"]] for row in (*once, *again)]  # type: ignore[index,union-attr,attr-defined]
        assert scores[0] == scores[1]


def test_explain_marks_the_spans_and_sums_the_points(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(SEEDS / "aukus.json"), "--statement", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    text, under = lines[0], lines[1]
    assert text[under.index("S") : under.rindex("S") + 1] == "US officials"
    assert text[under.index("C") : under.rindex("C") + 1] == "reported"
    assert any(line.strip().endswith("= score") for line in lines)
    assert main(["explain", str(SEEDS / "aukus.json"), "--statement", "99"]) == 1
    assert "no statement '99'" in capsys.readouterr().err


def test_control_characters_of_the_text_never_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Ann Lee\x1b[31m said the \u202ebridge\u202c was\x07 safe \u009b5m and 橋 stood."
    name = write(tmp_path / "a.jsonl", {"id": "x\x1b[2J", "title": "T\x1b]0;x\x07", "outlet": "O\x1b[1m", "text": text})
    assert main(["score", name, "--points"]) == 0
    assert main(["explain", name, "--statement", "1"]) == 0
    out = capsys.readouterr().out
    assert not set(out) & set("\x1b\x07\u009b\u202e\u202c")


def test_a_lone_surrogate_comes_out_as_valid_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(tmp_path / "a.jsonl", b'{"id": "x", "text": "Ann Lee said the \\ud800 bridge was safe."}')
    assert main(["score", name, "--format", "jsonl"]) == 0
    out = capsys.readouterr().out
    out.encode("utf-8")
    assert "\ud800" in json.loads(out)["statements"][0]["content"]["text"]


def run(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "credscore", *arguments], input=data, capture_output=True)


def test_standard_input_is_a_text_or_json_lines_by_its_first_character() -> None:
    text = run("score", "-", "--format", "jsonl", data=b"Ann Lee said it rained.")
    assert (text.returncode, len(lines_of(text.stdout.decode()))) == (0, 1)
    lines = run("score", "-", "--format", "jsonl", data=(json.dumps(GOOD) + "\n").encode() * 3)
    assert (lines.returncode, len(lines_of(lines.stdout.decode()))) == (0, 3)
    assert run("score", "-", "--format", "jsonl", data=b"").returncode == 0


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    command = f'"{sys.executable}" -m credscore score - --format jsonl | head -c 10'
    data = (json.dumps(GOOD) + "\n").encode() * 200
    done = subprocess.run(command, shell=True, input=data, capture_output=True)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
