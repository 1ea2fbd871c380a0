"""No command lets a text or a file steer the terminal: no control sequences, no bidirectional controls."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import pytest

from credscore.cli import main

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\x08\x7f\u202eevil\u2066\u2069\u200f\u200e\u061c"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def article() -> dict[str, object]:
    text = f"Ann{EVIL} Lee, the mayor, said{EVIL} that the {EVIL}bridge was safe. Sources{EVIL} said it fell."
    url = f"https://a.example/{EVIL}"
    return {"id": f"a{EVIL}", "title": f"Rain{EVIL}", "outlet": f"Star{EVIL}", "url": url, "text": text}


def statement() -> dict[str, object]:
    part = {"text": f"it rained{EVIL}"}
    return {
        "id": f"s{EVIL}",
        "content": part,
        "cue": part,
        "source": {"kind": "anonymous_source", "text": EVIL, "name": EVIL, "reason": part, "url": EVIL},
        "chain": [{"kind": "outlet", "name": EVIL, "tier": EVIL}, {"kind": "anonymous_source", "name": EVIL}],
        "responses": [{"by": EVIL, "status": "denied", "text": EVIL}],
        "claim_id": EVIL,
    }


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "read.json").write_text(json.dumps(article()))
    (tmp_path / "given.json").write_text(json.dumps({**article(), "text": "", "statements": [statement()]}))
    (tmp_path / "bad.json").write_text(json.dumps({"text": EVIL, EVIL: 1, "statements": [{"source": {EVIL: EVIL}}]}))
    (tmp_path / "policy.toml").write_text(f'id = "mine"\nextends = "{json.dumps(EVIL)[1:-1]}"\n')
    (tmp_path / "model.json").write_text(json.dumps({EVIL: 1}))
    (tmp_path / "cases.jsonl").write_text(json.dumps({"text": EVIL, "label": EVIL, EVIL: EVIL}) + "\n")
    (tmp_path / "ratings.csv").write_text(f"name,rating\n{EVIL},{EVIL}\nAnn{EVIL},0.5\n")
    (tmp_path / f"name{EVIL.replace('/', '')}.json").write_text("{")
    (tmp_path / "pyproject.toml").write_text(f'[tool.credscore.lint]\nselect = ["{json.dumps(EVIL)[1:-1]}"]\n')
    return tmp_path


RULES = ["--extractor", "rules"]
COMMANDS = [
    *(
        ["score", name, "--format", form, *RULES]
        for name in ("read.json", "given.json")
        for form in ("table", "json", "jsonl", "jsonld", "csv")
    ),
    ["score", "read.json", "--points", *RULES],
    ["score", "given.json", "--points", *RULES],
    ["score", "bad.json", *RULES],
    ["score", f"name{EVIL}.json", *RULES],
    ["score", "read.json", "--policy", "policy.toml", *RULES],
    ["score", "read.json", "--policy", EVIL, *RULES],
    ["score", "read.json", "--model", "model.json", *RULES],
    ["score", "read.json", "--ledger", "model.json", *RULES],
    ["score", "read.json", EVIL, "-o", EVIL + "/x", *RULES],
    ["explain", "read.json", "--statement", "1", "--improve", *RULES],
    ["explain", "given.json", "--statement", "1", "--improve", *RULES],
    *(["lint", "read.json", "--config", "nothing.toml", "--format", form, *RULES] for form in ("text", "json")),
    *(["lint", "read.json", "--format", form, *RULES] for form in ("text", "json", "sarif", "github")),
    ["policy", "check", "policy.toml", EVIL],
    ["policy", "show", EVIL],
    ["ledger", "add", "a.db", f"Ann{EVIL}", "confirmed", "--note", EVIL],
    ["ledger", "show", "a.db", f"Ann{EVIL}"],
    ["ledger", "import", "a.db", "ratings.csv", "--by", EVIL, "--weight", "2"],
    ["evaluate", "--model", "model.json", "cases.jsonl"],
    ["train", "cases.jsonl", "-o", f"m{EVIL}.json"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda given: re.sub(r"[^a-z. -]", "", " ".join(given)))
def test_nothing_steers_the_terminal(files: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with contextlib.suppress(SystemExit):
        main(arguments)
    out, err = capsys.readouterr()
    assert out or err
    shown = (out + err).replace("\r\n", "\n")
    assert not STEERING.search(shown), repr(shown[max(0, STEERING.search(shown).start() - 40) :][:120])  # type: ignore[union-attr]
