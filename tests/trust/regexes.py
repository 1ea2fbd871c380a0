"""Every regular expression of the library, asked by a tool whether it can backtrack badly. `make lint` runs it.

The patterns are taken as they are compiled, so that those put together from word lists are seen too. Each is
given to regexploit, which looks for overlapping repetitions: matching time that grows with the cube of the text,
or exponentially. What grows with the square is the growth benchmark's to find, by measuring.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import warnings
from collections.abc import Callable, Mapping
from typing import Any


def modules() -> list[str]:
    """The names of all modules of the package."""
    import credscore

    return sorted(one.name for one in pkgutil.walk_packages(credscore.__path__, "credscore."))


def compiled() -> dict[tuple[str, int], set[str]]:
    """Every pattern, with its flags, compiled while the package's modules load and a text is read: by whom."""
    found: dict[tuple[str, int], set[str]] = {}
    real: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> Any:
        text = pattern.pattern if isinstance(pattern, re.Pattern) else pattern
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename.endswith(("/re/__init__.py", "/functools.py")):
            frame = frame.f_back  # type: ignore[assignment]
        where = frame.f_globals.get("__name__", "?") if frame is not None else "?"
        if isinstance(text, str) and where.startswith("credscore"):
            found.setdefault((text, int(flags)), set()).add(where)
        return real(pattern, flags)

    re._compile = noting  # type: ignore[attr-defined]
    try:
        for name in modules():
            if name.endswith("__main__"):
                continue
            try:
                importlib.import_module(name)
            except ImportError as error:  # an extra that is not installed
                print(f"left out: {name} ({error})", file=sys.stderr)
        from credscore import Scorer

        for extractor in ("rules", "trained"):
            Scorer(extractor=extractor).assess("Ann Lee, the mayor, said “it is safe”. The builder denied it.")
    finally:
        re._compile = real  # type: ignore[attr-defined]
    return found


def suspects(patterns: Mapping[tuple[str, int], set[str]]) -> list[str]:
    """A line for each pattern in which the tool sees super-linear backtracking, or which it cannot read."""
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

    class Parser(SreOpParser):  # type: ignore[misc]
        """Reads what never gives back as what may: that can only add findings."""

        from_POSSESSIVE_REPEAT = SreOpParser.from_MAX_REPEAT  # noqa: N815

        def from_ATOMIC_GROUP(self, ops: Any) -> Any:  # noqa: N802
            return self.sequence_or_singleton(ops)

    out = []
    for (pattern, flags), where in sorted(patterns.items()):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                redos = list(find(Parser().parse_sre(pattern, flags)))
        except (NotImplementedError, AttributeError, re.error) as error:
            out.append(f"{', '.join(sorted(where))}: {pattern!r} could not be read: {error}")
            continue
        out += [f"{', '.join(sorted(where))}: {pattern!r}: stars {one.starriness}, {one}" for one in redos]
    return out


def main() -> int:
    patterns = compiled()
    found = suspects(patterns)
    print(*found, sep="\n")
    print(f"{len(patterns)} regular expressions, {len(found)} with super-linear backtracking")
    return 1 if found or not patterns else 0


if __name__ == "__main__":
    sys.exit(main())
