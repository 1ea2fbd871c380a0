"""The seed articles: the expected results are sound, and the library finds what a reader found."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

import pytest

from credscore.statement import Article, Statement

HERE = pathlib.Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds"
NAMES = ("aukus", "dam", "merger")
TOKEN = re.compile(r"\w+|[^\w\s]")
LABELS = ("kind", "role", "anonymous", "stance", "hedged", "second_hand", "form")

# A mismatch in one of these fails; the rest are shown with it.
REQUIRED = {"content", "source", "kind", "anonymous", "stance", "chain", "responses"}

# Statements known to come out differently, 'article-id': why. Each must go on differing, or leave the list.
KNOWN: dict[str, str] = {}

Spans = list[list[int]]


def read(name: str) -> Any:
    return json.loads((SEEDS / name).read_text("utf-8"))


EXPECTED = {name: json.loads((HERE / f"{name}.json").read_text("utf-8")) for name in NAMES}
ARTICLES = {name: Article.parse(read(f"{name}.json"), file=f"{name}.json") for name in NAMES}
STATEMENTS = [
    pytest.param(
        name,
        number,
        id=f"{name}-{one['id']}",
        marks=[pytest.mark.xfail(strict=True, reason=KNOWN[key])] if (key := f"{name}-{one['id']}") in KNOWN else [],
    )
    for name in NAMES
    for number, one in enumerate(EXPECTED[name]["statements"])
]
ORDERINGS = [
    pytest.param(name, *ordering["pair"], ordering["why"], id=f"{name}-{'-'.join(ordering['pair'])}")
    for name in NAMES
    for ordering in EXPECTED[name]["orderings"]
]


def pieces(content: str | list[str]) -> list[str]:
    return [content] if isinstance(content, str) else content


def as_statement(expected: dict[str, Any], *, with_spans: bool) -> dict[str, Any]:
    """An expected statement in the exchange format."""

    def part(words: list[str], spans: Spans) -> dict[str, Any]:
        return {"text": " … ".join(words), **({"spans": spans} if with_spans else {})}

    spans = expected["spans"]
    return {
        "id": expected["id"],
        "content": part(pieces(expected["content"]), spans["content"]),
        "cue": part([expected["cue"]], spans["cue"]),
        "source": {
            **part([expected["source"]], spans["source"]),
            **{key: expected[key] for key in ("name", "kind", "role", "anonymous", "count")},
            "reason": part([expected["reason"]], spans["reason"]) if expected["reason"] else None,
        },
        **{key: expected[key] for key in ("chain", "stance", "hedged", "second_hand", "form")},
        "responses": [
            {key: value for key, value in one.items() if with_spans or key != "spans"} for one in expected["responses"]
        ],
    }


def as_article(name: str, *, with_text: bool) -> Article:
    """The article with its expected statements, as a caller with an extractor of their own would give it."""
    article = read(f"{name}.json")
    if not with_text:
        del article["text"]
    statements = [as_statement(one, with_spans=with_text) for one in EXPECTED[name]["statements"]]
    return Article.parse({**article, "statements": statements}, file=f"tests/seeds/{name}.json")


# The expected files themselves


@pytest.mark.parametrize("name", NAMES)
def test_json_twin_holds_the_same_text(name: str) -> None:
    article = ARTICLES[name]
    assert article.text == (SEEDS / f"{name}.txt").read_text("utf-8")
    assert article.title == article.text.split("\n", 1)[0]
    assert article.id == name
    assert article.outlet
    assert article.published


@pytest.mark.parametrize("name", NAMES)
def test_expected_labels_and_spans_are_valid(name: str) -> None:
    statements = as_article(name, with_text=True).statements
    assert statements
    assert [one.id for one in statements] == [f"s{number}" for number in range(1, len(statements) + 1)]
    assert len(as_article(name, with_text=False).statements or ()) == len(statements)


@pytest.mark.parametrize("name", NAMES)
def test_expected_spans_cover_their_words(name: str) -> None:
    text = ARTICLES[name].text
    for one in EXPECTED[name]["statements"]:
        spans = one["spans"]
        found = {key: [text[start:end] for start, end in where] for key, where in spans.items()}
        assert found == {
            "content": pieces(one["content"]),
            "cue": [one["cue"]],
            "source": [one["source"]] if one["source"] else [],
            "reason": [one["reason"]] if one["reason"] else [],
        }, one["id"]
        for answer in one["responses"]:
            assert [text[start:end] for start, end in answer["spans"]] == [answer["text"]], one["id"]


@pytest.mark.parametrize("name", NAMES)
def test_expected_chains_end_in_the_source(name: str) -> None:
    for one in EXPECTED[name]["statements"]:
        if one["chain"]:
            assert len(one["chain"]) > 1, one["id"]
            assert one["chain"][-1]["name"] in one["source"], one["id"]


@pytest.mark.parametrize("name", NAMES)
def test_orderings_and_silent_sentences_point_somewhere(name: str) -> None:
    ids = {one["id"] for one in EXPECTED[name]["statements"]}
    for ordering in EXPECTED[name]["orderings"]:
        assert set(ordering["pair"]) <= ids
        assert ordering["why"]
    for sentence in EXPECTED[name]["silent"]:
        assert ARTICLES[name].text.count(sentence) == 1, sentence


def test_hand_written_statements_are_those_of_the_article() -> None:
    by_hand = Article.parse(read("statements.json"), file="statements.json")
    expected = as_article("aukus", with_text=False)
    assert not by_hand.text
    assert by_hand.outlet == expected.outlet
    assert by_hand.statements == expected.statements


# What the library finds, beside what a reader found


@pytest.fixture(scope="module")
def reports() -> dict[str, Any]:
    from credscore import assess

    return {name: assess(article) for name, article in ARTICLES.items()}


def token_starts(text: str) -> dict[int, str]:
    return {match.start(): match.group() for match in TOKEN.finditer(text)}


def under(spans: Any, tokens: dict[int, str]) -> set[int]:
    return {at for at in tokens for start, end in spans if start <= at < end}


def overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def nearest(expected: dict[str, Any], report: Any, text: str) -> tuple[Any, float]:
    """The assessment whose content overlaps the expected content most, and by how much."""
    tokens = token_starts(text)
    wanted = under(expected["spans"]["content"], tokens)
    best, most = None, 0.0
    for assessment in report.assessments:
        share = overlap(wanted, under(assessment.statement.content.spans, tokens))
        if share > most:
            best, most = assessment, share
    return best, most


def same_source(expected: Spans, found: Any, tokens: dict[int, str]) -> bool:
    wanted, got = under(expected, tokens), under(found, tokens)
    if not wanted or not got:
        return not wanted and not got

    def last_word(places: set[int]) -> int:
        return max((at for at in places if tokens[at].isalnum()), default=-1)

    return overlap(wanted, got) >= 0.5 or last_word(wanted) == last_word(got)


def chain_kinds(statement: Statement, own_outlet: str | None) -> list[str]:
    """The kinds along the chain; the article's own outlet, or a source with no hop before it, is no chain."""
    hops = statement.chain
    if hops and hops[0].name == own_outlet:
        hops = hops[1:]
    return [hop.kind.value for hop in hops] if len(hops) > 1 else []


def differences(expected: dict[str, Any], report: Any, article: Article) -> dict[str, str]:
    """What was found in place of an expected statement, by field, for the fields that differ."""
    assessment, share = nearest(expected, report, article.text)
    if assessment is None or share < 0.3:
        return {"content": f"not found: {expected['content']!r}"}
    found: Statement = assessment.statement
    tokens = token_starts(article.text)
    out: dict[str, str] = {}

    def compare(field: str, wanted: object, got: object) -> None:
        if wanted != got:
            out[field] = f"expected {wanted!r}, found {got!r}"

    def covered(spans: Any) -> list[str]:
        return [article.text[start:end] for start, end in spans]

    if share < 0.8:
        out["content"] = (
            f"expected {covered(expected['spans']['content'])}, found {covered(found.content.spans)} "
            f"(overlap {share:.2f})"
        )
    if not same_source(expected["spans"]["source"], found.source.spans, tokens):
        out["source"] = f"expected {covered(expected['spans']['source'])}, found {covered(found.source.spans)}"
    labels: dict[str, Any] = {**found.model_dump(mode="json"), **found.source.model_dump(mode="json")}
    for field in LABELS:
        compare(field, expected[field], labels[field])
    compare("chain", [hop["kind"] for hop in expected["chain"]], chain_kinds(found, article.outlet))
    compare(
        "responses",
        sorted(one["status"] for one in expected["responses"]),
        sorted(one.status.value for one in found.responses),
    )
    compare("count", expected["count"], found.source.count)
    compare("reason", expected["reason"], found.source.reason.text if found.source.reason else None)
    if expected["name"]:
        compare("name", expected["name"], found.source.name)
    return out


@pytest.mark.parametrize(("name", "number"), STATEMENTS)
def test_finds_what_a_reader_found(name: str, number: int, reports: dict[str, Any]) -> None:
    expected = EXPECTED[name]["statements"][number]
    differs = differences(expected, reports[name], ARTICLES[name])
    shown = "\n".join(
        f"  {field}{'' if field in REQUIRED else ' (not required)'}: {how}" for field, how in differs.items()
    )
    if REQUIRED & differs.keys():
        pytest.fail(f"{name} {expected['id']} {expected['content']!r}\n{shown}", pytrace=False)


@pytest.mark.parametrize("name", NAMES)
def test_finds_nothing_in_the_writers_own_voice(name: str, reports: dict[str, Any]) -> None:
    text = ARTICLES[name].text
    for sentence in EXPECTED[name]["silent"]:
        start = text.index(sentence)
        end = start + len(sentence)
        for assessment in reports[name].assessments:
            for span in assessment.statement.content.spans:
                assert span.end <= start or end <= span.start, f"found {assessment.statement.text!r} in {sentence!r}"


# Scores


@pytest.fixture(scope="module")
def scores_by_hand() -> dict[str, dict[str, float | None]]:
    """Scores of the expected statements, no text given."""
    from credscore import assess

    return {
        name: {one.statement.id: one.score for one in assess(as_article(name, with_text=False)).assessments}
        for name in NAMES
    }


def check_order(higher: float | None, lower: float | None, why: str) -> None:
    assert higher is not None
    assert lower is not None
    assert higher >= lower - 1e-9, f"{higher:.4f} < {lower:.4f}: {why}"


@pytest.mark.parametrize(("name", "higher", "lower", "why"), ORDERINGS)
def test_scores_of_the_expected_statements_keep_their_order(
    name: str, higher: str, lower: str, why: str, scores_by_hand: dict[str, dict[str, float | None]]
) -> None:
    check_order(scores_by_hand[name][higher], scores_by_hand[name][lower], why)


@pytest.mark.parametrize(("name", "higher", "lower", "why"), ORDERINGS)
def test_scores_read_from_the_text_keep_their_order(
    name: str, higher: str, lower: str, why: str, reports: dict[str, Any]
) -> None:
    expected = {one["id"]: one for one in EXPECTED[name]["statements"]}
    found = []
    for one in (higher, lower):
        assessment, share = nearest(expected[one], reports[name], ARTICLES[name].text)
        assert share >= 0.5, f"{one} was not found"
        found.append(assessment.score)
    check_order(found[0], found[1], why)


def test_hand_written_file_scores_like_the_expected_statements(
    scores_by_hand: dict[str, dict[str, float | None]],
) -> None:
    from credscore import assess

    report = assess(Article.parse(read("statements.json")))
    assert {one.statement.id: one.score for one in report.assessments} == scores_by_hand["aukus"]
