"""Coverage-guided fuzzing: ``python tests/fuzz/fuzz.py TARGET [libFuzzer options]``, or ``all`` for each in turn.

    python tests/fuzz/fuzz.py text -max_total_time=600
    python tests/fuzz/fuzz.py all -max_total_time=20

What is found lies in ``build/fuzz/TARGET/``. Once mended it goes into ``cases/TARGET/``, which
the tests run. Needs atheris.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    sys.path.insert(0, str(HERE))
    name, *options = arguments
    if name == "all":
        from targets import TARGETS

        failed = [one for one in TARGETS if subprocess.run([sys.executable, __file__, one, *options]).returncode]
        print("findings in: " + ", ".join(failed) if failed else f"{len(TARGETS)} targets, no findings")
        return 1 if failed else 0

    import atheris

    with atheris.instrument_imports(include=["credscore"]):
        from targets import TARGETS, openings

        for data in openings(name):  # what is imported on the way is instrumented too
            TARGETS[name](data)

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(openings(name)):
            (Path(folder) / f"opening-{number}").write_bytes(data)
        kept = HERE / "cases" / name
        out = HERE.parents[1] / "build" / "fuzz" / name
        out.mkdir(parents=True, exist_ok=True)
        folders = [folder, *([str(kept)] if kept.is_dir() else [])]
        atheris.Setup([sys.argv[0], f"-artifact_prefix={out}/", *options, *folders], TARGETS[name])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
