"""Importing credscore is cheap, and its names are what they say."""

from __future__ import annotations

import subprocess
import sys

import credscore


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_importing_loads_nothing_that_is_not_needed_yet() -> None:
    loaded = loaded_by("import credscore")
    unwanted = {
        "sklearn",
        "numpy",
        "pydantic",
        "argparse",
        "credscore.cli",
        "credscore.extract",
        "credscore.policy",
        "credscore.api",
    }
    assert loaded & unwanted == set()


def test_the_rules_extractor_needs_no_numpy_and_nothing_ever_scikit_learn() -> None:
    loaded = loaded_by("import credscore; credscore.Scorer(extractor='rules').assess('Ann Lee said it rained.')")
    assert not {"sklearn", "numpy"} & loaded
    assert "sklearn" not in loaded_by("import credscore; credscore.assess('Ann Lee said it rained.')")


def test_one_process_of_the_command_line_loads_nothing_of_several() -> None:
    code = "from credscore.cli import main; main(['score', 'seeds/dam.txt', '--extractor', 'rules', '--format', 'csv'])"
    loaded = loaded_by(code)
    assert not {"multiprocessing", "credscore.bulk.pool", "credscore.cli.train", "credscore.learn"} & loaded
    assert "credscore.cli.score" in loaded


def test_public_names_are_sorted_and_importable() -> None:
    assert list(credscore.__all__) == sorted(credscore.__all__)
    for name in credscore.__all__:
        assert getattr(credscore, name) is not None
    assert set(credscore.__all__) <= set(dir(credscore))
