"""JSON Schema (draft 2020-12) of an input article and of an output article, made from the models themselves.

The input's schema is the one of `Article`, with what scoring adds allowed and passed over, so that every output is an
input too. The output's is the same article with every field that the output always has required, and the scores.
What a schema cannot say, `Article.parse` checks: that spans lie within the text and in order, that ids are given once,
that a chain ends in its source.
"""

from __future__ import annotations

import copy
import re
from typing import Any, Literal

from pydantic.json_schema import models_json_schema

from credscore.errors import InputError
from credscore.exchange import SCHEMA_VERSION
from credscore.scoring import Profile
from credscore.statement import Article

__all__ = ["schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_UNIT = {"type": "number", "minimum": 0, "maximum": 1}
_INTERVAL = {"type": "array", "prefixItems": [_UNIT, _UNIT], "items": False, "minItems": 2}
_PASSED_OVER = {"description": "Given by the output; passed over on input."}
_POLICY = {"type": "string", "description": "Id, version and digest of the policy."}
_SCORED_ARTICLE = ("schema", "article", "policy", "notice")


def schema(which: Literal["input", "output"]) -> dict[str, Any]:
    """The schema of one article, as it goes in or comes out: one JSON document, or one line of JSON lines.

    Raises:
        InputError: It is neither of the two.
    """
    if which not in ("input", "output"):
        raise InputError(f"there is a schema of the input and of the output, not of {which!r}")
    _, made = models_json_schema([(Article, "validation"), (Profile, "validation")])
    definitions: dict[str, Any] = made["$defs"]
    for definition in definitions.values():
        _describe(definition)
    for name, value in definitions["Part"]["properties"].items():  # a source is a part
        definitions["Source"]["properties"][name].setdefault("description", value["description"])
    profile = definitions.pop("Profile")
    _span(definitions)
    article = _input(definitions) if which == "input" else _output(definitions, profile)
    return {
        "$schema": DIALECT,
        "$id": f"urn:credscore:schema:{which}:{SCHEMA_VERSION}",
        "title": f"credscore {which}",
        **article,
        "$defs": dict(sorted(definitions.items())),
    }


def _describe(definition: dict[str, Any]) -> None:
    """The docstring's first paragraph as the description, its attributes as the descriptions of the properties."""
    text = definition.get("description", "")
    head, _, rest = text.partition("\n\nAttributes:\n")
    if head:
        definition["description"] = _plain(head.split("\n\n")[0])
    definition.pop("title", None)
    said = {
        name: _plain(words) for name, words in re.findall(r"^    (\w+): ((?:.|\n(?:     |$))*)", rest, re.MULTILINE)
    }
    for name, value in definition.get("properties", {}).items():
        value.pop("title", None)
        if name in said:
            value["description"] = said[name]


def _plain(words: str) -> str:
    return " ".join(words.replace("``", "'").replace("`", "'").split())


def _span(definitions: dict[str, Any]) -> None:
    offset = {"type": "integer", "minimum": 0}
    definitions["Span"] = {
        "description": "Start and end of a stretch of the text in code points: text[start:end].",
        "type": "array",
        "prefixItems": [offset, offset],
        "items": False,
        "minItems": 2,
    }


def _input(definitions: dict[str, Any]) -> dict[str, Any]:
    definitions["Source"]["properties"]["anonymous"] = {
        "type": ["boolean", "null"],
        "description": "Whether a person's name is withheld; follows from the kind and must agree with it.",
    }
    statement = definitions["Statement"]["properties"]
    statement.update(dict.fromkeys(_scored_statement(), _PASSED_OVER))
    article: dict[str, Any] = definitions.pop("Article")
    article["properties"].update(dict.fromkeys(_SCORED_ARTICLE, _PASSED_OVER))
    article["description"] += " It needs a text or statements."
    article["anyOf"] = [{"required": ["text"]}, {"required": ["statements"]}]
    return article


def _output(definitions: dict[str, Any], profile: dict[str, Any]) -> dict[str, Any]:
    inside = definitions.pop("Response")
    about = copy.deepcopy(inside)
    del inside["properties"]["about"]
    del about["properties"]["interested"]
    definitions["Response"], definitions["ArticleResponse"] = inside, about
    statement = definitions["Statement"]["properties"]
    statement.update(_scored_statement())
    definitions["Opinion"] = {
        "description": "A subjective-logic opinion: belief, disbelief, uncertainty (which sum to 1) and base rate.",
        "type": "object",
        "properties": dict.fromkeys("bdua", _UNIT),
        "additionalProperties": False,
    }
    definitions["Contribution"] = {
        "description": "A line of the explanation; the points of a statement sum to its score.",
        "type": "object",
        "properties": {
            "rule": {"type": "string", "description": "The id of the policy's entry."},
            "points": {"type": "number", "minimum": -1, "maximum": 1},
            "spans": {"type": "array", "items": {"$ref": "#/$defs/Span"}},
        },
        "additionalProperties": False,
    }
    definitions["Learnt"] = {
        "description": "What a trained model says, beside the score and never in it; only where a model was given.",
        "type": "object",
        "properties": {
            "probability": {**_UNIT, "description": "Calibrated, that the model's positive label is deserved."},
            "interval": {**_INTERVAL, "description": "Venn-Abers bounds of it."},
            "label": {"type": "string", "description": "The positive label."},
            "model": {"type": "string", "description": "The model's name and the start of its data's digest."},
            "contributions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "rule": {"type": "string"},
                        "points": {"type": "number", "minimum": -1, "maximum": 1},
                    },
                    "required": ["rule", "points"],
                    "additionalProperties": False,
                },
                "description": "Points that sum to the probability.",
            },
        },
    }
    shares = {name: value for name, value in profile["properties"].items() if name not in ("score", "interval")}
    definitions["Profile"] = {**profile, "properties": shares}
    for name, definition in definitions.items():
        if definition.get("type") == "object":
            definition["required"] = list(definition["properties"])
            for value in definition["properties"].values():
                if isinstance(value, dict):
                    value.pop("default", None)
            definition["additionalProperties"] = False
        if name == "Statement":
            definition["properties"]["learnt"] = {"$ref": "#/$defs/Learnt"}  # and not required
        if name == "Article":
            definition.pop("required")
    article: dict[str, Any] = definitions.pop("Article")
    fields = article["properties"]
    fields["statements"] = {"type": "array", "items": {"$ref": "#/$defs/Statement"}}
    fields["responses"] = {"type": "array", "items": {"$ref": "#/$defs/ArticleResponse"}}
    fields["article"] = {
        "description": "The article as a whole: its score, its profile, and the findings of the lint.",
        "type": "object",
        "properties": {
            "score": {"anyOf": [_UNIT, {"type": "null"}]},
            "interval": {"anyOf": [_INTERVAL, {"type": "null"}]},
            "profile": {"$ref": "#/$defs/Profile"},
            "lint": {"type": "array", "items": {"type": "object"}},
            "learnt": {"$ref": "#/$defs/Learnt"},
        },
        "required": ["score", "interval", "profile", "lint"],
        "additionalProperties": False,
    }
    fields["policy"] = _POLICY
    fields["notice"] = {"type": "string", "description": "What a score is and is not."}
    fields["schema"] = {"const": SCHEMA_VERSION, "description": "The version of this schema."}
    article["required"] = ["id", "statements", "responses", *_SCORED_ARTICLE]
    return article


def _scored_statement() -> dict[str, Any]:
    """What scoring adds to a statement."""
    opinion = {"$ref": "#/$defs/Opinion"}
    return {
        "score": {
            "anyOf": [_UNIT, {"type": "null"}],
            "description": "How far one may rely on the claim by its sourcing; null where nothing is put forward.",
        },
        "interval": {**_INTERVAL, "description": "Belief and plausibility of the claim; holds the score."},
        "grade": {"type": "string", "pattern": "^[A-F][1-6]$", "description": "The Admiralty code."},
        "words": {
            "type": "object",
            "properties": {
                "likelihood": {"type": "string"},
                "confidence": {"enum": ["low", "moderate", "high"]},
            },
            "required": ["likelihood", "confidence"],
            "additionalProperties": False,
        },
        "withheld": {"type": ["string", "null"], "description": "Why there is no score, or null."},
        "attribution": {**opinion, "description": "That the named origin said it, given the hops."},
        "claim": {**opinion, "description": "That what was said is so, given who said it, how, and who answered."},
        "contributions": {"type": "array", "items": {"$ref": "#/$defs/Contribution"}},
        "policy": _POLICY,
    }
