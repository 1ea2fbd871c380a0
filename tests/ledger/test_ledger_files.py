"""The ledger's file: many writers, killed writers, damaged files and files made to harm."""

from __future__ import annotations

import copy
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from credscore import Ledger, LedgerError, Scorer
from credscore.cli import main
from credscore.ledger import schema
from credscore.scoring import Record

WRITERS, EACH = 4, 25
WRITE = """
import sys
from credscore.ledger import Ledger
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
ledger = Ledger(path)
for n in range(count):
    ledger.record(name, "confirmed" if n % 2 else "refuted")
    print(n, flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITE, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "records.db"  # none makes it first
    running = [writer(path, f"Writer {n % 2}", EACH) for n in range(WRITERS)]
    assert [one.communicate()[0].count("\n") for one in running] == [EACH] * WRITERS
    assert all(one.returncode == 0 for one in running)
    with Ledger(path) as ledger:
        total = [sum(ledger.of(f"Writer {n}")) for n in range(2)]
        assert total == [EACH * WRITERS / 2] * 2
        assert [one.number for one in ledger.operations()] == list(range(1, EACH * WRITERS + 1))


@pytest.mark.parametrize("lines", [1, 7, 20])
def test_a_writer_that_is_killed_damages_nothing_and_what_it_reported_is_there(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "records.db"
    with writer(path, "Writer", 1_000_000) as running:
        assert running.stdout is not None
        told = 0
        while told < lines and running.stdout.readline():
            told += 1
        os.kill(running.pid, signal.SIGKILL)
        told += running.stdout.read().count("\n")
    with Ledger(path) as ledger:
        kept = sum(ledger.of("Writer"))
        assert told <= kept <= told + 1  # the last one may have been written and not yet told
        ledger.record("Writer", "confirmed")
        assert sum(ledger.of("Writer")) == kept + 1


def test_threads_share_a_ledger(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with Ledger(tmp_path / "records.db") as ledger, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: ledger.record(f"Writer {n % 3}", "confirmed"), range(30)))
        assert sum(ledger.of(f"Writer {n}")[0] for n in range(3)) == 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_opens_the_file_anew(tmp_path: Path) -> None:
    with Ledger(tmp_path / "records.db") as ledger:
        ledger.record("Ann Lee", "confirmed")
        child = os.fork()
        if not child:
            try:
                ledger.record("Ann Lee", "refuted")
                os._exit(0)
            except BaseException:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        ledger.record("Ann Lee", "confirmed")
        assert ledger.of("Ann Lee") == Record(2.0, 1.0)


def made(path: Path) -> Path:
    with Ledger(path) as ledger:
        ledger.record("Ann Lee", "confirmed")
        ledger.rate([("example.com", 0.5)], by="one", weight=2.0)
    return path


def changed(path: Path, *commands: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for command in commands:
        db.execute(command)
    db.close()


@pytest.mark.parametrize(
    ("commands", "told"),
    [
        (["CREATE VIEW entity2 AS SELECT * FROM entity"], "holds what no ledger holds: the view 'entity2'"),
        (
            ["CREATE TRIGGER t AFTER INSERT ON entity BEGIN DELETE FROM observation; END"],
            "holds what no ledger holds: the trigger 't'",
        ),
        (["CREATE TABLE more (x)"], "holds what no ledger holds: the table 'more'"),
        (["DROP TABLE rating"], "lacks what a ledger of its version has: the table 'rating'"),
        (
            ["ALTER TABLE rating RENAME TO x", "CREATE VIEW rating AS SELECT * FROM x"],
            "the table 'rating'",
        ),
        (["PRAGMA user_version=99"], "is of version 99; this program knows versions 1 to"),
        (["PRAGMA application_id=7"], "an SQLite file of another program (application id 0x7)"),
        (
            ["PRAGMA ignore_check_constraints=ON", "UPDATE observation SET happened = 'soon'"],
            "observation 1: is damaged: the value 'soon' does not belong there",
        ),
        (
            ["PRAGMA ignore_check_constraints=ON", "UPDATE observation SET url = x'00ff'"],
            r"observation 1: is damaged: the value b'\x00\xff' does not belong there",
        ),
    ],
)
def test_a_file_that_is_no_sound_ledger_is_refused_with_what_and_where(
    tmp_path: Path, commands: list[str], told: str
) -> None:
    path = made(tmp_path / "records.db")
    changed(path, *commands)
    with pytest.raises(LedgerError) as caught, Ledger(path) as ledger:
        ledger.of("Ann Lee")
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_merges_in_a_circle_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "records.db")
    with Ledger(path) as ledger:
        ledger.merge("Ann Lee", "example.com")
        ledger.merge("example.com", "Bo Ek")
    changed(path, "UPDATE merged SET into_key = 'ann lee' WHERE key = 'example.com'")
    with pytest.raises(LedgerError, match="circle"), Ledger(path) as ledger:
        ledger.of("Ann Lee")


def test_files_that_are_nothing_of_the_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Ann Lee was right.\n" * 50)
    with pytest.raises(LedgerError, match=r"notes\.txt: is no ledger"):
        Ledger(text)
    assert text.read_text().startswith("Ann Lee")
    with pytest.raises(LedgerError, match="is no file"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match=r"missing\.db: there is no such file"):
        Scorer(extractor="rules", ledger=str(tmp_path / "missing.db"))
    assert not (tmp_path / "missing.db").exists()
    with pytest.raises(LedgerError, match="null"):
        Ledger("a\0b")
    path = made(tmp_path / "records.db")
    monkeypatch.setattr(schema, "MAX_BYTES", 100)
    with pytest.raises(LedgerError, match="more than the 100 a ledger may have"):
        Ledger(path)


def test_a_damaged_page_is_found(tmp_path: Path) -> None:
    path = made(tmp_path / "records.db")
    data = bytearray(path.read_bytes())
    for place in range(4096, len(data), 7):
        data[place] ^= 0x5A
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="damaged"), Ledger(path) as ledger:
        ledger.of("Ann Lee")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LedgerError):
        Ledger(path)


def test_an_older_file_is_brought_up_to_date_when_it_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "records.db")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "ALTER TABLE entity ADD COLUMN told TEXT"))
    with pytest.raises(LedgerError, match="is of version 1, this program writes version 2"):
        Ledger(path, read_only=True)
    with Ledger(path) as ledger:
        assert ledger.of("Ann Lee") == Record(1.0, 0.0)
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    assert db.execute("SELECT told FROM entity").fetchall() == [(None,), (None,)]
    db.close()
    with Ledger(path) as ledger:  # and is sound in the new version
        ledger.undo(1)
        assert ledger.of("Ann Lee") == Record(0.0, 0.0)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_read_only_folder_can_be_read_and_not_written(tmp_path: Path) -> None:
    path = made(tmp_path / "records.db")
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with Ledger(path, read_only=True) as ledger:
            assert ledger.of("Ann Lee") == Record(1.0, 0.0)
        with pytest.raises(LedgerError, match="read-only"), Ledger(path) as ledger:
            ledger.record("Ann Lee", "confirmed")
        with pytest.raises(LedgerError, match="cannot be opened"):
            Ledger(tmp_path / "other.db")
    finally:
        tmp_path.chmod(0o755)


def test_a_ledger_opened_for_reading_is_not_written(tmp_path: Path) -> None:
    path = made(tmp_path / "records.db")
    with Ledger(path, read_only=True) as ledger:
        with pytest.raises(LedgerError, match="read-only"):
            ledger.record("Ann Lee", "confirmed")
        assert ledger.of("Ann Lee") == Record(1.0, 0.0)


FILL = """
import resource, signal, sys
from credscore import Ledger, LedgerError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
ledger = Ledger(sys.argv[1])
ledger.record("Ann Lee", "confirmed")
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
kept = 1
try:
    while True:
        ledger.record("Ann Lee", "confirmed", note="x" * 3000)
        kept += 1
except LedgerError as error:
    print(kept, error)
"""


def test_where_no_more_can_be_written_the_error_says_so_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    done = subprocess.run([sys.executable, "-c", FILL, str(path)], capture_output=True, text=True, check=True)
    kept, told = done.stdout.split(maxsplit=1)
    assert str(path) in told
    assert int(kept) > 1
    with Ledger(path) as ledger:
        assert ledger.of("Ann Lee") == Record(float(kept), 0.0)


def test_importing_credscore_does_not_load_sqlite() -> None:
    code = "import credscore, sys; credscore.Scorer(extractor='rules'); print('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_copy_is_the_same_file_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger("kept.db") as ledger:
        ledger.record("Jane Doe", "confirmed", when="2024-03-01")
    scorer = Scorer(extractor="rules", ledger="kept.db")
    sent = pickle.dumps(scorer)
    monkeypatch.chdir("/")  # another process may stand elsewhere
    for again in (pickle.loads(sent), copy.deepcopy(scorer)):
        assert again.ledger.of("Jane Doe") == Record(1.0, 0.0)
        with pytest.raises(LedgerError):  # read only, as the first was
            again.ledger.record("Jane Doe", "refuted")


def test_what_is_in_memory_or_closed_has_no_copies(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is kept in memory"):
        pickle.dumps(Ledger())
    ledger = Ledger(tmp_path / "kept.db")
    ledger.close()
    with pytest.raises(LedgerError, match="is closed"):
        copy.copy(ledger)


def test_an_observation_of_a_day_to_come_is_pointed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "kept.db")
    assert main(["ledger", "add", file, "Jane Doe", "refuted", "--when", "2999-01-01"]) == 0
    assert capsys.readouterr().err == "credscore: 2999-01-01 is yet to come: until then this does not count\n"
    assert main(["ledger", "add", file, "Jane Doe", "refuted", "--when", "2024-01-01"]) == 0
    assert capsys.readouterr().err == ""
