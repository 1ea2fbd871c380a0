"""The command line: parse arguments, call the library, print.

Exit status: 0 if all went well, 1 if some input was bad (the rest is done all the same), 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence

from credscore import __version__
from credscore.cli import garbage
from credscore.cli.shared import BAD_INPUT, INTERRUPTED, complain
from credscore.errors import CredscoreError

__all__ = ["COMMANDS", "main", "make_parser"]

COMMANDS = (
    "score",
    "explain",
    "lint",
    "ledger",
    "report",
    "schema",
    "policy",
    "train",
    "evaluate",
    "predict",
    "completion",
)
"""The commands, each a module of this package, in the order of the help."""


def _one_core() -> None:
    """Keeps numpy's linear algebra to one thread: its matrices are small, and threads would wait on each other."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _no_plugins() -> None:
    """Keeps pydantic from searching every installed package for plugins of its own: a third of a short run."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit status.

    Args:
        arguments: What stands after the program's name; None for those of this process, which then runs this command
            and nothing else.
    """
    if arguments is not None:
        return _run(arguments)
    garbage.at_start()
    try:
        return _run(sys.argv[1:])
    finally:
        garbage.at_end()


class _Closed(io.TextIOBase):
    """Standard output where the caller has closed it: what is written to it is an error, and not nothing."""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, "standard output is closed")


def _open_streams() -> None:
    """Streams in place of those that the caller has closed, which Python leaves out."""
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:  # printed to no stream, messages would go to standard output
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives


def _run(given: Sequence[str]) -> int:
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _one_core()
    _no_plugins()
    try:
        options = make_parser(given[0] if given else None).parse_args(given)
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except CredscoreError as error:
        complain(str(error))
        return BAD_INPUT
    except BrokenPipeError:
        # The reader has gone: nothing more can be said on this stream, and that is no error of ours.
        _drop_output()
        return BAD_INPUT
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except OSError as error:
        _drop_output()
        complain(f"cannot write: {error.strerror or error}")
        return BAD_INPUT


def _drop_output() -> None:
    """Lets what is still in the buffer go nowhere, or the interpreter would fail on it once more at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # it was closed from the start
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives


def make_parser(command: str | None = None) -> argparse.ArgumentParser:
    """The parser of the command line.

    Args:
        command: One of `COMMANDS`, to load this one only; anything else for all of them.
    """
    parser = argparse.ArgumentParser(
        prog="credscore",
        description="How well is this statement sourced? A score says how well a statement is sourced; "
        "it is no fact check.",
    )
    parser.add_argument("--version", action="version", version=f"credscore {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    for name in (command,) if command in COMMANDS else COMMANDS:
        importlib.import_module(f"credscore.cli.{name}").add(commands)
    return parser
