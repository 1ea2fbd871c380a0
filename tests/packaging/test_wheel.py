"""The wheel, built from this checkout, installed where nothing of ours is, run from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from credscore import Article, assess

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_data_models_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    data = {
        str(one.relative_to(source))
        for kind in ("toml", "css", "js", "json", "bin")
        for one in source.rglob(f"*.{kind}")
    }
    assert data
    assert data <= names
    assert "credscore/py.typed" in names
    assert {f"credscore/models/{path.name}" for path in (ROOT / "models").iterdir()} <= names


def test_the_installed_command_scores_a_seed_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "an empty place"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*install, "--quiet", "--disable-pip-version-check"], check=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # The dependencies are lent by a path that is looked at after the place's own.
    lent = "\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (Path(site) / "lent.pth").write_text(lent + "\n")
    seed = ROOT / "seeds" / "dam.txt"
    where = subprocess.run(
        [python, "-c", "import credscore; print(credscore.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(place) in where.stdout  # the installed code, not the checkout's
    done = subprocess.run(
        [programs / "credscore", "score", str(seed), "--format", "jsonl"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    expected = assess(Article(id="dam", text=seed.read_text(encoding="utf-8")))
    assert json.loads(done.stdout) == json.loads(expected.to_json())
