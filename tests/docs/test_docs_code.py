"""The code of the documentation runs, and prints what the pages show. `running` says how pages are written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from running import DOCS, blocks, pages, rewritten, run


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_the_code_of_a_page_runs_and_prints_what_is_shown(page: Path, tmp_path: Path) -> None:
    differences = run(page, tmp_path)
    if differences and os.environ.get("CREDSCORE_DOCS") == "write":
        page.write_text(rewritten(page.read_text("utf-8"), differences), "utf-8")
        return
    told = [
        "\n".join([f"{page}:{one.first + 1}: the page shows", *one.shown, "but this is printed", *one.printed])
        for one in differences
    ]
    if told:
        pytest.fail("\n\n".join([*told, "If it is right: CREDSCORE_DOCS=write pytest tests/docs"]), pytrace=False)


PAGE = """\
```python
a = 6
print(a * 7)
```

```text title="Output"
{shown}
```

```json title="some.json"
{{"a": 1}}
```

```console
$ cat some.json
{{"a": …}}
$ printf 'one\\ntwo\\nthree\\n'
one
…
$ false  # exit status 1
```

```python
assert a == 6
```
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "page.md"
    path.write_text(text, "utf-8")
    return path


def test_a_page_that_shows_what_is_printed(tmp_path: Path) -> None:
    assert run(written(tmp_path, PAGE.format(shown="42")), tmp_path) == []


def test_a_page_that_shows_something_else_is_found_and_can_be_rewritten(tmp_path: Path) -> None:
    page = written(tmp_path, PAGE.format(shown="41"))
    differences = run(page, tmp_path)
    assert [(one.shown, one.printed) for one in differences] == [(["41"], ["42"])]
    assert rewritten(page.read_text("utf-8"), differences) == PAGE.format(shown="42")


@pytest.mark.parametrize(
    "text", ["```python\n1 / 0\n```\n", "```console\n$ false\n```\n", "```console\n$ true  # exit status 2\n```\n"]
)
def test_a_page_whose_code_fails(text: str, tmp_path: Path) -> None:
    with pytest.raises((AssertionError, ZeroDivisionError)):
        run(written(tmp_path, text), tmp_path)


def test_the_tutorial_has_code() -> None:
    languages = {block.language for block in blocks((DOCS / "tutorial.md").read_text("utf-8"))}
    assert {"python", "console"} <= languages
