"""Several workers: the order, the bound, and what happens when one dies."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from credscore import Article, CredscoreError
from credscore.bulk import Outcome, Record, assess_many, score_each
from credscore.errors import InputError

METHODS = [one for one in ("fork", "spawn") if one in multiprocessing.get_all_start_methods()]
Function = Callable[[Article], str]


def make(folder: str = "") -> Function:
    """A function that does what an article's text tells it to."""

    def do(article: Article) -> str:
        word, _, rest = article.text.partition(" ")
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "leave":
            os._exit(3)
        if word == "once" and not (marker := Path(folder) / rest).exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "grow":
            raise MemoryError
        if word == "break":
            raise ZeroDivisionError("by nothing")
        if word == "refuse":
            raise InputError("is refused", field="text")
        return article.text.upper()

    return do


def refuse() -> Function:
    raise InputError("has no such thing", file="policy.toml")


def stillborn(parent: int) -> Function:
    if os.getpid() != parent:
        os._exit(7)
    return make()


def records(*texts: str) -> list[Record]:
    return [Record(Article(id=f"a{number}", text=text), "in.jsonl", number) for number, text in enumerate(texts, 1)]


def told(outcomes: Iterator[Outcome]) -> list[str]:
    return [one.result if one.error is None else str(one.error) for one in outcomes]


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
def test_a_process_with_a_thread_unknown_to_python_is_not_forked() -> None:
    code = """
import _thread
from credscore.bulk.worker import best_context
methods = [best_context().get_start_method()]
lock = _thread.allocate_lock()
lock.acquire()
_thread.start_new_thread(lock.acquire, ())
print(*methods, best_context().get_start_method())
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["fork", "spawn"]


@pytest.mark.parametrize("method", METHODS)
def test_several_workers_give_what_one_gives_in_order(method: str) -> None:
    given: list[Record] = []
    for number in range(300):
        article = Article(id=str(number), text=f"{'break' if number % 41 == 5 else 'word'} {number}" * (number % 7 + 1))
        given.append(Record(CredscoreError("is bad") if number % 50 == 9 else article, "in.jsonl", number + 1))
    alone = list(score_each(given, make))
    together = list(score_each(given, make, 3, context=multiprocessing.get_context(method)))
    assert [one.record for one in alone] == given
    assert [(one.record, one.result, str(one.error)) for one in together] == [
        (one.record, one.result, str(one.error)) for one in alone
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_breaks_something_is_named_and_the_rest_goes_on(jobs: int) -> None:
    assert told(score_each(records("a", "break", "grow", "refuse", "z"), make, jobs)) == [
        "A",
        "in.jsonl:2: article 'a2': could not be scored, which is a fault of credscore: ZeroDivisionError: by nothing",
        "in.jsonl:3: article 'a3': needs more memory than there is",
        "in.jsonl:4: article 'a4': text: is refused",
        "Z",
    ]


@pytest.mark.parametrize("jobs", [2, 3])
def test_an_article_that_kills_every_worker_is_named_and_the_rest_goes_on(jobs: int) -> None:
    notes: list[str] = []
    texts = [*(f"w{number}" for number in range(20)), "die", *(f"x{number}" for number in range(20)), "leave", "end"]
    found = told(score_each(records(*texts), make, jobs, note=notes.append))
    assert found[:20] == [text.upper() for text in texts[:20]]
    assert found[20] == (
        "in.jsonl:21: article 'a21': the worker that scored it was killed by signal 9 (SIGKILL), and so did 2 before"
    )
    assert found[21:41] == [text.upper() for text in texts[21:41]]
    assert found[41].startswith("in.jsonl:42: article 'a42': the worker that scored it ended with status 3")
    assert found[42] == "END"
    assert sorted(set(notes)) == [
        "in.jsonl:21: article 'a21': the worker that scored it was killed by signal 9 (SIGKILL); it is tried again",
        "in.jsonl:42: article 'a42': the worker that scored it ended with status 3; it is tried again",
    ]


def test_an_article_whose_worker_is_killed_once_is_scored_all_the_same(tmp_path: Path) -> None:
    notes: list[str] = []
    texts = [f"once {number}" if number % 10 == 3 else f"w{number}" for number in range(40)]
    found = told(score_each(records(*texts), functools.partial(make, str(tmp_path)), 2, note=notes.append))
    assert found == [text.upper() for text in texts]
    assert len(notes) == 4


def test_what_is_read_ahead_is_bounded() -> None:
    taken = 0

    def endless() -> Iterator[Record]:
        nonlocal taken
        while True:
            taken += 1
            yield Record(Article(text=f"w{taken}"))

    outcomes = score_each(endless(), make, 2)
    for number in range(1, 501):
        assert next(outcomes).result == f"W{number}"
        assert taken - number <= 64
    outcomes.close()
    assert not [one for one in multiprocessing.active_children() if one.name == "credscore worker"]


def test_large_articles_are_not_read_ahead_without_end() -> None:
    taken = 0

    def large() -> Iterator[Record]:
        nonlocal taken
        while True:
            taken += 1
            yield Record(Article(text="x" * 9_000_000))

    outcomes = score_each(large(), make, 2)
    assert len(next(outcomes).result) == 9_000_000
    assert taken <= 5
    outcomes.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_from_the_start_is_said_once(jobs: int) -> None:
    with pytest.raises(InputError, match="has no such thing"):
        list(score_each(records("a", "b"), refuse, jobs))


def test_workers_that_cannot_start_end_the_batch() -> None:
    with pytest.raises(CredscoreError, match="workers cannot be started: each ended with status 7 at its start"):
        list(score_each(records("a", "b"), functools.partial(stillborn, os.getpid()), 2))
    assert not [one for one in multiprocessing.active_children() if one.name == "credscore worker"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_records(jobs: int) -> None:
    assert list(score_each([], make, jobs)) == []


def test_no_jobs() -> None:
    with pytest.raises(ValueError, match="a whole number from 1"):
        list(score_each([], make, 0))


def test_assess_many_gives_what_assess_gives() -> None:
    texts = [f"Anna Berg, the mayor, said dam {number} was safe. The builder denied it." for number in range(12)]
    one = [report.to_json() for report in assess_many(texts, extractor="rules") if not isinstance(report, Exception)]
    two = [
        report.to_json()
        for report in assess_many(texts, jobs=2, extractor="rules")
        if not isinstance(report, Exception)
    ]
    assert len(one) == 12
    assert one == two
