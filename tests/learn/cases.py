"""Invented labelled statements for the tests of this folder."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

KINDS = (
    "named_official",
    "named_individual",
    "organization",
    "anonymous_official",
    "anonymous_source",
    "outlet",
    "document",
    "unnamed_group",
    "unattributed",
)
_WORTH = (0.85, 0.75, 0.8, 0.6, 0.5, 0.65, 0.9, 0.4, 0.3)


def statement(kind: str, draw: random.Random) -> dict[str, Any]:
    """A statement of that kind in the exchange format, all else by chance."""
    relays = [{"name": f"Outlet {draw.randint(1, 9)}", "kind": "outlet"} for _ in range(draw.choice((0, 0, 1, 2)))]
    unnamed = kind.startswith("anonymous")
    return {
        "source": {
            "name": f"Source {draw.randint(1, 40)}",
            "kind": kind,
            "role": draw.choice(("government", "company", "expert", "unknown")),
            "count": draw.choice((None, 2)) if unnamed else None,
            "reason": draw.choice((None, {"text": "who feared for the post"})) if unnamed else None,
        },
        "content": {"text": draw.choice(("the bridge was safe", "the dam would hold", "rents had doubled"))},
        "cue": {"text": "said"},
        "chain": [*relays, {"name": "the source", "kind": kind}] if relays else [],
        "stance": draw.choice(("asserts", "asserts", "alleges", "confirms")),
        "hedged": draw.random() < 0.3,
        "second_hand": draw.random() < 0.2,
        "form": draw.choice(("direct", "mixed", "indirect")),
        "responses": [{"by": "the builder", "status": "denied"}] if draw.random() < 0.25 else [],
    }


def rows(many: int = 300, seed: int = 1) -> list[dict[str, Any]]:
    """Labelled statements, two an article; the chance of 'true' follows the kind, falls with hops, hedges, denials."""
    draw = random.Random(seed)
    found = []
    for number in range(many):
        place = draw.randrange(len(KINDS))
        one = statement(KINDS[place], draw)
        chance = (
            _WORTH[place] - 0.1 * max(0, len(one["chain"]) - 1) - 0.1 * one["hedged"] - 0.25 * bool(one["responses"])
        )
        label = "true" if draw.random() < chance else "false"
        found.append({"id": f"r{number}", "group": f"a{number // 2}", "statement": one, "label": label})
    return found


def write(path: Path, given: list[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in given), encoding="utf-8")
    return str(path)
