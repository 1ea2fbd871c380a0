"""The register file: what is read, what is refused and where, and that the one that ships is sound. Names invented."""

from __future__ import annotations

import copy
import datetime
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credscore import InputError, Scorer
from credscore.register import MAX_BYTES, Register, Term
from credscore.register.reading import ROLES, read_terms
from credscore.register.term import name_key

HEADINGS = "name,aliases,office,body,role,from,to\n"
ANN = "Ann Lee,Anna Lee;Lee,senator,Harwick Senate,government,2015-01-03,2021-01-03\n"


def load(tmp_path: Path, text: str | bytes) -> Register:
    file = tmp_path / "own.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return Register.load(file)


def test_people_are_found_by_every_name_of_theirs(tmp_path: Path) -> None:
    register = load(tmp_path, "# our own\n\n" + HEADINGS + ANN)
    term = Term("Ann Lee", "senator", "Harwick Senate", "government", "2015-01-03", "2021-01-03")
    for name in ("Ann Lee", "ann lee", "Ann B. Lee", "Ann Lee Jr.", "Anna Lee", "Lee"):
        assert register.terms(name) == (term,)
    assert register.terms("Tom Lee") == ()
    assert register.terms("Ann") == ()
    assert list(register) == [term]
    assert len(register) == 1


@pytest.mark.parametrize(
    ("text", "line", "field", "words"),
    [
        ("", None, None, "no line of headings"),
        ("name,office\n", 1, None, "'body' is missing"),
        ("name,name,office,body,role,from,to\n", 1, None, "'name' is given twice"),
        ("name,party,office,body,role,from,to\n", 1, None, "'party' is no column"),
        (HEADINGS + "Ann Lee,senator\n", 2, None, "2 cells"),
        (HEADINGS + ",,senator,,government,2015-01-03,\n", 2, "name", "empty"),
        (HEADINGS + "Lee,,senator,,government,2015-01-03,\n", 2, "name", "no full name"),
        (HEADINGS + "Ann Lee,...,senator,,government,2015-01-03,\n", 2, "aliases", "no name"),
        (HEADINGS + "Ann Lee,,,,government,2015-01-03,\n", 2, "office", "empty"),
        (HEADINGS + "Ann Lee,,senator,,boss,2015-01-03,\n", 2, "role", "'boss'"),
        (HEADINGS + "Ann Lee,,senator,,government,,\n", 2, "from", "empty"),
        (HEADINGS + "Ann Lee,,senator,,government,2015,\n", 2, "from", "no day"),
        (HEADINGS + "Ann Lee,,senator,,government,2015-02-30,\n", 2, "from", "no day"),
        (HEADINGS + "# a note\nAnn Lee,,senator,,government,2015-01-03,2014-01-03\n", 3, "to", "before"),
        (HEADINGS + 'Ann Lee,"a,senator,,government,2015-01-03,\n', 2, None, "CSV"),
        (HEADINGS + 'Ann Lee,"a,senator\nb",,government,2015-01-03,,\n', 2, None, "not closed"),
        (HEADINGS + "Ann\x07 Lee,,senator,,government,2015-01-03,\n", 2, "name", "printed"),
        (HEADINGS + f"Ann Lee,,{'x' * 1001},,government,2015-01-03,\n", 2, "office", "1001"),
        ("# since: soon\n" + HEADINGS, 1, "since", "no day"),
        (HEADINGS.encode() + b"Ann L\xff,,senator,,government,2015-01-03,\n", 2, None, "UTF-8"),
        (b"x" * (MAX_BYTES + 1), None, None, "larger"),
    ],
)
def test_what_is_not_sound_is_refused_with_its_place(
    tmp_path: Path, text: str | bytes, line: int | None, field: str | None, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    assert caught.value.file == str(tmp_path / "own.csv")
    assert (caught.value.line, caught.value.field) == (line, field)
    assert words in caught.value.message


def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(InputError, match="no-such-register"):
        Register.load("no-such-register.csv")
    with pytest.raises(InputError):
        Register.load("a\0b")


def test_registers_join_and_a_later_one_decides_for_its_people(tmp_path: Path) -> None:
    tmp_path.joinpath("a.csv").write_text(HEADINGS + ANN + "Tom Hale,,mayor,Dorvik,government,2015-01-03,\n")
    tmp_path.joinpath("b.csv").write_text(
        "# since: 2020-01-01\n" + HEADINGS + "Ann Lee,,judge,,government,2021-02-01,\n"
    )
    both = Register.of([str(tmp_path / "a.csv"), tmp_path / "b.csv"])
    assert [term.office for term in both.terms("Ann Lee")] == ["judge"]
    assert [term.office for term in both.terms("Tom Hale")] == ["mayor"]
    assert len(Register.of("none")) == 0
    assert Register.of(None) is Register.default() is Register.of("default")
    assert Register.of([both]).terms("Tom Hale") == both.terms("Tom Hale")


def test_a_scorer_takes_a_register_in_every_form(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(HEADINGS + "Ana Weiss,,harbour commissioner,Dorvik,government,2010-01-01,\n")
    text = "The government met the party; lawmakers in parliament spoke of policy. Ana Weiss said the harbour was safe."
    for register in (str(file), file, Register.load(file), ["default", file]):
        scorer = Scorer(extractor="rules", register=register)
        *_, one = scorer.assess(text).assessments
        assert one.statement.source.kind == "named_official"
        office = one.statement.source.office
        assert office is not None
        assert str(office) == "harbour commissioner, Dorvik, since 2010-01-01; the article's time is not known"
        assert one.to_dict()["source"]["office"]["title"] == "harbour commissioner"
    *_, one = Scorer(extractor="rules", register="none").assess(text).assessments
    assert one.statement.source.office is None
    assert one.statement.source.kind == "named_individual"


@given(st.text(max_size=300))
def test_any_text_is_a_register_or_an_input_error(text: str) -> None:
    found: list[str] = []
    caught: InputError | None = None
    try:
        found = [term.name for term, _ in read_terms(HEADINGS + text, "own.csv")]
    except InputError as error:
        caught = error
    assert all(map(name_key, found))
    assert caught is None or (caught.file == "own.csv" and caught.line is not None)


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key


def test_the_register_that_ships_is_whole() -> None:
    """A hundred senators on any day, no more representatives than there are seats, one governor a state."""
    terms = list(Register.default())
    assert {term.role for term in terms} == set(ROLES)
    for year in range(2015, 2027):
        for day in (f"{year}-02-10", f"{year}-10-20"):
            if day > "2026-03":
                continue
            now = [term for term in terms if term.start <= day <= (term.end or day)]
            count = Counter(term.office for term in now if term.body.startswith("United States "))
            assert count["senator"] == 100, day
            assert 425 <= count["representative"] <= 441, day
            states = Counter(term.body for term in now if term.office == "governor")
            assert max(states.values()) == 1, day
            assert sum(term.office == "president" and term.body == "United States" for term in now) == 1, day


def test_the_register_opens_no_file_before_it_is_needed() -> None:
    code = "import sys, credscore; sys.exit('credscore.register' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


ROW = ("Ann Lee", "senator", "Harwick Senate", "government", "2015-01-03", "")
ROW_FIELDS = ("name", "office", "body", "role", "start", "end")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "is no name"),
        ("name", 5, "a text was wanted"),
        ("office", " ", "is empty"),
        ("body", None, "a text was wanted"),
        ("role", "boss", "none of government"),
        ("start", "2015", "a day as"),
        ("start", "20150103", "a day as"),
        ("start", "", "a day as"),
        ("start", datetime.date(2015, 1, 3), "a text was wanted"),
        ("end", "never", "a day as"),
        ("end", "2014-01-03", "lies before the start"),
        ("end", float("nan"), "a text was wanted"),
    ],
)
def test_a_term_that_is_not_sound_is_refused_where_it_is_made(field: str, value: Any, words: str) -> None:
    row: list[Any] = [value if name == field else cell for name, cell in zip(ROW_FIELDS, ROW, strict=True)]
    with pytest.raises(InputError, match=words) as caught:
        Term(*row)
    assert caught.value.field == field


def test_a_term_is_a_value() -> None:
    term = Term(*ROW)
    assert tuple(term) == ROW
    assert pickle.loads(pickle.dumps(term)) == copy.copy(term) == term


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ("Ann Lee", "terms"),
        (None, "terms"),
        (Term(*ROW), "terms"),
        ([Term(*ROW)], "terms.0"),
        ([(Term(*ROW), ()), (ROW, ())], "terms.1"),
        ([(Term(*ROW), "Anna Lee")], "terms.0.1"),
        ([(Term(*ROW), ("Anna Lee", 5))], "terms.0.1"),
    ],
)
def test_what_is_no_list_of_terms_is_named(terms: Any, field: str) -> None:
    with pytest.raises(InputError) as caught:
        Register(terms)
    assert caught.value.field == field


@pytest.mark.parametrize("since", ["soon", "2015-1-3", 2015])
def test_a_register_begins_on_a_day(since: Any) -> None:
    with pytest.raises(InputError, match="since: a day as"):
        Register((), since)
