"""Command: articles with annotated attributions in, model file out."""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from credscore.errors import CredscoreError, InputError
from credscore.extract.decode import decode
from credscore.extract.modelfile import parse_model
from credscore.extract.net import Net
from credscore.learn.extractor.corpus import Sample, heads_of, is_held_out, read_corpus, read_others

__all__ = ["make_model"]

_PACKAGES = ("numpy", "scikit-learn", "spacy", "textblob", "torch")


def make_model(
    samples: list[Sample],
    digest: str,
    recipe: Any = None,
    sizes: Any = None,
    kept: Path | None = None,
    teaching: Any = None,
    copying: Any = None,
    others: Sequence[Sample] = (),
) -> str:
    """The text of the model file learnt from these articles.

    Args:
        samples: Articles with annotated attributions, in a fixed order.
        digest: The digest of the file they come from; kept in the model.
        recipe: A `credscore.learn.extractor.recipe.Recipe`; None is the one of the shipped model.
        sizes: A `credscore.learn.extractor.net.Sizes`; None is the shipped model's.
        kept: A folder for what can be made once and used again; None keeps nothing.
        teaching: A `credscore.learn.extractor.teachers.Teaching`; None is as the shipped model was taught.
        copying: A `credscore.learn.extractor.readings.Copying`; None is as for the shipped model.
        others: Articles in which nothing is annotated; the teachers say what is to be found there.

    Raises:
        InputError: There are too few articles, or a package of the extra ``train`` is missing.
    """
    try:
        from credscore.learn.extractor.batches import prepare
        from credscore.learn.extractor.export import model_data, to_text
        from credscore.learn.extractor.fitting import START, fit_decoding
        from credscore.learn.extractor.measure import measure
        from credscore.learn.extractor.net import Sizes, numbers_of, word_vectors
        from credscore.learn.extractor.packages import MINILM, MPNET
        from credscore.learn.extractor.readings import Copying, copies, unannotated
        from credscore.learn.extractor.recipe import Recipe, Task
        from credscore.learn.extractor.syntax import PARSER, parse
        from credscore.learn.extractor.teachers import TEACHING, taught
        from credscore.learn.extractor.training import train
        from credscore.learn.extractor.vectors import first_vectors, read_pieces
        from credscore.learn.extractor.vocabulary import make_vocabulary
    except ImportError as error:
        raise InputError(f"training needs the extra 'train': {error}") from None
    recipe, sizes, teaching = recipe or Recipe(), sizes or Sizes(), teaching or TEACHING
    copying = copying or Copying()
    samples = [one for one in samples if len(one.document)]
    learnt = [one for one in samples if not is_held_out(one.id)]
    held = [one for one in samples if is_held_out(one.id)]
    if not learnt or not held:
        raise InputError("there are too few articles to learn from some and fit thresholds on others")
    vocabulary = make_vocabulary(learnt)
    syntax = parse([one.document for one in learnt], kept)
    heads = heads_of(learnt)
    articles = [
        one._replace(id=sample.id)
        for one, sample in zip(prepare(learnt, heads, syntax.of, vocabulary), learnt, strict=True)
    ]
    first = first_vectors(vocabulary.words, sizes.word, *read_pieces())
    task = Task(articles, vocabulary, first, syntax.sizes)
    more = copies(learnt, heads, syntax, vocabulary, copying)
    if others:
        more += unannotated(others, parse([one.document for one in others], kept), vocabulary)
    task = taught(task, [one.document for one in learnt], more, teaching)
    parameters = train(task, sizes, recipe)
    arrays, words = numbers_of(parameters), word_vectors(parameters, vocabulary).detach().numpy()

    data = model_data(arrays, words, vocabulary, sizes, START, {})
    net = Net(parse_model(data))
    looks = [net.look(one.document) for one in held]
    settings = fit_decoding(held, looks)
    found = [
        (one.document, one.golds, decode(one.document, look, settings) if look else [])
        for one, look in zip(held, looks, strict=True)
    ]
    made = {
        "train_sha256": digest,
        "others_sha256": hashlib.sha256("\n".join(one.document.text for one in others).encode()).hexdigest(),
        "articles": {"learnt": len(learnt), "held_out": len(held), "others": len(others)},
        "recipe": recipe._asdict(),
        "teachers": teaching.recipe._asdict(),
        "tuning": teaching.tuning._asdict(),
        "copies": copying._asdict(),
        "held_out_f1": {name: round(tally.f1, 4) for name, tally in measure(found).items()},
        "sources": [MINILM, MPNET, PARSER],
        "versions": {name: metadata.version(name).partition("+")[0] for name in _PACKAGES},
        "machine": platform.machine(),
    }
    return to_text(model_data(arrays, words, vocabulary, sizes, settings, made))


def main() -> int:
    """Reads the arguments and makes the file."""
    parser = argparse.ArgumentParser(prog="python -m credscore.learn.extractor", description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON lines, gzip or not: id, text, attributions")
    parser.add_argument("model", type=Path, help="the file to write")
    parser.add_argument(
        "--others", type=Path, metavar="FILE", help="JSON lines with nothing annotated: id, title, text"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the parser's work there for the next run")
    options = parser.parse_args()
    try:
        samples = read_corpus(options.corpus)
        digest = hashlib.sha256(options.corpus.read_bytes()).hexdigest()
        others = read_others(options.others) if options.others else []
        text = make_model(samples, digest, kept=options.keep, others=others)
        options.model.write_text(text, encoding="ascii", newline="\n")
    except CredscoreError as error:
        print(f"credscore: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"credscore: {options.model}: {error.strerror}", file=sys.stderr)
        return 1
    print(json.dumps(json.loads(text)["made"], indent=1))
    print(hashlib.sha256(text.encode()).hexdigest())
    return 0


if __name__ == "__main__":
    sys.exit(main())
