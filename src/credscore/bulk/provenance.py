"""What a batch's output is made of: settings, policy, model and input, by their digests."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from typing import Any

from credscore import __version__
from credscore.errors import InputError

__all__ = ["made_of"]

_CHUNK = 1 << 20


def made_of(settings: Mapping[str, Any], policy: str, files: Sequence[str]) -> dict[str, Any]:
    """What the output of a batch depends on, as plain JSON values.

    Args:
        settings: The options that were given; one that names a file stands with the file's digest.
        policy: The policy's label.
        files: The input files, in order.

    Raises:
        InputError: An input file cannot be read twice, such as a pipe.
    """
    from credscore.extract.modelfile import shipped_model

    out: dict[str, Any] = {"credscore": __version__, "policy": policy}
    for name, value in sorted(settings.items()):
        option = f"--{name.replace('_', '-')}"
        out[option] = value
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(one, str) and "\0" not in one and os.path.isfile(one):
                out[f"{option} {number + 1} sha256" if isinstance(value, list) else f"{option} sha256"] = _digest(one)
    model = shipped_model()
    if model is not None and settings.get("extractor") != "rules":
        out["model sha256"] = _digest(str(model))
    for number, name in enumerate(files):
        out[f"input {number + 1}"] = name
        out[f"input {number + 1} sha256"] = _input_digest(name)
    return out


def _input_digest(name: str) -> str | None:
    """The digest of a file, or of a folder's files with their names; None where nothing can be read."""
    if "\0" in name:
        return None
    try:
        mode = os.stat(name).st_mode
    except OSError:
        return None
    if stat.S_ISDIR(mode):
        found = hashlib.sha256()
        for folder, folders, names in os.walk(name):
            folders.sort()
            for one in sorted(names):
                path = os.path.join(folder, one)
                found.update(f"{os.path.relpath(path, name)}\0{_digest(path)}\0".encode("utf-8", "surrogateescape"))
        return found.hexdigest()
    if not stat.S_ISREG(mode):
        raise InputError("is no file that can be read again; --resume needs files", file=name)
    return _digest(name)


def _digest(path: str) -> str | None:
    found = hashlib.sha256()
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with open(path, "rb") as stream:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
    except OSError:
        return None
    return found.hexdigest()
