"""What is left when something goes wrong: batches and ledgers that are killed, interrupted and refused.

    python benchmarks/faults.py [--articles 100000] [--kills 50] [--writes 10000] [--only NAME ...]

Each row does one thing to a running process and then looks: what is lost, what is doubled, which message came, which
exit status, which processes are left. It prints a table and writes it to `results/faults.json`, with the machine.
Full and read-only disks are file systems in memory where they may be mounted (as root on Linux); elsewhere `/dev/full`
and a folder without write permission.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

RESULTS = Path(__file__).resolve().parent / "results" / "faults.json"
SCORE = [sys.executable, "-m", "credscore", "score"]
QUICK = ["--format", "jsonl", "--extractor", "rules"]
BAD_EVERY = 1000  # one record in so many is no JSON
SLOW = 30.0  # seconds that processes get to end

os.environ["OPENBLAS_NUM_THREADS"] = "1"

WRITER = """
import sys
from credscore.ledger import Ledger

path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Ledger(path) as ledger:
    mine = [int(one.note.split()[1]) for one in ledger.operations() if one.note.startswith(name + " ")]
    for number in range(max(mine, default=-1) + 1, count):
        ledger.record(f"Source {number % 97}", "confirmed", when="2024-03-01", note=f"{name} {number}")
        print(number, flush=True)
"""


class Row(NamedTuple):
    """One thing done, what was left, and whether that is as it has to be."""

    what: str
    size: str
    lost: int
    doubled: int
    statuses: dict[str, int]
    message: str
    left: int  # processes still there
    right: bool
    seconds: float


class Plan(NamedTuple):
    """How much is done, and where."""

    folder: Path
    articles: int
    kills: int
    writes: int
    chance: random.Random


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--writes", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20240304)
    parser.add_argument(
        "--only", nargs="*", choices=sorted(ROWS), help="default: all; what is in the results already stays"
    )
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # in the background of a shell it is ignored, and inherited so
    rows: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory() as folder:
        plan = Plan(Path(folder), options.articles, options.kills, options.writes, random.Random(options.seed))
        for name, make in ROWS.items():
            if options.only and name not in options.only:
                continue
            start = time.monotonic()
            rows[name] = []
            for row in make(plan):
                rows[name].append(row._replace(seconds=round(time.monotonic() - start, 1)))
                start = time.monotonic()
                print(shown(rows[name][-1]), flush=True)
    sizes = {name: getattr(options, name) for name in ("articles", "kills", "writes", "seed")}
    before: dict[str, Any] = json.loads(options.out.read_text("utf-8")) if options.only and options.out.exists() else {}
    if {name: before.get(name) for name in sizes} != sizes:
        before = {}
    found = {
        "machine": {
            "python": platform.python_version(),
            "machine": platform.machine(),
            "system": platform.system(),
            "cores": os.cpu_count(),
        },
        **sizes,
        "rows": {**before.get("rows", {}), **{name: [row._asdict() for row in made] for name, made in rows.items()}},
    }
    options.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if all(row.right for made in rows.values() for row in made) else 1


def shown(row: Row) -> str:
    statuses = ", ".join(f"{status} ({count}×)" for status, count in row.statuses.items())
    verdict = "right" if row.right else "WRONG"
    return (
        f"| {row.what} | {row.size} | {row.lost} | {row.doubled} | {statuses} | {row.left} | {verdict} "
        f"| {row.message.strip()} |"
    )


# Batches


def articles(folder: Path, count: int) -> Path:
    path = folder / f"articles-{count}.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as out:
            for number in range(count):
                if number % BAD_EVERY == 7:
                    out.write('{"id": broken\n')
                else:
                    text = f"Ann Lee, the mayor, said dam {number} was safe."
                    out.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
    return path


def straight(plan: Plan, count: int) -> bytes:
    """The output of one process that nothing happens to."""
    path = plan.folder / f"straight-{count}.jsonl"
    if not path.exists():
        subprocess.run(
            [*SCORE, str(articles(plan.folder, count)), *QUICK, "-o", str(path)], stderr=subprocess.DEVNULL, check=False
        )
    return path.read_bytes()


def start(*arguments: str, **more: Any) -> subprocess.Popen[bytes]:
    more.setdefault("stdout", subprocess.DEVNULL)
    return subprocess.Popen([*SCORE, *arguments], stderr=subprocess.PIPE, start_new_session=True, **more)


def left_of(session: int) -> int:
    """Processes of a session that are still there after a while."""
    end = time.monotonic() + SLOW
    while time.monotonic() < end:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return 0
        time.sleep(0.01)
    found = subprocess.run(["ps", "-o", "stat=", "-g", str(session)], capture_output=True, text=True, check=False)
    return sum(not line.startswith("Z") for line in found.stdout.split())


def against(expected: bytes, found: bytes) -> tuple[int, int]:
    """Lines lost and lines too many."""
    wanted, there = Counter(expected.splitlines()), Counter(found.splitlines())
    return sum((wanted - there).values()), sum((there - wanted).values())


def last_line(err: bytes, plan: Plan) -> str:
    lines = err.decode().replace(str(plan.folder), "").splitlines()
    return lines[-1] if lines else ""


def wait_for(process: subprocess.Popen[bytes], path: Path, size: int) -> None:
    """Until an output has so many bytes, or the process has ended."""
    while process.poll() is None and not (path.exists() and path.stat().st_size >= size):
        time.sleep(0.001)


def killed_batch(plan: Plan) -> Iterator[Row]:
    """kill -9 at random moments, each time taken up again: by time soon after the start, by size later."""
    expected = straight(plan, plan.articles)
    path, out = articles(plan.folder, plan.articles), plan.folder / "killed.jsonl"
    again = [str(path), *QUICK, "--jobs", "2", "-o", str(out), "--resume"]
    statuses: Counter[str] = Counter()
    early = plan.kills // 5
    moments = sorted(plan.chance.uniform(0, len(expected) * 0.98) for _ in range(plan.kills - early))
    left = 0
    for number in range(plan.kills):
        process = start(*again)
        if number % 5 == 4:
            time.sleep(plan.chance.uniform(0, 1.5))
        else:
            wait_for(process, out, int(moments.pop(0)) if moments else 0)
            time.sleep(plan.chance.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        statuses[str(process.returncode)] += 1
        left += left_of(process.pid)
    process = start(*again)
    _, err = process.communicate()
    statuses[f"{process.returncode}, at the end"] += 1
    lost, doubled = against(expected, out.read_bytes())
    journal = [json.loads(line) for line in Path(f"{out}.journal").read_text("utf-8").splitlines()]
    bad = [one["record"] for one in journal[1:-1]]
    right = (
        out.read_bytes() == expected
        and bad == list(range(7, plan.articles, BAD_EVERY))
        and process.returncode == 1
        and statuses["-9"] == plan.kills
        and not left
    )
    yield Row(
        f"batch, kill -9 at {plan.kills} random moments, --resume",
        f"{plan.articles:,} articles",
        lost,
        doubled,
        dict(statuses),
        last_line(err, plan),
        left,
        right,
        0,
    )


def small(plan: Plan) -> int:
    return min(plan.articles, 4000)


def killed_workers(plan: Plan) -> Iterator[Row]:
    """kill -9 of a worker, again and again, while the batch runs."""
    count = small(plan)
    expected = straight(plan, count)
    out = plan.folder / "workers.jsonl"
    process = start(str(articles(plan.folder, count)), *QUICK, "--jobs", "2", "-o", str(out))
    heard: list[bytes] = []
    listener = threading.Thread(target=lambda: heard.append(process.stderr.read() if process.stderr else b""))
    listener.start()
    kills = 0
    while process.poll() is None and kills < 10:
        time.sleep(plan.chance.uniform(0.1, 0.4))
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
        workers = [int(one) for one in found.stdout.split()]
        if workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(plan.chance.choice(workers), signal.SIGKILL)
                kills += 1
    process.wait()
    listener.join()
    lost, doubled = against(expected, out.read_bytes())
    said = sum(b"tried again" in line for line in heard[0].splitlines())
    yield Row(
        f"batch, kill -9 of {kills} workers",
        f"{count:,} articles",
        lost,
        doubled,
        {str(process.returncode): 1},
        f"{said}× it is tried again; {last_line(heard[0], plan)}",
        left_of(process.pid),
        out.read_bytes() == expected and process.returncode == 1 and kills > 0,
        0,
    )


def interrupted(plan: Plan) -> Iterator[Row]:
    """SIGINT to the whole group, as Ctrl-C sends it; then taken up again."""
    count = small(plan)
    expected = straight(plan, count)
    for jobs in ("1", "2"):
        out = plan.folder / f"interrupted-{jobs}.jsonl"
        again = [str(articles(plan.folder, count)), *QUICK, "--jobs", jobs, "-o", str(out), "--resume"]
        statuses: Counter[str] = Counter()
        left, whole, message = 0, True, ""
        for moment in (0.1, 0.4, 0.7):
            process = start(*again)
            wait_for(process, out, int(len(expected) * moment))
            os.killpg(process.pid, signal.SIGINT)
            _, err = process.communicate()
            statuses[str(process.returncode)] += 1
            message = last_line(err, plan)
            whole = whole and out.read_bytes().endswith(b"\n") and b"Traceback" not in err
            left += left_of(process.pid)
        process = start(*again)
        process.communicate()
        statuses[f"{process.returncode}, at the end"] += 1
        lost, doubled = against(expected, out.read_bytes())
        right = out.read_bytes() == expected and whole and not left and statuses["130"] == 3 and process.returncode == 1
        what = f"batch of {jobs} job{'s' if jobs != '1' else ''}, SIGINT three times, --resume"
        yield Row(what, f"{count:,} articles", lost, doubled, dict(statuses), message, left, right, 0)


def broken_pipe(plan: Plan) -> Iterator[Row]:
    count = small(plan)
    for jobs in ("1", "2"):
        process = start(str(articles(plan.folder, count)), *QUICK, "--jobs", jobs, stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(3)]
        process.stdout.close()
        err = process.stderr.read()
        process.wait()
        said = [line for line in err.splitlines() if b"is not JSON" not in line]
        left = left_of(process.pid)
        lost = 3 - sum(line.endswith(b"}\n") for line in lines)
        right = process.returncode == 1 and not said and not left and not lost
        what = f"batch of {jobs} job{'s' if jobs != '1' else ''}, the reader leaves after 3 lines"
        yield Row(what, f"{count:,} articles", lost, 0, {str(process.returncode): 1}, "(none wanted)", left, right, 0)


# Disks


@contextlib.contextmanager
def disk(plan: Plan, size: int, options: str = "") -> Iterator[Path | None]:
    """A file system in memory of that size, or None where none can be mounted."""
    place = Path(tempfile.mkdtemp(dir=plan.folder))
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}{options}", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=False)


def full_disk(plan: Plan) -> Iterator[Row]:
    count = small(plan)
    expected = straight(plan, count)
    path = str(articles(plan.folder, count))
    with disk(plan, len(expected) // 2) as place:
        if place is not None:
            out = place / "out.jsonl"
            process = start(path, *QUICK, "--jobs", "2", "-o", str(out), "--resume")
            _, err = process.communicate()
            whole = out.read_bytes().endswith(b"\n")
            subprocess.run(["mount", "-o", f"remount,size={len(expected) * 2}", str(place)], check=True)
            more = start(path, *QUICK, "--jobs", "2", "-o", str(out), "--resume")
            more.communicate()
            lost, doubled = against(expected, out.read_bytes())
            right = (
                whole and out.read_bytes() == expected and (process.returncode, more.returncode) == (1, 1)
                and b"No space left" in err
            )  # fmt: skip
            yield Row(
                "batch, the disk is full half-way; made larger, --resume",
                f"{count:,} articles",
                lost,
                doubled,
                {str(process.returncode): 1, f"{more.returncode}, at the end": 1},
                last_line(err, plan),
                left_of(process.pid),
                right,
                0,
            )
    with disk(plan, len(expected) // 2) as place:
        if place is not None:
            out = place / "out.jsonl"
            out.write_text("older\n")
            process = start(path, *QUICK, "-o", str(out))
            _, err = process.communicate()
            kept = out.read_text() == "older\n" and len(list(place.iterdir())) == 1
            right = kept and process.returncode == 1 and b"No space left" in err
            what = "batch into a whole file, the disk is full half-way; the older file stays"
            message = last_line(err, plan)
            yield Row(what, f"{count:,} articles", int(not kept), 0, {str(process.returncode): 1}, message, 0, right, 0)
    if Path("/dev/full").exists():
        with open("/dev/full", "wb") as full:
            process = start(path, *QUICK, "--jobs", "2", stdout=full)
            _, err = process.communicate()
        right = process.returncode == 1 and b"No space left" in err
        left = left_of(process.pid)
        message = last_line(err, plan)
        what = "batch to standard output, /dev/full"
        yield Row(what, f"{count:,} articles", 0, 0, {str(process.returncode): 1}, message, left, right, 0)


def read_only(plan: Plan) -> Iterator[Row]:
    path = str(articles(plan.folder, 20))
    with disk(plan, 1 << 20, ",ro") as mounted:
        place = mounted
        if place is None:
            place = plan.folder / "locked"
            place.mkdir(mode=0o500)
        for more in ([], ["--resume"]):
            process = start(path, *QUICK, "-o", str(place / "out.jsonl"), *more)
            _, err = process.communicate()
            right = process.returncode == 1 and b"cannot be written" in err and not list(place.iterdir())
            what = f"batch into a read-only folder{', --resume' if more else ''}"
            message = last_line(err, plan)
            yield Row(what, "20 articles", 0, 0, {str(process.returncode): 1}, message, 0, right, 0)
        command = [sys.executable, "-m", "credscore", "ledger", "add", str(place / "l.db"), "Ann Lee", "confirmed"]
        done = subprocess.run(command, capture_output=True, check=False)
        right = done.returncode == 1 and b"Traceback" not in done.stderr and bool(done.stderr)
        message = last_line(done.stderr, plan)
        yield Row("ledger in a read-only folder", "1 write", 0, 0, {str(done.returncode): 1}, message, 0, right, 0)


# Ledger


def killed_writers(plan: Plan) -> Iterator[Row]:
    """Four processes that write to one ledger, killed at random and started again."""
    path = plan.folder / "ledger.db"
    each = plan.writes // 4
    reported: dict[str, set[int]] = {f"w{number}": set() for number in range(4)}
    statuses: Counter[str] = Counter()
    lock = threading.Lock()
    kills = 0

    def keep_writing(name: str, chance: random.Random, most: int) -> None:
        nonlocal kills
        killed = 0
        while True:
            process = subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), name, str(each)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            assert process.stdout is not None
            bound = chance.randrange(1, max(each * 2 // max(most, 1), 2)) if killed < most else each + 1
            for seen, line in enumerate(process.stdout):
                if line.endswith("\n"):
                    with lock:
                        reported[name].add(int(line))
                if seen + 1 == bound:
                    time.sleep(chance.uniform(0, 0.003))
                    process.kill()
            _, err = process.communicate()
            with lock:
                statuses[str(process.returncode)] += 1
            if process.returncode != -signal.SIGKILL:
                if process.returncode:
                    print(err[-500:], file=sys.stderr)
                return
            killed += 1
            with lock:
                kills += 1

    writers = [
        threading.Thread(target=keep_writing, args=(name, random.Random(plan.chance.random()), -(-plan.kills // 4)))
        for name in reported
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    from credscore.ledger import Ledger

    with Ledger(path, create=False) as ledger:
        notes = Counter(one.note for one in ledger.operations())
        total = sum(ledger.of(f"Source {number}").confirmed for number in range(97))
    wanted = {f"{name} {number}" for name in reported for number in range(each)}
    missing_reported = sum(f"{name} {number}" not in notes for name, seen in reported.items() for number in seen)
    lost = len(wanted - set(notes)) + missing_reported
    doubled = sum(count - 1 for count in notes.values())
    right = not lost and not doubled and total == each * 4 and statuses["0"] == 4
    yield Row(
        f"ledger, four writers, {kills} of them killed with -9 and started again",
        f"{each * 4:,} writes",
        lost,
        doubled,
        dict(statuses),
        f"{total:g} observations counted",
        0,
        right,
        0,
    )


ROWS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "read-only": read_only,
    "full-disk": full_disk,
    "broken-pipe": broken_pipe,
    "interrupted": interrupted,
    "killed-workers": killed_workers,
    "killed-writers": killed_writers,
    "killed-batch": killed_batch,
}


if __name__ == "__main__":
    if shutil.which("ps") is None:
        sys.exit("ps is needed (Debian: procps)")
    sys.exit(main())
