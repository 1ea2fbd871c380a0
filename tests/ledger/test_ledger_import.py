"""Outlet ratings from CSV, in Python and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from credscore import InputError, Ledger
from credscore.cli import main
from credscore.ledger import import_ratings
from credscore.scoring import Record


def table(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "ratings.csv"
    path.write_bytes(b"".join((one if isinstance(one, bytes) else one.encode()) + b"\n" for one in lines))
    return path


def test_good_rows_are_written_and_bad_ones_named_by_line(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "\ufeffdomain,pc1",
        "www.one.example,1",
        "two.example,0.25",
        "three.example,high",
        "",
        "four.example,1.5",
        "five.example",
        '"six.example,0.5',
        b"caf\xe9.example,0.5",
        "…,0.5",
        "seven.example,nan",
        "two.example,0.75",
        "two.example,0.25",
        "eight.example,0",
    )
    ledger = Ledger()
    done = import_ratings(ledger, path, weight=4.0, by="pc1")
    assert (done.operation, done.read, done.changed) == (1, 3, 3)
    assert ledger.of("one.example") == Record(4.0, 0.0)
    assert ledger.of("two.example") == Record(1.0, 3.0)
    assert ledger.of("eight.example") == Record(0.0, 4.0)
    told = [str(error).removeprefix(f"{path}:") for error in done.bad]
    assert [one.split(":")[0] for one in told] == ["4", "6", "7", "8", "9", "10", "11", "12"]
    assert told[0] == "4: pc1: a rating from 0 to 1 was wanted, 'high' was found"
    assert told[2] == "7: has 1 cells, 2 were wanted"
    assert told[3].startswith("8: is no CSV")
    assert told[4].startswith("9: is not UTF-8 (column 4)")
    assert told[7] == "12: 'two.example' is rated 0.75 here and 0.25 in line 3"


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path = table(tmp_path, "name,x,score", "One,a,0.5", "Two,b,1")
    ledger = Ledger()
    columns = {"name_column": "name", "rating_column": "score"}
    assert import_ratings(ledger, path, weight=2.0, by="x", **columns)[:3] == (1, 2, 2)
    assert import_ratings(ledger, path, weight=2.0, by="x", **columns)[:3] == (None, 2, 0)
    table(tmp_path, "name,x,score", "One,a,0.5", "Two,b,0")
    assert import_ratings(ledger, path, weight=2.0, by="x", **columns)[:3] == (2, 2, 1)
    assert ledger.of("two") == Record(0.0, 2.0)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((), "is empty"),
        (("domain",), ":1: two columns were wanted"),
        (("domain,pc1",), None),
        ((b"\xff,pc1",), ":1: is not UTF-8"),
    ],
)
def test_files_without_usable_headings(tmp_path: Path, lines: tuple[str, ...], told: str | None) -> None:
    path = table(tmp_path, *lines)
    if told is None:
        assert import_ratings(Ledger(), path, weight=1.0, by="x")[:3] == (None, 0, 0)
        return
    with pytest.raises(InputError) as caught:
        import_ratings(Ledger(), path, weight=1.0, by="x")
    assert told in str(caught.value)


def test_a_column_that_is_not_there_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = table(tmp_path, "domain,pc1", "one.example,1")
    with pytest.raises(InputError, match="there is no column 'score'; there are 'domain', 'pc1'"):
        import_ratings(Ledger(), path, weight=1.0, by="x", rating_column="score")
    with pytest.raises(InputError, match=r"nothing\.csv"):
        import_ratings(Ledger(), tmp_path / "nothing.csv", weight=1.0, by="x")


def test_the_command_keeps_a_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "records.db")
    article = tmp_path / "article.txt"
    article.write_text("Anna Berg, the mayor, said the dam was safe.")

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        return (status, *capsys.readouterr())

    def score(*more: str) -> float:
        status, out, _ = run("score", str(article), "--extractor", "rules", "--format", "json", *more)
        assert status == 0
        value = json.loads(out)["statements"][0]["score"]
        assert isinstance(value, float)
        return value

    assert run("ledger", "list", file) == (1, "", f"credscore: {file}: there is no such file\n")
    with pytest.raises(SystemExit):
        main(["ledger", "add", file, "Anna Berg", "refuted", "--when", "soon"])
    assert "--when: a date as 2024-03-01 was wanted" in capsys.readouterr().err
    assert not Path(file).exists()
    added = (
        "ledger",
        "add",
        file,
        "Mayor Anna Berg",
        "refuted",
        "--when",
        "2024-03-01",
        "--url",
        "https://a.example/1",
    )
    assert run(*added) == (0, "1  Mayor Anna Berg: refuted\n", "")
    assert score("--ledger", file) < score()
    ratings = table(tmp_path, "domain,pc1", "one.example,0.5", "two.example,x")
    status, out, err = run("ledger", "import", file, str(ratings), "--weight", "4", "--list", "pc1")
    assert (status, out) == (1, "2  1 ratings read, 1 new or changed, 1 bad\n")
    assert f"{ratings}:3: pc1:" in err
    assert run("ledger", "merge", file, "one.example", "Anna Berg") == (0, "3  one.example is Anna Berg\n", "")
    status, out, _ = run("ledger", "show", file, "one.example", "--json")
    shown = json.loads(out)
    assert (status, shown["key"], shown["confirmed"], shown["refuted"]) == (0, "anna berg", 2.0, 3.0)
    status, out, _ = run("ledger", "show", file, "Anna Berg")
    assert "Mayor Anna Berg: 2 confirmed, 3 refuted" in out
    assert "2024-03-01  refuted    https://a.example/1" in out
    assert run("ledger", "undo", file, "3")[1] == "3  undone: merge one.example into Anna Berg\n"
    status, out, _ = run("ledger", "list", file)
    assert [line.split() for line in out.splitlines()] == [
        ["0", "confirmed", "1", "refuted", "Mayor", "Anna", "Berg"],
        ["2", "confirmed", "2", "refuted", "one.example"],
    ]
    assert "merge    one.example into Anna Berg  (undone)" in run("ledger", "list", file, "--changes")[1]
    status, _, err = run("ledger", "show", file, "Nobody")
    assert (status, err) == (1, f"credscore: {file}: nothing is known of 'Nobody'\n")
    article.with_name("bad.db").write_bytes(b"no ledger")
    assert run("score", str(article), "--ledger", str(article.with_name("bad.db")))[0] == 1


def test_a_decimal_comma_is_no_rating_of_nothing(tmp_path: Path) -> None:
    path = table(tmp_path, "name,rating", "One,0,5", "Two,0.5,", 'Three,"0,5"')
    done = import_ratings(Ledger(), path, weight=2.0, by="x")
    assert (done.read, [one.line for one in done.bad]) == (1, [2, 4])
    assert done.bad[0].message == "has 3 cells, 2 were wanted"


def test_of_two_spellings_of_a_name_the_first_is_kept(tmp_path: Path) -> None:
    path = table(tmp_path, "name,rating", "The One,0.5", "ONE,0.5", "one,0.6")
    ledger = Ledger()
    done = import_ratings(ledger, path, weight=2.0, by="x")
    assert (done.read, ledger.names()) == (1, ["The One"])
    assert done.bad[0].message == "'one' is rated 0.6 here and 0.5 in line 2"
