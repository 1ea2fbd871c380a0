"""Model files: JSON with a schema version, read strictly, never executed.

A file holds what predicting needs and where it comes from: ``schema``, ``task``, ``data`` (digest of the training
data, rows, labels), ``metrics``, ``versions``, ``seed``, ``settings``, and the ``model`` itself. It is untrusted:
capped in size, every key known, every number finite, every shape checked.
"""

from __future__ import annotations

import json
import platform
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credscore import modeldata
from credscore.errors import ModelError
from credscore.learn.model import SourcingModel

if TYPE_CHECKING:
    from credscore.learn.speaker import SpeakerModel

__all__ = ["MOST_BYTES", "SCHEMA", "load_model", "load_sourcing", "parse_model", "save_model", "versions"]

SCHEMA = 1
MOST_BYTES = 32_000_000

_KEYS = ("schema", "task", "data", "metrics", "versions", "seed", "settings", "model")
_ABOUT = ("data", "metrics", "versions", "seed", "settings")


def versions() -> dict[str, str]:
    """The versions that a training leans on."""
    import numpy
    import scipy
    import sklearn

    from credscore import __version__

    return {
        "credscore": __version__,
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "scikit-learn": sklearn.__version__,
    }


def save_model(model: SourcingModel | SpeakerModel, path: str | PathLike[str]) -> None:
    """Writes a model's file, in whole or not at all.

    Raises:
        ModelError: The file cannot be written, or would be too large to be read again.
    """
    content = {
        "schema": SCHEMA,
        "task": model.task,
        **{key: model.about[key] for key in _ABOUT},
        "model": model.to_dict(),
    }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
    raw = text.encode("utf-8")
    if len(raw) > MOST_BYTES:
        raise ModelError(f"would have {len(raw)} bytes; at most {MOST_BYTES} are read", file=str(path))
    target = Path(path)
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.write_bytes(raw)
        unfinished.replace(target)
    except OSError as error:
        raise ModelError(f"cannot be written: {error.strerror or error}", file=str(path)) from None


def load_model(source: str | PathLike[str]) -> SourcingModel | SpeakerModel:
    """Reads and checks a model file.

    Args:
        source: A path, or the name of a model that ships.

    Raises:
        ModelError: It cannot be read, is too large, no JSON, or anything in it is off; says the field.
    """
    path = Path(source)
    if isinstance(source, str) and source.replace("-", "").isalnum() and not path.exists():
        path = modeldata.shipped(f"{source}.json") or path
    shown = str(source)
    data = modeldata.read_json(path, shown, MOST_BYTES)
    try:
        return parse_model(data)
    except ModelError as error:
        raise error.at(file=shown) from None


def load_sourcing(source: str | PathLike[str]) -> SourcingModel:
    """A model of sourcing, as `load_model` reads it.

    Raises:
        ModelError: As `load_model`; or it is a model of speakers, which no article can be shown to.
    """
    model = load_model(source)
    if not isinstance(model, SourcingModel):
        raise ModelError(f"is a model of the task {model.task!r}: it says nothing of an article", file=str(source))
    return model


def parse_model(data: Any) -> SourcingModel | SpeakerModel:
    """A model from decoded JSON.

    Raises:
        ModelError: Anything in it is off; says the field.
    """
    modeldata.check_schema(data, SCHEMA)
    given = modeldata.keys(data, "", _KEYS)
    about = {key: given[key] for key in _ABOUT}
    source = modeldata.keys(about["data"], "data", ("sha256", "rows", "labels"), ("note",))
    digest = modeldata.string(source["sha256"], "data.sha256", 64)
    if len(digest) != 64 or not all(sign in "0123456789abcdef" for sign in digest):
        raise ModelError("must be a SHA-256 in hexadecimal", field="data.sha256")
    modeldata.whole(source["rows"], "data.rows", 1, 1_000_000_000)
    for name in ("metrics", "versions", "settings"):
        if not isinstance(about[name], dict):
            raise ModelError("must be an object", field=name)
    modeldata.whole(about["seed"], "seed", 0, 2**32 - 1)
    task = given["task"]
    try:
        if task in ("statement", "article"):
            return SourcingModel.parse(task, given["model"], about)
        if task == "speaker":
            from credscore.learn.speaker import SpeakerModel

            return SpeakerModel.parse(given["model"], about)
    except ModelError as error:
        raise ModelError(error.message, field=f"model.{error.field}" if error.field else "model") from None
    raise ModelError(f"must be 'statement', 'article' or 'speaker', not {str(task)[:40]!r}", field="task")
