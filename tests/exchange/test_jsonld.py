"""JSON-LD as a standard processor reads it: the triples that a person expects, from any article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pyld import jsonld
from strategies import statements

from credscore import Article, Scorer
from credscore.exchange.nodes import iri_piece, places
from credscore.statement import Span

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SCORER = Scorer()
SCHEMA, PROV, OA = "https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"
OURS, TYPE = "urn:credscore:ns:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
URL = "https://courier.example/story?id=7"
TEXT = (
    "“The gate is safe,” Ann Lee said. The Lantern, citing officials, reported that a crack was found. "
    "Norvane denied it."
)


def no_loading(url: str, options: object = None) -> Any:
    raise AssertionError(f"{url} was asked for")


def triples(document: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Subject, predicate and object in short; blank nodes by their own names."""
    dataset = jsonld.to_rdf(json.loads(json.dumps(document)), {"documentLoader": no_loading})
    assert set(dataset) == {"@default"}
    return {tuple(row[part]["value"] for part in ("subject", "predicate", "object")) for row in dataset["@default"]}  # type: ignore[misc]


def story() -> Article:
    def at(words: str) -> dict[str, Any]:
        start = TEXT.index(words)
        return {"text": words, "spans": [(start, start + len(words))]}

    return Article.parse(
        {
            "id": "story 7",
            "url": URL + "#top",
            "title": "The gate",
            "outlet": "Courier",
            "published": "2031-11-06",
            "text": TEXT,
            "statements": [
                {
                    "id": "s1",
                    "content": at("“The gate is safe,”"),
                    "cue": at("said"),
                    "source": {**at("Ann Lee"), "kind": "named_individual", "role": "expert"},
                    "form": "direct",
                },
                {
                    "id": "s2",
                    "content": at("that a crack was found"),
                    "cue": at("reported"),
                    "source": {**at("officials"), "kind": "anonymous_official", "count": 2},
                    "chain": [
                        {"name": "The Lantern", "kind": "outlet", "url": "https://lantern.example/1"},
                        {"name": "officials", "kind": "anonymous_official"},
                    ],
                    "responses": [{"by": "Norvane", "status": "denied", "kind": "organization", **at("denied it")}],
                },
            ],
        }
    )


def test_the_triples_that_a_person_expects() -> None:
    found = triples(SCORER.assess(story()).to_jsonld())
    one, two = f"{URL}#statement-s1", f"{URL}#statement-s2"
    agents = {o: s for s, p, o in found if p == f"{SCHEMA}name"}
    ann, lantern, officials, norvane = (agents[name] for name in ("Ann Lee", "The Lantern", "officials", "Norvane"))
    expected = {
        (URL, TYPE, f"{SCHEMA}NewsArticle"),
        (URL, f"{SCHEMA}headline", "The gate"),
        (URL, f"{SCHEMA}datePublished", "2031-11-06"),
        (URL, f"{SCHEMA}publisher", agents["Courier"]),
        (one, TYPE, f"{SCHEMA}Quotation"),
        (one, TYPE, f"{SCHEMA}Claim"),
        (one, TYPE, f"{PROV}Entity"),
        (one, f"{SCHEMA}text", "“The gate is safe,”"),
        (one, f"{SCHEMA}isPartOf", URL),
        (one, f"{SCHEMA}appearance", URL),
        (one, f"{SCHEMA}spokenByCharacter", ann),
        (one, f"{PROV}wasAttributedTo", ann),
        (one, f"{PROV}wasQuotedFrom", f"{one}-origin"),
        (one, f"{PROV}hadPrimarySource", f"{one}-origin"),
        (f"{one}-origin", f"{PROV}wasAttributedTo", ann),
        (ann, TYPE, f"{PROV}Person"),
        (ann, f"{OURS}kind", f"{OURS}named_individual"),
        (ann, f"{OURS}role", f"{OURS}expert"),
        (two, TYPE, f"{SCHEMA}Claim"),
        (two, f"{PROV}wasDerivedFrom", f"{two}-hop-1"),
        (f"{two}-hop-1", f"{PROV}wasAttributedTo", lantern),
        (f"{two}-hop-1", f"{SCHEMA}url", "https://lantern.example/1"),
        (f"{two}-hop-1", f"{PROV}wasDerivedFrom", f"{two}-origin"),
        (two, f"{PROV}hadPrimarySource", f"{two}-origin"),
        (f"{two}-origin", f"{PROV}wasAttributedTo", officials),
        (lantern, TYPE, f"{SCHEMA}NewsMediaOrganization"),
        (officials, f"{OURS}anonymous", "true"),
        (officials, f"{OURS}count", "2"),
        (two, f"{OURS}response", f"{two}-response-1"),
        (f"{two}-response-1", f"{OURS}status", f"{OURS}denied"),
        (f"{two}-response-1", f"{PROV}wasAttributedTo", norvane),
        (f"{one}-place", f"{OA}hasBody", one),
        (f"{URL}#assessment", f"{PROV}used", URL),
    }
    assert expected - found == set()
    assert (two, TYPE, f"{SCHEMA}Quotation") not in found
    assert (one, f"{PROV}wasDerivedFrom", f"{one}-origin") not in found


@pytest.mark.parametrize(
    ("words", "piece"), [("a/b", "a%2Fb"), ("x#y?z", "x%23y%3Fz"), ("Zoë", "Zo%C3%AB"), ("\ud800", "%3F")]
)
def test_any_id_is_one_piece_of_an_address(words: str, piece: str) -> None:
    assert iri_piece(words) == piece


def test_a_place_near_the_beginning_has_what_stands_before_it() -> None:
    text = "It held, Lee said, and " + "so on " * 20
    ((_, quote),) = [one["hasSelector"] for one in places(text, "urn:a", [Span(3, 7)])]
    assert (quote["prefix"], quote["exact"]) == ("It ", "held")
    assert quote["suffix"] == text[7 : 7 + 32]


def test_where_a_statement_stands_and_what_its_score_is() -> None:
    report = SCORER.assess(story())
    found = triples(report.to_jsonld())

    def values(subject: str, predicate: str) -> set[str]:
        return {o for s, p, o in found if s == subject and p == predicate}

    (target,) = values(f"{URL}#statement-s1-place", f"{OA}hasTarget")
    assert values(target, f"{OA}hasSource") == {URL}
    selectors = values(target, f"{OA}hasSelector")
    read = {p.removeprefix(OA): o for s, p, o in found if s in selectors and p != TYPE}
    start, end = report.assessments[0].statement.content.spans[0]
    assert (int(read["start"]), int(read["end"])) == (start, end)
    assert read["exact"] == TEXT[start:end]
    assert TEXT.endswith(read["prefix"] + read["exact"] + read["suffix"]) or TEXT.startswith(read["exact"])
    one = report.assessments[1]
    me = f"{URL}#statement-s2"
    assert one.score is not None
    assert float(values(me, f"{OURS}score").pop()) == pytest.approx(one.score)
    (opinion,) = values(me, f"{OURS}claimOpinion")
    assert float(values(opinion, f"{OURS}disbelief").pop()) == pytest.approx(one.claim.d)
    assert values(opinion, f"{PROV}wasGeneratedBy") == {f"{URL}#assessment"}


def test_a_document_a_retraction_a_correction_and_nobody() -> None:
    sources = {
        "d": {"source": {"kind": "document", "name": "the audit"}},
        "r": {"source": {"kind": "outlet", "name": "Lantern"}, "responses": [{"by": "Lantern", "status": "retracted"}]},
        "c": {"source": {"kind": "outlet", "name": "Lantern"}, "responses": [{"by": "Lantern", "status": "corrected"}]},
        "n": {"source": {"kind": "unattributed"}},
        "w": {"source": {"kind": "named_individual", "name": "Ann"}, "stance": "asks_commands"},
    }
    found = triples(
        SCORER.assess(Article.parse({"statements": [{"id": k, **v} for k, v in sources.items()]})).to_jsonld()
    )
    me = "urn:credscore:article:unnamed#statement-"
    assert (f"{me}d-origin", f"{SCHEMA}name", "the audit") in found
    assert (f"{me}d-origin", TYPE, f"{SCHEMA}CreativeWork") in found
    assert (f"{me}d", f"{PROV}hadPrimarySource", f"{me}d-origin") in found
    assert (f"{me}r-origin", f"{PROV}wasInvalidatedBy", f"{me}r-response-1-retraction") in found
    assert (f"{me}c-response-1", f"{PROV}wasRevisionOf", f"{me}c-origin") in found
    attributed = {s for s, p, _ in found if p == f"{PROV}wasAttributedTo"}
    assert f"{me}d" not in attributed
    assert f"{me}n" not in attributed
    assert (f"{me}w", TYPE, f"{SCHEMA}Claim") not in found
    assert sum(o == "Lantern" for _, p, o in found if p == f"{SCHEMA}name") == 1


@pytest.mark.parametrize("name", ["aukus", "dam", "merger"])
def test_a_seed_needs_no_network_and_is_no_fact_check(name: str) -> None:
    report = SCORER.assess(Article.parse(json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8"))))
    document = report.to_jsonld()
    assert "ClaimReview" not in json.dumps(document)
    found = triples(document)
    predicates = {p for _, p, _ in found}
    assert all(
        p.startswith((SCHEMA, PROV, OA, OURS, "http://www.w3.org/1999/02/22-rdf-syntax-ns#")) for p in predicates
    )
    primary = {s for s, p, _ in found if p == f"{PROV}hadPrimarySource"}
    assert len(primary) == len(report.assessments)
    ids = [node["@id"] for node in document["@graph"]]
    assert len(ids) == len(set(ids))


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys(one)}
    return {key for one in value for key in keys(one)} if isinstance(value, list) else set()


@settings(max_examples=30)
@given(statements())
def test_any_statement_becomes_triples_and_no_term_is_lost(statement: Any) -> None:
    document = SCORER.assess(Article(id="x y/\ud800<>", statements=(statement,))).to_jsonld()
    assert {key for key in keys(document["@graph"]) if not key.startswith("@")} <= set(document["@context"])
    found = triples(document)
    assert any(p == f"{PROV}hadPrimarySource" for _, p, _ in found)
