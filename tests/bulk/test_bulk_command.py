"""``credscore score`` on a batch: several jobs, an output file, a batch taken up again, interruptions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from credscore.bulk import output
from credscore.cli import main

SENTENCE = "Anna Berg, the mayor, said dam {} was safe. The builder denied it."
QUICK = ("--format", "jsonl", "--extractor", "rules")


def articles(folder: Path, count: int, name: str = "in.jsonl") -> str:
    """A file of articles, every tenth of them no JSON."""
    path = folder / name
    path.write_text(
        "".join(
            '{"id": bad\n' if n % 10 == 7 else json.dumps({"id": f"a{n}", "text": SENTENCE.format(n)}) + "\n"
            for n in range(count)
        )
    )
    return str(path)


def start(*arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "credscore", "score", *arguments], stdout=stdout, stderr=subprocess.PIPE
    )


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(autouse=True)
def interrupts_are_heard() -> Iterator[None]:
    """Whoever runs the tests in a shell's background has SIGINT ignored, and so would what they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_file_gets_what_standard_output_gets(
    form: str, count: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = articles(tmp_path, count), tmp_path / "out"
    assert main(["score", path, "--format", form, "--extractor", "rules", "--points"]) == 0
    printed = capsys.readouterr().out
    assert main(["score", path, "--format", form, "--extractor", "rules", "--points", "-o", str(out)]) == 0
    assert capsys.readouterr() == ("", "")
    assert out.read_text("utf-8") == printed
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_several_jobs_write_what_one_writes(form: str, tmp_path: Path) -> None:
    path = articles(tmp_path, 60)
    one, three = (start(path, "--format", form, "--extractor", "rules", "--jobs", jobs) for jobs in ("1", "3"))
    expected, found = one.communicate(), three.communicate()
    assert found == expected
    assert one.returncode == three.returncode == 1
    assert expected[1].count(b"is not JSON") == 6
    assert expected[1].endswith(b"credscore: 54 scored, 6 could not be read\n")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = articles(tmp_path, 3), tmp_path / "missing" / "out.jsonl"
    assert main(["score", path, *QUICK, "-o", str(out)]) == 1
    assert capsys.readouterr().err == f"credscore: {out}: cannot be written: No such file or directory\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk(jobs: str, tmp_path: Path) -> None:
    path = articles(tmp_path, 300)
    with open("/dev/full", "wb") as full:
        done = start(path, *QUICK, "--jobs", jobs, stdout=full.fileno())
        _, err = done.communicate()
    assert done.returncode == 1
    assert err.splitlines()[-1] == b"credscore: cannot write: No space left on device"
    done = start(path, *QUICK, "--jobs", jobs, "-o", "/dev/full")
    _, err = done.communicate()
    assert done.returncode == 1
    assert err.splitlines()[-1] == b"credscore: /dev/full: cannot be written: No space left on device"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="for the superuser no folder is read-only")
@pytest.mark.parametrize("more", [[], ["--resume"]])
def test_a_read_only_folder(more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, folder = articles(tmp_path, 3), tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert main(["score", path, *QUICK, "-o", str(folder / "out.jsonl"), *more]) == 1
    assert capsys.readouterr().err.endswith("cannot be written: Permission denied\n")
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "more",
    [["--resume"], ["--resume", "-o", "x"], ["--resume", "--format", "jsonl"], ["--jobs", "-1"], ["--jobs", "x"]],
)
def test_wrong_usage(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["score", "in.jsonl", *more])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: credscore score")


def test_standard_input_cannot_be_taken_up_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(SystemExit) as stopped:
        main(["score", "-", *QUICK, "-o", str(out), "--resume"])
    assert stopped.value.code == 2
    assert "standard input cannot be read again" in capsys.readouterr().err
    assert not out.exists()


def test_a_batch_taken_up_again_after_kills_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out, straight = articles(tmp_path, 200), tmp_path / "out.jsonl", tmp_path / "straight.jsonl"
    assert main(["score", path, *QUICK, "-o", str(straight)]) == 1
    killed = 0
    for lines in (0, 20, 45, 110):
        process = start(path, *QUICK, "-o", str(out), "--resume", "--jobs", "2")
        while process.poll() is None and not (out.exists() and out.read_bytes().count(b"\n") >= lines):
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
    assert killed
    capsys.readouterr()
    assert main(["score", path, *QUICK, "-o", str(out), "--resume"]) == 1
    assert capsys.readouterr().err.endswith("credscore: 180 scored, 20 could not be read\n")
    assert out.read_bytes() == straight.read_bytes()
    journal = [json.loads(line) for line in (tmp_path / "out.jsonl.journal").read_text().splitlines()]
    assert [one["record"] for one in journal[1:-1]] == list(range(7, 200, 10))
    assert journal[-1] == {"complete": True, "scored": 180, "bad": 20}
    assert main(["score", path, *QUICK, "-o", str(out), "--resume"]) == 1
    assert "is complete" in capsys.readouterr().err
    assert out.read_bytes() == straight.read_bytes()


def test_another_extractor_policy_or_input_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = articles(tmp_path, 3), tmp_path / "out.jsonl"
    assert main(["score", path, *QUICK, "-o", str(out), "--resume"]) == 0
    assert main(["score", path, "--format", "jsonl", "-o", str(out), "--resume"]) == 1
    assert '--extractor was "rules" when it was begun, and is null now' in capsys.readouterr().err
    assert main(["score", path, *QUICK, "-o", str(out), "--resume", "--outlet", "The Lantern"]) == 1
    assert '--outlet was null when it was begun, and is "The Lantern" now' in capsys.readouterr().err
    articles(tmp_path, 4)
    assert main(["score", path, *QUICK, "-o", str(out), "--resume"]) == 1
    assert "input 1 sha256 was" in capsys.readouterr().err


@pytest.mark.parametrize(("option", "place"), [("policy", "--policy sha256"), ("register", "--register 1 sha256")])
def test_what_an_option_names_may_not_have_changed(
    option: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out, kept = articles(tmp_path, 3), tmp_path / "out.jsonl", tmp_path / "kept.file"
    text = {
        "policy": 'extends = "default"\nid = "mine"\nversion = "1"\n',
        "register": "name,aliases,office,body,role,from,to\n",
    }[option]
    kept.write_text(text, encoding="utf-8")
    arguments = ["score", path, *QUICK, "-o", str(out), "--resume", f"--{option}", str(kept)]
    assert main(arguments) == 0
    assert main(arguments) == 0
    kept.write_text(f"{text}# again\n", encoding="utf-8")
    assert main(arguments) == 1
    assert f"{place} was" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_batch(jobs: str, tmp_path: Path) -> None:
    path, out = articles(tmp_path, 5000), tmp_path / "out.jsonl"
    process = start(path, *QUICK, "--jobs", jobs, "-o", str(out), "--resume")
    while process.poll() is None and not (out.exists() and out.stat().st_size):
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    last = err.decode().splitlines()[-1]
    assert last.startswith("credscore: interrupted after ")
    assert last.endswith(" records of " + str(out) + "; --resume goes on from there")
    assert b"Traceback" not in err
    assert out.read_bytes().endswith(b"}\n")
    done = int(last.split()[3])
    bad = len((tmp_path / "out.jsonl.journal").read_bytes().splitlines()) - 1
    assert len(ids(out)) + bad == done


def test_an_interrupted_stream_ends_with_a_whole_line(tmp_path: Path) -> None:
    path = articles(tmp_path, 5000)
    process = start(path, *QUICK, "--jobs", "2")
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate()
    assert process.returncode == 130
    assert (first + rest).endswith(b"}\n")
    assert b"interrupted after " in err.splitlines()[-1]
    assert b"Traceback" not in err


def test_an_interrupted_whole_file_is_not_there(tmp_path: Path) -> None:
    path, out = articles(tmp_path, 5000), tmp_path / "out.jsonl"
    out.write_text("older\n")
    process = start(path, *QUICK, "-o", str(out))
    while process.poll() is None and not list(tmp_path.glob(".out.jsonl.*.part")):
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert b"nothing was written to " in err.splitlines()[-1]
    assert out.read_text() == "older\n"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_leaves(jobs: str, tmp_path: Path) -> None:
    process = start(articles(tmp_path, 2000), *QUICK, "--jobs", jobs)
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["id"] == "a0"
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 1
    assert all(b"is not JSON" in line for line in err.splitlines())


def test_progress_is_shown_when_asked_for_and_not_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = articles(tmp_path, 3)
    assert main(["score", path, *QUICK]) == 0
    assert capsys.readouterr().err == ""
    assert main(["score", path, *QUICK, "--progress"]) == 0
    assert capsys.readouterr().err.startswith("3 records in ")


def test_an_interrupt_while_the_file_is_made_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made_and_interrupted(path: Path, mode: str) -> None:
        path.touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "open", made_and_interrupted, raising=False)
    with pytest.raises(KeyboardInterrupt), output.Whole(str(tmp_path / "out.jsonl")):
        pass
    assert not list(tmp_path.iterdir())
