"""What the package is made of and from: locked versions, archives that come out the same, the bill of materials."""

from __future__ import annotations

import hashlib
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "lock").glob("*.txt"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SOURCES = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore", "src", "models", "seeds")

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def locked(path: Path) -> list[tuple[Requirement, int]]:
    """Each requirement of a lock file with the number of its digests."""
    rows = re.split(r"\n(?=[\w])", re.sub(r"(?m)^ *#.*\n", "", path.read_text("utf-8")))
    return [
        (Requirement(row.split("\\")[0].strip()), len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", row))) for row in rows
    ]


def asked(*extras: str) -> list[Requirement]:
    """What the project asks for, with some extras, those of its own resolved."""
    lines = list(PROJECT["dependencies"])
    for extra in extras:
        lines += PROJECT["optional-dependencies"][extra]
    out = []
    for one in map(Requirement, lines):
        out += asked(*one.extras) if one.name == "credscore" else [one]
    return out


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_a_lock_gives_one_version_with_digests_and_no_host(path: Path) -> None:
    rows = locked(path)
    assert rows
    for one, digests in rows:
        assert re.fullmatch(r"==[^,*]+", str(one.specifier)), one
        assert digests, one
    text = path.read_text("utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert not {"torch", "torchvision"} & {canonicalize_name(one.name) for one, _ in rows}
    for python in PYTHONS:
        environment = {"python_version": python, "python_full_version": f"{python}.0"}
        names = [one.name for one, _ in rows if one.marker is None or one.marker.evaluate(environment)]
        assert len(names) == len(set(names)), f"two versions for Python {python}"


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("run", ()), ("dev", ("dev", "learn")), ("docs", ("docs",)), ("fuzz", ("fuzz",)), ("bench", ("bench",))],
)
@pytest.mark.parametrize("python", PYTHONS)
def test_a_lock_has_all_that_is_asked_for(lock: str, extras: tuple[str, ...], python: str) -> None:
    environment = {"python_version": python, "python_full_version": f"{python}.0"}

    def fits(marker: Marker | None) -> bool:
        return marker is None or marker.evaluate(environment)

    versions = {
        canonicalize_name(one.name): Version(str(one.specifier)[2:])
        for one, _ in locked(ROOT / "lock" / f"{lock}.txt")
        if fits(one.marker)
    }
    for one in asked(*extras):
        if fits(one.marker):
            assert one.specifier.contains(versions[canonicalize_name(one.name)], prereleases=True), one


def test_locks_agree() -> None:
    for path in LOCKS:
        versions = {(one.name, str(one.marker)): str(one.specifier) for one, _ in locked(path)}
        for one, _ in locked(ROOT / "lock" / "dev.txt"):
            found = versions.get((one.name, str(one.marker)), str(one.specifier))
            assert found == str(one.specifier), f"{path.name}: {one.name}"


def archives(folder: Path, moment: int) -> dict[str, str]:
    """The digests of the archives built from a copy of the sources whose files are of that moment."""
    folder.mkdir(parents=True)
    for name in SOURCES:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, folder / name, ignore=shutil.ignore_patterns("__pycache__", "tables.json"))
        else:
            shutil.copy(place, folder / name)
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder / "out")]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "random"})
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "out").iterdir()}


def test_two_builds_in_two_places_at_two_times_are_the_same_bytes(tmp_path: Path) -> None:
    one = archives(tmp_path / "one", 1_500_000_000)
    other = archives(tmp_path / "another place" / "deeper", 1_700_000_000)
    assert one == other
    assert sorted(name.rpartition(".")[2] for name in one) == ["gz", "whl"]


def test_the_bill_of_materials_is_valid_and_holds_what_runs(tmp_path: Path) -> None:
    out = tmp_path / "bill.json"
    subprocess.run([sys.executable, str(ROOT / "supply" / "sbom.py"), "-o", str(out)], check=True)
    text = out.read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    assert bill["metadata"]["component"]["name"] == "credscore"
    found = {canonicalize_name(one["name"]) for one in bill["components"]}
    direct = {canonicalize_name(Requirement(one).name) for one in PROJECT["dependencies"]}
    assert direct <= found
    assert found == {canonicalize_name(one.name) for one, _ in locked(ROOT / "lock" / "run.txt")}
    assert all(one["version"] and one["purl"].startswith("pkg:pypi/") for one in bill["components"])


def test_a_bill_is_trimmed_to_what_is_needed() -> None:
    def component(name: str) -> dict[str, str]:
        return {"bom-ref": f"{name}==1", "name": name}

    bill: dict[str, Any] = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [component("Aa_b"), component("cc"), component("tester")],
        "dependencies": [{"ref": "root", "dependsOn": ["tester==1"]}],
    }
    trimmed = runpy.run_path(str(ROOT / "supply" / "sbom.py"))["trimmed"]
    found = trimmed(bill, {"credscore": ["aa-b"], "aa-b": ["cc"], "cc": []})
    assert found["components"] == [component("Aa_b"), component("cc")]
    assert found["dependencies"] == [
        {"ref": "Aa_b==1", "dependsOn": ["cc==1"]},
        {"ref": "cc==1"},
        {"ref": "root", "dependsOn": ["Aa_b==1"]},
    ]


def looked_up(*rows: dict[str, Any]) -> str:
    return json.dumps({"dependencies": rows, "fixes": []})


@pytest.mark.parametrize(
    ("said", "complaint", "status", "words"),
    [
        (looked_up({"name": "aa", "version": "1", "vulns": []}), "", 0, "1 packages looked up, 0 known"),
        (
            looked_up({"name": "aa", "version": "1", "vulns": [{"id": "CVE-2", "fix_versions": ["1.1"]}]}),
            "",
            1,
            "aa 1: CVE-2, fixed in 1.1",
        ),
        (looked_up({"name": "bb", "skip_reason": "not found"}), "", 0, "note: the index tells nothing of 1 others: bb"),
        ("", "Traceback\nrequests.exceptions.ConnectionError: no route", 0, "note: the locked packages could not be"),
        ("", "ERROR: no hash for aa", 2, "ERROR: no hash for aa"),
        ("", "", 2, "pip-audit ended with status 1"),
    ],
)
def test_an_audit_fails_on_what_is_known_to_be_bad(said: str, complaint: str, status: int, words: str) -> None:
    verdict = runpy.run_path(str(ROOT / "supply" / "audit.py"))["verdict"]
    found, text = verdict(["lock/run.txt"], 1, said, complaint)
    assert found == status
    assert words in text
