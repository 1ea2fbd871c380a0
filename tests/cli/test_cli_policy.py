"""``credscore policy``: show, check, diff."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from credscore.cli import main
from credscore.policy import Policy
from credscore.report.terminal import width_of

SEEDS = Path(__file__).parents[2] / "seeds"
ENTRY = 'why = "a test"\nreference = "a test"\nbasis = "judgement"\n'


def write(path: Path, *lines: str) -> str:
    path.write_text("\n".join(['extends = "default"', 'id = "mine"', 'version = "7"', *lines]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", [None, *Policy.names()])
def test_show_tells_every_entry_with_its_value_reason_and_reference(
    name: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "show", *([name] if name else [])]) == 0
    out = capsys.readouterr().out
    policy = Policy.load(name)
    words = " ".join(out.split())
    assert policy.label in out
    for rule, entry in policy.rules.items():
        assert f"{rule} = {entry.value:g}" in words
        assert " ".join(entry.why.split()) in words
        assert f"[{' '.join(entry.reference.split())}]" in words
    assert max(map(width_of, out.splitlines())) <= 80


def test_show_tells_words_of_likelihood_and_which_stances_are_claims(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "default"]) == 0
    out = capsys.readouterr().out
    assert "likelihood.very_likely = 0.8: very likely  (published)" in out
    assert "stance.denies = 1, a claim  (judgement)" in out
    assert "stance.speculates = 0.55, no claim  (judgement)" in out
    assert "hop: The factor of one relay, by tier of outlet." in out


def test_show_as_json_is_the_policy_and_can_be_loaded_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "strict", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    policy = Policy.load("strict")
    assert (data.pop("label"), data.pop("digest")) == (policy.label, policy.digest)
    assert Policy.parse(data) == policy


def test_show_lets_no_control_character_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = ENTRY.replace("a test", "bad \\u001b[31m \\u202e \\u0007 test", 1)
    name = write(tmp_path / "odd.toml", 'title = "\\u001b[2J"', "[source.document]", "value = 7", entry)
    for form in ("text", "json"):
        assert main(["policy", "show", name, "--format", form]) == 0
        out = capsys.readouterr().out
        assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_check_tells_what_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(tmp_path / "mine.toml")
    assert main(["policy", "check", name, "strict"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"{name}: keeps the laws, 76 entries, {Policy.load(name).label}"
    assert second == f"strict: keeps the laws, 76 entries, {Policy.load('strict').label}"


def test_check_names_file_entry_and_law_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = write(tmp_path / "broken.toml", "[source.anonymous_official]", "value = 7", ENTRY)
    shape = write(tmp_path / "shape.toml", "[source.document]", 'value = "7"', ENTRY)
    sound = write(tmp_path / "sound.toml")
    assert main(["policy", "check", broken, shape, str(tmp_path / "none.toml"), sound]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith(f"{sound}: keeps the laws")
    law, wrong, missing = captured.err.splitlines()
    assert law == (
        f"credscore: {broken}: source.anonymous_official: 7 is more than the 6 of source.named_official: "
        "a named source never counts less than the same source unnamed"
    )
    assert wrong.startswith(f"credscore: {shape}: source.document.value: Input should be a valid number")
    assert "none.toml: cannot be read (No such file or directory)" in missing


def test_diff_tells_both_values_and_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ["[source.document]", "value = 7", ENTRY, "[hop.wire]", "value = 0.9", ENTRY]
    name = write(tmp_path / "mine.toml", *more)
    assert main(["policy", "diff", "default", name]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"- {Policy.default().label}",
        f"+ {Policy.load(name).label}",
        "",
        "source.document",
        "- 8  (judgement)",
        "    A text can be checked by others, and its wording cannot shift between",
        "    tellings.",
        "    [Reuters Handbook of Journalism, Sources: what court papers and other public",
        "    records hold may stand on them]",
        "+ 7  (judgement)",
        "    a test",
        "    [a test]",
        "",
        "hop.wire",
        "- (no such entry)",
        "+ 0.9  (judgement)",
        "    a test",
        "    [a test]",
        "",
        "2 entries differ.",
    ]


def test_diff_of_a_policy_with_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "diff", "default", "default"]) == 0
    assert capsys.readouterr().out.endswith("\nNo entry differs.\n")


def test_diff_shows_what_it_does_to_the_scores_of_articles(capsys: pytest.CaptureFixture[str]) -> None:
    article = str(SEEDS / "aukus.json")
    assert main(["policy", "diff", "default", "strict", "--on", article]) == 0
    out = capsys.readouterr().out
    assert "  s1       0.711 F2 -> 0.625 F6  that Washington was discussing" in out
    assert max(map(width_of, out.splitlines())) <= 80
    assert main(["policy", "diff", "default", "strict", "--on", article, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"before", "after", "entries", "scores"}
    changed = {row["entry"]: (row["before"]["value"], row["after"]["value"]) for row in data["entries"]}
    assert changed["source.anonymous_official"] == (2.5, 1.2)
    assert data["scores"][0] == {
        "article": "aukus",
        "statement": "s1",
        "before": {
            "score": pytest.approx(0.711111, abs=1e-6),
            "grade": "F2",
            "likelihood": "likely",
            "confidence": "low",
        },
        "after": {
            "score": pytest.approx(0.624687, abs=1e-6),
            "grade": "F6",
            "likelihood": "cannot be judged",
            "confidence": "low",
        },
    }


def test_diff_on_bad_articles_names_them_and_scores_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text('{"id": "a", "text": "Ann Lee said it was safe."}\n{"id": "b"\n', encoding="utf-8")
    assert main(["policy", "diff", "default", "strict", "--on", str(path)]) == 1
    captured = capsys.readouterr()
    assert "Scores of a:" in captured.out
    assert "is not JSON" in captured.err


@pytest.mark.parametrize("arguments", [["policy"], ["policy", "check"], ["policy", "diff", "default"], ["policy", "x"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2
    assert "usage: credscore policy" in capsys.readouterr().err


def test_a_policy_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "nothing.toml"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "give a path or one of: default, intelligence, strict" in captured.err


def test_check_names_every_mistake_of_a_file_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = (
        "[source.document]",
        "value = -9",
        ENTRY,
        "[source.outlet]",
        'value = "high"',
        ENTRY,
        "[hop.wire]",
        "value = 1",
    )
    file = write(tmp_path / "mine.toml", *entries)
    assert main(["policy", "check", file]) == 1
    told = [line.removeprefix(f"credscore: {file}: ") for line in capsys.readouterr().err.splitlines()]
    assert sorted(one.split(":")[0] for one in told) == [
        "hop.wire.basis",
        "hop.wire.reference",
        "hop.wire.why",
        "source.document.value",
        "source.outlet.value",
    ]
