"""Writing a whole file at once: whoever reads it finds the old one or the new one, never half of one."""

from __future__ import annotations

import os
from pathlib import Path

from credscore.errors import InputError

__all__ = ["write_whole"]


def write_whole(name: str, content: str | bytes) -> None:
    """Puts ``content`` into the file ``name``, in place of what was there.

    It is written beside the file and moved into its place. A device or a pipe is written to as it is.

    Raises:
        InputError: It cannot be written; says which file and why. What was there is still there.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if "\0" in name:
            raise OSError("no file has a NUL in its name")
        path = Path(os.path.realpath(name))  # through a link, which stays one
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            fresh.write_bytes(data)
            if path.exists():
                fresh.chmod(path.stat().st_mode & 0o7777)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", file=name) from None
