"""What is fuzzed: a function of bytes for each kind of thing that strangers hand in, which asserts what always holds.

    never an exception but a CredscoreError
    every span lies in the text, and its words are the words there
    a score lies in [0, 1], within its interval
    the same input gives the same output

`test_fuzz.py` feeds these by hypothesis in every test run; `fuzz.py` by coverage (atheris) for as long as is wanted.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from credscore import Article, CredscoreError, Policy, Report, Scorer
from credscore.extract.modelfile import load_model
from credscore.intake import Bad, read_input

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
_LONGEST = 4_000  # characters of a text; time grows with the text, and a fuzzer wants many


@functools.cache
def scorer(extractor: str) -> Scorer:
    return Scorer(extractor=extractor)


def holds(report: Report) -> None:
    """What is true of every report."""
    text = report.article.text
    for one in report.assessments:
        if one.score is not None:
            assert 0.0 <= one.score <= 1.0, one.score
            low, high = one.interval
            assert 0.0 <= low <= one.score <= high <= 1.0, (low, one.score, high)
        for path, span in one.statement.all_spans():
            assert 0 <= span.start <= span.end <= len(text) or not text, (path, span)
    json.loads(report.to_json())


def covers(report: Report) -> None:
    """What is true of every report on statements that were found in its text: spans and words agree."""
    text = report.article.text
    for one in report.assessments:
        statement = one.statement
        parts = [statement.content, statement.cue, statement.source, *statement.responses]
        for part in parts if statement.source.reason is None else [*parts, statement.source.reason]:
            if part.spans:
                there = " … ".join(text[a:b] for a, b in part.spans)
                assert _letters(part.text) == _letters(there), (part.text, there)


def _letters(text: str) -> str:
    return "".join(text.split())


def fuzz_text(data: bytes) -> None:
    """An article's text, by both extractors; the first byte says which. Lone surrogates come in too."""
    extractor = "trained" if data[:1] and data[0] % 4 == 0 else "rules"
    text = data[1:].decode("utf-8", "surrogatepass" if _surrogates(data[1:]) else "replace")[:_LONGEST]
    report = scorer(extractor).assess(text)
    holds(report)
    covers(report)
    assert report.to_json() == scorer(extractor).assess(text).to_json()


def _surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def fuzz_statement(data: bytes) -> None:
    """An article with statements, as decoded JSON."""
    try:
        decoded = json.loads(data)
    except (ValueError, RecursionError):
        return
    with only_ours():
        report = scorer("rules").assess(Article.parse(decoded, file="fuzz.json", line=1))
        holds(report)
        for one in report.assessments:
            points = one.explain()
            if one.score is not None:
                assert abs(sum(line.points for line in points) - one.score) < 1e-9
        assert report.to_json() == scorer("rules").assess(Article.parse(decoded)).to_json()


def fuzz_records(data: bytes) -> None:
    """Input records: JSON lines, one JSON document, Markdown, CSV; the first byte says which."""
    forms = _forms()
    form = forms[data[0] % len(forms)] if data else "jsonl"
    with written(data[1:], ".in") as path, only_ours():
        for item in read_input(str(path), form):
            if isinstance(item, Bad):
                assert str(path) in str(item.error)
            else:
                holds(scorer("rules").assess(item))


@functools.cache
def _forms() -> tuple[str, ...]:
    from credscore.intake import FORMS

    return tuple(form for form in FORMS if form != "html")


def fuzz_html(data: bytes) -> None:
    """A page as it was saved. Needs the extra that reads pages."""
    with written(data, ".html") as path, only_ours():
        for item in read_input(str(path), "html"):
            if not isinstance(item, Bad):
                report = scorer("rules").assess(item)
                holds(report)
                covers(report)


def fuzz_policy(data: bytes) -> None:
    """A policy file; what loads keeps the laws, so that it scores."""
    with written(data, ".toml") as path, only_ours():
        policy = Policy.load(str(path))
        report = Scorer(policy=policy, extractor="rules").assess(_sample())
        holds(report)


def fuzz_model(data: bytes) -> None:
    """An extractor's model file."""
    with written(data, ".json") as path, only_ours():
        load_model(path)


def fuzz_ledger(data: bytes) -> None:
    """A ledger file: what opens can be read and written."""
    from credscore.ledger import Ledger

    with written(data, ".ledger") as path, only_ours(), Ledger(path) as ledger:
        ledger.record("Ann Lee", "confirmed")
        Scorer(extractor="rules", ledger=ledger).assess(_sample())


def fuzz_learnt(data: bytes) -> None:
    """The file of a learnt model."""
    from credscore.learn.modelfile import load_model as load_learnt

    with written(data, ".json") as path, only_ours():
        load_learnt(path)


def fuzz_settings(data: bytes) -> None:
    """Settings of the lint, what stands beside an article, or a comment in one; the first byte says which."""
    from credscore.lint.config import SIDECAR, Suppressions, load_config

    which, rest = (data[0] % 3, data[1:]) if data else (0, b"")
    with written(rest if which == 0 else b"", ".toml") as path, only_ours():
        if which == 0:
            load_config(str(path))
            return
        found = Suppressions()
        if which == 1:
            path.with_name(path.name + SIDECAR).write_bytes(rest)
            found = Suppressions.beside(str(path))
        else:
            found.add_comments(rest.decode("utf-8", "replace"), str(path), "a")
        found.kept(scorer("rules").assess(_sample()).lint(), "a", set())


def fuzz_ratings(data: bytes) -> None:
    """A list of ratings as CSV; what is read in can be taken back."""
    from credscore.ledger import Ledger
    from credscore.ledger.ratings import import_ratings

    with written(data, ".csv") as path, only_ours(), Ledger(path.with_name(path.name + ".ledger")) as ledger:
        done = import_ratings(ledger, path, weight=2.0, by="list")
        assert all(str(path) in str(one) for one in done.bad)
        again = import_ratings(ledger, path, weight=2.0, by="list")
        assert (again.changed, again.operation) == (0, None)


def fuzz_register(data: bytes) -> None:
    """A register of office holders as CSV; what loads can be scored with."""
    from credscore.register import Register

    with written(data, ".csv") as path, only_ours():
        register = Register.load(str(path))
        holds(Scorer(extractor="rules", register=register).assess(_sample()))


def fuzz_cases(data: bytes) -> None:
    """Labelled cases as JSON lines, gzip of them too: a case or a bad line, each with its place."""
    from credscore.learn.labelled import Bad as BadCase
    from credscore.learn.labelled import read_cases, with_labels

    unlabelled = bool(data and data[0] % 2)
    with written(data[1:], ".jsonl") as path, only_ours():
        for item in with_labels(read_cases(str(path), unlabelled=unlabelled)):
            if isinstance(item, BadCase):
                assert str(path) in str(item.error)
            else:
                assert unlabelled or item.label


def fuzz_journal(data: bytes) -> None:
    """An output with its journal that is to be taken up again: refused, or gone on with."""
    from credscore.bulk.journal import Resumable

    out, _, log = data.partition(b"\0\0")
    with written(out, ".jsonl") as path, only_ours():
        path.with_name(path.name + ".journal").write_bytes(log)
        with Resumable(str(path), _MADE_OF) as batch:
            done = batch.done
            batch.write('{"id": "z"}\n')
            assert batch.done == done + 1
        with Resumable(str(path), _MADE_OF) as batch:
            assert batch.done == done + 1


_MADE_OF = {"policy": "p"}


@functools.cache
def _sample() -> str:
    return (SEEDS / "dam.txt").read_text("utf-8")[:1_500]


@contextmanager
def written(data: bytes, suffix: str) -> Iterator[Path]:
    """A file with that content for as long as it is looked at."""
    handle, name = tempfile.mkstemp(suffix=suffix)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        yield path
    finally:
        for leaf in path.parent.glob(path.name + "*"):
            leaf.unlink(missing_ok=True)


@contextmanager
def only_ours() -> Iterator[None]:
    """Lets an error of this library pass as an answer; any other is a finding."""
    try:
        yield
    except CredscoreError as error:
        if not str(error).strip():
            raise AssertionError("an error must say something") from error


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": fuzz_text,
    "statement": fuzz_statement,
    "records": fuzz_records,
    "policy": fuzz_policy,
    "model": fuzz_model,
    "ledger": fuzz_ledger,
    "html": fuzz_html,
    "learnt": fuzz_learnt,
    "settings": fuzz_settings,
    "ratings": fuzz_ratings,
    "register": fuzz_register,
    "cases": fuzz_cases,
    "journal": fuzz_journal,
}


def openings(name: str) -> list[bytes]:
    """Good inputs to start from, small."""
    if name == "text":
        return [bytes([number]) + (SEEDS / f"{seed}.txt").read_bytes()[:1_500] for number, seed in enumerate(_NAMES)]
    if name == "statement":
        rows = [(SEEDS / f"{seed}.json").read_bytes() for seed in _NAMES]
        rows = [json.dumps({**json.loads(row), "text": json.loads(row)["text"][:800]}).encode() for row in rows]
        return [*rows, (SEEDS / "statements.json").read_bytes()]
    if name == "records":
        row = json.dumps({"id": "a", "text": "Ann Lee said it rained. The builder denied it."}).encode()
        table = b"id,text,outlet\na,Ann Lee said it rained.,Star\n"
        page = b"---\ntitle: Rain\n---\n# Rain\n\nAnn Lee [said](https://star.example/a) *it rained*.\n"
        return [bytes([n]) + body for n in range(len(_forms())) for body in (row + b"\n" + row, table, page)]
    if name == "policy":
        whole = (ROOT / "src/credscore/policy/default.toml").read_bytes()
        return [whole, *_small_policies()]
    if name == "model":
        return [_small_model("extractor")]
    if name == "ledger":
        return [_small_ledger()]
    if name == "learnt":
        return [_small_model("liar-speaker"), _small_model("liar-published-counts")]
    if name == "settings":
        return [
            b'\0[tool.credscore.lint]\nselect = ["CS0"]\n[tool.credscore.lint.severity]\nCS002 = "info"\n',
            b'\1ignore = ["CS001"]\n[[suppress]]\ncode = "CS002"\nreason = "agreed"\nline = 3\n',
            b"\2Ann Lee said so. <!-- credscore: ignore[CS001, CS002] -->\n<!-- credscore: ignore[CS003] -->\n\nSo.\n",
        ]
    if name == "ratings":
        return [b'outlet,rating\nStar,0.5\nhttps://post.example/,1\n"The Sun, daily",0\n']
    if name == "register":
        head = b"# since: 2015-01-03\nname,aliases,office,body,role,from,to\n"
        return [
            head + b"Ann Lee,Annie Lee; Lee,mayor,Oakton,government,2015-01-03,\n",
            head + b'Tom Hale,,judge,"Court of Appeal, Ohio",military_police_court,2010-01-01,2012-12-31\n',
        ]
    if name == "cases":
        spoken = {"id": "1", "statement": "It rained.", "subjects": ["rain"], "speaker": "Ann Lee", "job": "mayor"}
        spoken |= {
            "state": "Ohio",
            "party": "none",
            "context": "a talk",
            "counts": {"true": 1, "false": 0},
            "label": "true",
        }
        said = {"id": "s1", "content": {"text": "it rained"}, "source": {"kind": "outlet", "name": "Star"}}
        rows = (
            spoken,
            {"text": "Ann Lee said it rained.", "label": "true", "group": "a"},
            {"statement": said, "record": {"confirmed": 2, "refuted": 1}, "label": "false"},
            {"id": "a", "statements": [{**said, "label": "true"}]},
        )
        lines = [json.dumps(row).encode() + b"\n" for row in rows]
        return [
            *(b"\0" + line * 2 for line in lines),
            *(b"\1" + line for line in lines),
            b"\0" + gzip.compress(lines[0]),
        ]
    if name == "journal":
        return [_journal()]
    if name == "html":
        return [
            b"<html><head><title>Rain</title></head><body><article><p>Ann Lee, the mayor, said on Monday that the "
            b"bridge was safe.</p><p>The builder <a href='https://star.example/1'>told the Star</a> it was not.</p>"
            b"</article></body></html>"
        ]
    raise KeyError(name)


_NAMES = ("aukus", "dam", "merger")


def _small_policies() -> list[bytes]:
    found = []
    for path in sorted((ROOT / "src/credscore/policy").glob("*.toml")):
        if path.name != "default.toml" and "extends" in tomllib.loads(path.read_text("utf-8")):
            found.append(path.read_bytes())
    return found


def _small_model(name: str) -> bytes:
    """A shipped model with its large fields cut: refused, but for one reason at a time."""
    whole = json.loads((ROOT / f"models/{name}.json").read_bytes())

    def cut(value: object) -> object:
        if isinstance(value, str):
            return value[:64]
        if isinstance(value, list):
            return [cut(one) for one in value[:8]]
        if isinstance(value, dict):
            return {key: cut(one) for key, one in list(value.items())[:40]}
        return value

    return json.dumps(cut(whole)).encode()


def _journal() -> bytes:
    from credscore.bulk.journal import Resumable

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.jsonl"
        with Resumable(str(path), _MADE_OF) as batch:
            batch.write('{"id": "a"}\n')
            batch.write_bad(CredscoreError("is no article", file="b.txt"))
            batch.write('{"id": "c"}\n')
        return path.read_bytes() + b"\0\0" + path.with_name("out.jsonl.journal").read_bytes()


def _small_ledger() -> bytes:
    from credscore.ledger import Ledger

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ledger"
        with Ledger(path) as ledger:
            ledger.record("Ann Lee", "confirmed")
        return path.read_bytes()
