"""The training program on invented articles: the same file twice, and a net that says what was trained."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from credscore.errors import InputError
from credscore.extract.attribution import Attribution
from credscore.extract.modelfile import parse_model
from credscore.extract.net import Net
from credscore.learn.extractor.corpus import Gold, heads_of, is_held_out, read_corpus
from credscore.learn.extractor.measure import matches, measure, same_source

PEOPLE = ("Ann Lee", "Tom Roe", "Ida Moss", "Lena Voss", "the mayor", "a spokesman")
CUES = ("said", "claimed", "argued", "warned", "insisted")
CLAIMS = ("the bridge was safe", "the dam would hold", "the port had closed", "rents would rise again")


def articles(count: int) -> list[dict[str, Any]]:
    """Articles of a few sentences, each with its attributions as offsets."""
    draw = np.random.default_rng(5)
    out = []
    for number in range(count):
        text, golds = "", []
        for _ in range(int(draw.integers(3, 6))):
            who, cue, what = (str(draw.choice(words)) for words in (PEOPLE, CUES, CLAIMS))
            begin = len(text)
            text += f"{who} {cue} that {what}. "
            at = begin + len(who) + 1
            content = begin + len(f"{who} {cue} ")
            golds.append(
                {
                    "id": f"{number}-{begin}",
                    "source": [[begin, begin + len(who)]],
                    "cue": [[at, at + len(cue)]],
                    "content": [[content, content + len(f"that {what}")]],
                }
            )
            text += "It rained.\n\n"
        out.append({"id": f"article-{number}", "text": text, "attributions": golds})
    return out


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "train.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for one in articles(30):
            lines.write(json.dumps(one) + "\n")
    return path


def test_articles_come_in_the_order_of_their_ids_with_token_ranges(corpus: Path) -> None:
    samples = read_corpus(corpus)
    assert [one.id for one in samples] == sorted(one.id for one in samples)
    first = samples[0]
    gold = first.golds[0]
    words = first.document.words
    assert words[gold.cue[0]] in CUES
    assert words[gold.content[0]] == "that"
    assert words[gold.source[-1]][0].isalpha()


def test_the_head_of_a_cue_is_the_word_that_is_one_most_often(corpus: Path) -> None:
    samples = read_corpus(corpus)
    for sample, heads in zip(samples, heads_of(samples), strict=True):
        assert [sample.document.words[head] in CUES for head in heads] == [True] * len(sample.golds)


def test_the_split_depends_on_the_id_alone() -> None:
    held = [f"a{k}" for k in range(2000) if is_held_out(f"a{k}")]
    assert 140 < len(held) < 260  # a tenth
    assert held == [f"a{k}" for k in range(2000) if is_held_out(f"a{k}")]


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "JSONDecodeError"), ('{"id": "a"}', "text"), ('{"id": "a", "text": "x", "attributions": [1]}', "int")],
)
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(articles(1)[0]) + "\n" + line + "\n", "utf-8")
    with pytest.raises(InputError, match=said) as refused:
        read_corpus(path)
    assert refused.value.line == 2


def test_match50_by_hand(corpus: Path) -> None:
    document = read_corpus(corpus)[0].document
    golds = (Gold((4, 5, 6, 7), (0, 1), (3,)), Gold((12, 13), (), (11,)))
    found = (
        Attribution(((4, 7),), ((3, 4),), ((1, 2),)),  # 3 of 4 content tokens, the source's last word
        Attribution(((13, 17),), ((11, 12),), ()),  # 1 of 5
    )
    assert matches(golds, found) == [(0, 0)]
    assert same_source(document, golds[0], found[0])
    assert not same_source(document, golds[1], found[0])
    tallies = measure([(document, golds, found)])
    assert tallies["match50"] == (1, 1, 1)
    assert tallies["content_tokens"] == (4, 3, 2)
    assert tallies["end_to_end"].f1 == pytest.approx(0.5)


@pytest.fixture(scope="module")
def small(corpus: Path) -> str:
    pytest.importorskip("torch")
    pytest.importorskip("textblob")
    return made(corpus)


def made(corpus: Path) -> str:
    from credscore.learn.extractor.__main__ import make_model
    from credscore.learn.extractor.net import Sizes
    from credscore.learn.extractor.training import Recipe

    sizes = Sizes(16, 4, 4, 16, 8, (1, 2), (1,))
    return make_model(read_corpus(corpus), "0" * 64, Recipe(epochs=4, batch=3, rate=0.02, rounded=0.5), sizes)


def test_the_same_articles_make_the_same_file(corpus: Path, small: str) -> None:
    assert made(corpus) == small


def test_the_net_in_use_is_the_net_that_was_trained(small: str, corpus: Path) -> None:
    """numpy and PyTorch agree on every hidden number: both round alike."""
    import torch

    from credscore.extract.features import structure_of
    from credscore.learn.extractor.net import encode

    model = parse_model(json.loads(small))
    net = Net(model)
    document = read_corpus(corpus)[0].document
    structure = structure_of(document)
    mine = net._encode(net._embed(document.words, structure))
    steps = {name: one.values.astype(np.float32) for name, one in model.arrays.items()}
    of = {}
    for name, values in steps.items():
        scale = model.arrays[name].scale
        if name in ("word", "suffix", "prefix"):
            values = values / 32
        elif name == "in_w":
            values = values * (scale * 2)
        elif scale.size:
            values = values * scale
        else:
            values = values / 16
        of[name] = torch.from_numpy(np.ascontiguousarray(values))
    from credscore.extract.net import indices_of

    indices = indices_of(document.words, model.words, model.suffixes, model.prefixes)
    places = np.stack([structure.quoting, structure.place, structure.from_start, structure.to_end], 1)
    ones = torch.ones(len(document), 1)
    hidden = encode(
        of, of["word"], torch.from_numpy(indices), torch.from_numpy(places), ones, model.dilations, 0.0, True
    )
    assert np.abs(hidden.numpy() * 16 - mine).max() <= 1  # a tie may round the other way
    assert (hidden.numpy() * 16 == mine).mean() > 0.99


def test_the_command_names_a_missing_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "credscore.learn.extractor", str(tmp_path / "none.jsonl"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "none.jsonl" in done.stderr
    assert not (tmp_path / "out").exists()
