"""One worker process: articles in over a pipe, results out, until the pipe closes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext

from credscore.bulk.outcome import Make, attempt
from credscore.errors import CredscoreError

__all__ = ["Worker", "best_context"]

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
READY = "ready"


def best_context() -> BaseContext:
    """How workers are started: forked where that is sound, since that takes no time; started afresh otherwise.

    A fork has the locks of threads that it does not have, and a numpy that already counts on several of them: then,
    and outside of Linux, each worker is a new interpreter.
    """
    alone = _threads() == 1
    single = "numpy" not in sys.modules or all(os.environ.get(name) == "1" for name in _THREADS[:2])
    return multiprocessing.get_context("fork" if sys.platform == "linux" and alone and single else "spawn")


def _threads() -> int:
    """Threads of this process, also those that a library started outside of Python's knowledge."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


class Worker:
    """A process, the pipe to it, and what it was given and has not answered for.

    Args:
        context: How to start it.
        make: Makes, in the worker, the function that takes an article.
        others: This process's ends of the pipes to other workers, which a forked worker must not keep open: it and
            they would not see this process go.
    """

    def __init__(self, context: BaseContext, make: Make, others: Sequence[Connection]) -> None:
        self.connection, theirs = context.Pipe()
        self.ready = False
        self.given: list[int] = []
        forked = context.get_start_method() == "fork"
        inherited = (*others, self.connection) if forked else ()
        self.process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, make, inherited), daemon=True, name="credscore worker"
        )
        with _deaf():
            self.process.start()
        theirs.close()

    @property
    def idle(self) -> bool:
        """Whether it waits for work."""
        return self.ready and not self.given

    def give(self, numbers: Sequence[int], articles: Sequence[object]) -> None:
        """Sends work. Only an idle worker reads, so this cannot wait for one that waits for us."""
        self.given = list(numbers)
        self.connection.send(list(articles))

    def death(self) -> str:
        """How it ended, in words; waits for its end."""
        self.connection.close()
        self.process.join()
        code = self.process.exitcode or 0
        if code >= 0:
            return f"ended with status {code}"
        try:
            return f"was killed by signal {-code} ({signal.Signals(-code).name})"
        except ValueError:
            return f"was killed by signal {-code}"

    def stop(self) -> None:
        """Ends it, whatever it is doing."""
        self.connection.close()
        self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@contextmanager
def _deaf() -> Iterator[None]:
    """Without SIGINT, which a worker that is just starting would take for itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, make: Make, inherited: Sequence[Connection]) -> None:
    for one in inherited:
        one.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all of us; the first process decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for name in _THREADS:
        os.environ[name] = "1"
    try:
        try:
            function = make()
        except CredscoreError as error:
            connection.send(str(error))
            return
        connection.send(READY)
        while True:
            for article in connection.recv():
                connection.send(attempt(function, article))
    except (EOFError, OSError):
        return  # whoever gave the work has gone
