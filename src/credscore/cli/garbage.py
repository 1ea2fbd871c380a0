"""The collector of cyclic garbage while a command runs: what a start makes lives to the end, and is never looked at.

Only for a process that runs a command and nothing else: what is frozen is frozen for all of it.
"""

from __future__ import annotations

import gc

__all__ = ["at_end", "at_start", "once_loaded"]

_AT_START = 250_000  # new objects to a collection, in place of 700: three times what it takes to score an article
_LATER = 50_000


def at_start() -> None:
    """Lets Python collect nothing while it loads."""
    gc.set_threshold(_AT_START, *gc.get_threshold()[1:])


def once_loaded() -> None:
    """Sets apart what is there now, and lets Python collect again, if rarely; nothing unless `at_start` came before."""
    if gc.get_threshold()[0] == _AT_START:
        gc.freeze()
        gc.set_threshold(_LATER, *gc.get_threshold()[1:])


def at_end() -> None:
    """Spares the interpreter a search of all that it is about to drop: a tenth of a short run."""
    gc.freeze()
