"""Runs every relation with every extractor, and marks those that known.toml lists as not holding yet."""

from __future__ import annotations

import functools
import pathlib
import tomllib

import pytest
import versions

from credscore import Scorer
from credscore.extract import EXTRACTORS

HERE = pathlib.Path(__file__).resolve().parent


@functools.cache
def scorer(name: str) -> Scorer:
    return Scorer(extractor=name)


@pytest.fixture(params=sorted(EXTRACTORS), autouse=True)
def extractor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the extractor that `versions.assess` reads with."""
    name: str = request.param
    monkeypatch.setattr(versions.Reader, "scorer", scorer(name))
    return name


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A relation that does not hold has to go on failing, or leave the list; a row that names no test is an error."""
    here = {item.name: item for item in items if item.path.parent == HERE}
    functions = {name.partition("[")[0] for name in here}
    rows = tomllib.loads((HERE / "known.toml").read_text("utf-8"))["known"]
    selected = any("::" in argument for argument in config.args) or config.option.keyword
    for row in rows:
        for case in row["cases"]:
            name = f"{row['test']}[{case}]"
            if name in here:
                here[name].add_marker(pytest.mark.xfail(strict=True, reason=row["why"]))
            elif row["test"] in functions and not selected:
                raise pytest.UsageError(f"known.toml names {name}, and there is no such test")
