"""Every regular expression of the library, asked by a tool whether it can backtrack badly. `make lint` runs it.

The patterns are taken as they are compiled, so that those put together from word lists are seen too, and those that are
plain strings are read in the source as well, whether or not anything runs them. A place in the source whose pattern is
neither is named: none goes unseen. Each pattern is given to regexploit, which looks for overlapping repetitions:
matching time that grows with the cube of the text, or exponentially. What grows with the square is the growth
benchmark's to find, by measuring.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2] / "src"
CALLS = frozenset(("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"))


def modules() -> list[str]:
    """The names of all modules of the package."""
    import credscore

    return sorted(one.name for one in pkgutil.walk_packages(credscore.__path__, "credscore."))


class Site(NamedTuple):
    """A call of `re` in the source, with its pattern where that is a plain string."""

    module: str
    first: int
    last: int
    pattern: str | None


def sites(module: str, source: str) -> Iterator[Site]:
    """Every call of `re` in a module.

    Raises:
        ValueError: The module reaches `re` by another name, or another engine, so that calls could go unseen.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in ("re", "regex", "fnmatch"):
            raise ValueError(f"{module}:{node.lineno}: import the module itself, so that its calls are seen")
        if isinstance(node, ast.Import) and any(a.name == "regex" or (a.name == "re" and a.asname) for a in node.names):
            raise ValueError(f"{module}:{node.lineno}: use re, by its own name, so that its calls are seen")
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in CALLS:
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
            given = node.args[0] if node.args else None
            pattern = given.value if isinstance(given, ast.Constant) else None
            if isinstance(pattern, bytes):
                pattern = pattern.decode("latin-1")
            yield Site(module, node.lineno, node.end_lineno or node.lineno, pattern)


def all_sites() -> list[Site]:
    """Every call of `re` in the package's source."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found += sites(module, path.read_text("utf-8"))
    return found


def unseen(found: list[Site], seen: set[tuple[str, int]]) -> list[str]:
    """A line for each call whose pattern is no plain string and was not compiled at run time either."""
    return [
        f"{one.module}:{one.first}: a pattern that was not seen: let `compiled` run this, or make it a plain string"
        for one in found
        if one.pattern is None and not any((one.module, line) in seen for line in range(one.first, one.last + 1))
    ]


def compiled() -> tuple[dict[tuple[str, int], set[str]], set[tuple[str, int]]]:
    """Every pattern with its flags compiled while modules load and a text is read, by whom; and the lines of calls."""
    found: dict[tuple[str, int], set[str]] = {}
    lines: set[tuple[str, int]] = set()
    real: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> Any:
        text = pattern.pattern if isinstance(pattern, re.Pattern) else pattern
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename.endswith(("/re/__init__.py", "/functools.py")):
            frame = frame.f_back  # type: ignore[assignment]
        where = frame.f_globals.get("__name__", "?") if frame is not None else "?"
        if isinstance(text, bytes):
            text = text.decode("latin-1")  # read as text, it may match what it matched, and no less
        if where.startswith("credscore"):
            found.setdefault((text, int(flags)), set()).add(where)
            lines.add((where, frame.f_lineno))
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
    return found, lines


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
    patterns, lines = compiled()
    calls = all_sites()
    missing = unseen(calls, lines)
    for one in calls:
        if one.pattern is not None and not any(pattern == one.pattern for pattern, _ in patterns):
            patterns.setdefault((one.pattern, 0), set()).add(one.module)
    found = suspects(patterns)
    print(*missing, *found, sep="\n")
    print(f"{len(patterns)} regular expressions in {len(calls)} calls, {len(missing)} of them not seen")
    print(f"{len(found)} with super-linear backtracking")
    return 1 if found or missing or not patterns else 0


if __name__ == "__main__":
    sys.exit(main())
