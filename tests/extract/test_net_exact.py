"""What the net says is the same to the last bit, however its sums are added up."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from credscore.extract.decode import candidates
from credscore.extract.features import LEVELS, Floats
from credscore.extract.modelfile import ExtractorModel, load_model, shipped_model
from credscore.extract.net import SHARP, Net, levels_of
from credscore.reading import read

SEEDS = Path(__file__).parents[2] / "seeds"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]

DIGEST = """
import hashlib, sys
from credscore.extract.modelfile import load_model, shipped_model
from credscore.extract.net import Net
from credscore.reading import read
net, digest = Net(load_model(shipped_model())), hashlib.sha256()
for text in sys.stdin.read().split("\\f"):
    look = net.look(read(text))
    for array in (look.score, look.out, look.valid):
        digest.update(array.tobytes())
print(digest.hexdigest())
"""


@pytest.fixture(scope="module")
def model() -> ExtractorModel:
    path = shipped_model()
    assert path is not None
    return load_model(path)


def digest_of(model: ExtractorModel) -> str:
    net, digest = Net(model), hashlib.sha256()
    for text in TEXTS:
        look = net.look(read(text))
        assert look is not None
        for array in (look.score, look.out, look.valid):
            digest.update(array.tobytes())
    return digest.hexdigest()


@pytest.mark.parametrize("threads", ["1", "2", "4"])
def test_the_number_of_threads_changes_no_bit(model: ExtractorModel, threads: str) -> None:
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    done = subprocess.run(
        [sys.executable, "-c", DIGEST],
        input="\f".join(TEXTS),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **dict.fromkeys(names, threads), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout.strip() == digest_of(model)


def test_the_order_of_channels_changes_no_bit(model: ExtractorModel) -> None:
    """Sums over channels in another order: the hidden channels of the net renamed throughout."""
    wide = model.arrays["in_w"].values.shape[1]
    order = np.random.default_rng(3).permutation(wide)
    arrays = dict(model.arrays)

    def pick(name: str, axis: int) -> None:
        one = arrays[name]
        scale = one.scale[order] if one.scale.size and axis == one.values.ndim - 1 else one.scale
        arrays[name] = one._replace(values=np.ascontiguousarray(np.take(one.values, order, axis)), scale=scale)

    for name in ("in_w", "shape", "quote", "place", "p0", "p1"):
        pick(name, 1)
    for name in ("anchor_w", "pt_w", "pc_w", "valid2_w"):
        pick(name, 0)
    for number in range(len(model.dilations)):
        pick(f"enc{number}_w", 1)
        pick(f"enc{number}_w", 2)
        pick(f"enc{number}_b", 0)
    assert digest_of(model._replace(arrays=arrays)) == digest_of(model)


def test_all_logits_are_whole_numbers(model: ExtractorModel) -> None:
    look = Net(model).look(read(TEXTS[0]))
    assert look is not None
    for array in (look.score, look.out, look.valid):
        assert (array == np.rint(array)).all()


def test_words_met_before_change_nothing(model: ExtractorModel) -> None:
    net = Net(model)
    document = read(TEXTS[0])
    first = net.look(document)
    for text in TEXTS:
        net.look(read(text))
    again = net.look(document)
    assert first is not None
    assert again is not None
    assert (first.out == again.out).all()


def test_levels_follow_the_logistic_function() -> None:
    # Logits -8, 0 and 8 are 0, one half and 1.
    logits = np.array([-8, 0, 8], np.float32) * SHARP
    assert levels_of(logits).tolist() == [0, LEVELS // 2, LEVELS]


def test_candidates_lie_in_the_text(model: ExtractorModel) -> None:
    document = read(TEXTS[1])
    look = Net(model).look(document)
    assert look is not None
    found = candidates(document, look, model.decode)
    assert len(found) == len(look.anchors)
    for one in found:
        assert all(0 <= a < b <= len(document) for a, b in (*one.content, *one.source, *one.cue))
        assert any(a <= one.anchor < b for a, b in one.cue)
        assert one.content == sorted(one.content)


def test_looks_at_several_documents_may_take_turns(model: ExtractorModel) -> None:
    net, documents = Net(model), [read(text) for text in TEXTS]
    wanted = [[look.out for look in net.looks(document, 3)] for document in documents]
    found: list[list[Floats]] = [[] for _ in documents]
    waiting = [net.looks(document, 3) for document in documents]
    for _ in range(max(map(len, wanted))):
        for looks, mine in zip(waiting, found, strict=True):
            mine.extend(look.out for look in itertools.islice(looks, 1))
    for one, other in zip(wanted, found, strict=True):
        assert len(one) == len(other)
        assert all((a == b).all() for a, b in zip(one, other, strict=True))


def test_threads_that_meet_new_words_at_once_agree(model: ExtractorModel) -> None:
    document, net = read(" ".join(TEXTS)), Net(model)
    wanted, found = Net(model).look(document), []
    texts = [read(text) for text in TEXTS]

    def work(number: int) -> None:
        for k in range(len(texts)):
            net.look(texts[(k + number) % len(texts)])
        found.append(net.look(document))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wanted is not None
    assert len(found) == 4
    for look in found:
        assert look is not None
        assert (look.out == wanted.out).all()
