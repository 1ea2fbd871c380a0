"""Completion in the shells themselves: what a press of the tab key offers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from credscore.cli import main
from credscore.cli.entry import make_parser

Press = Callable[..., list[str]]
COMMANDS = set(next(action for action in make_parser()._actions if action.dest == "command").choices or ())


def shell(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here")
    return found


def script(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", name]) == 0
    return capsys.readouterr().out


@pytest.fixture
def offered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Press:
    """What bash offers after the given words, the last of which is being typed."""
    program = shell("bash")
    path = tmp_path / "completion.bash"
    path.write_text(script("bash", capsys), encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "article one.txt").write_text("x")
    # What bash itself does on a tab: it looks up the function and calls it with the words of the line.
    press = (
        'source "$1"; shift; spec=$(complete -p credscore); [[ $spec == *"-F _credscore credscore" ]] || exit 3;'
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _credscore; printf "%s\\n" "${COMPREPLY[@]}"'
    )

    def press_tab(*words: str) -> list[str]:
        command = [program, "--norc", "-c", press, "bash", str(path), "credscore", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout.split("\n")[:-1] if done.stdout.strip() else []

    return press_tab


def test_bash_completes_commands(offered: Press) -> None:
    assert set(offered("")) == COMMANDS
    assert offered("exp") == ["explain"]
    assert offered("zzz") == []
    assert set(offered("policy", "")) >= {"show", "check", "diff"}


def test_bash_completes_options_and_their_values(offered: Press) -> None:
    assert offered("score", "--form") == ["--format"]
    assert "csv" in offered("score", "--format", "")
    assert offered("score", "--extractor", "ru") == ["rules"]
    assert offered("explain", "x.txt", "--statement", "") == []
    assert set(offered("completion", "")) == {"bash", "zsh", "fish"}
    assert set(offered("schema", "")) == {"input", "output"}


def test_bash_completes_files(offered: Press) -> None:
    assert "articles" in offered("score", "art")
    assert "articles" in offered("report", "x.txt", "-o", "art")


def test_bash_offers_every_command_help(offered: Press) -> None:
    for command in COMMANDS:
        assert "--help" in offered(command, "--")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_shell_reads_its_script(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "script"
    path.write_text(script(name, capsys), encoding="utf-8")
    done = subprocess.run([shell(name), "-n", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_fish_completes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "script.fish"
    path.write_text(script("fish", capsys), encoding="utf-8")
    home = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}

    def press_tab(line: str) -> set[str]:
        code = f"source {path}; complete -C '{line}'"
        done = subprocess.run([shell("fish"), "-c", code], env=home, capture_output=True, text=True, check=True)
        return {one.split("\t")[0] for one in done.stdout.splitlines()}

    assert press_tab("credscore ") == COMMANDS
    assert press_tab("credscore score --format c") == {"csv"}


def test_no_other_shell(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["completion", "tcsh"])
    assert stopped.value.code == 2


def test_python_m_credscore() -> None:
    done = subprocess.run([sys.executable, "-m", "credscore", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("credscore ")
