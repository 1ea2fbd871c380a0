"""Every cue group says what it finds and what it leaves alone; both are run, and none may be without."""

from __future__ import annotations

import pytest

from credscore.extract.rules import RulesExtractor
from credscore.lexicon.load import cue_forms, read_table
from credscore.reading import read

GROUPS = read_table("cues")["group"]
HITS = [(group["id"], text) for group in GROUPS for text in group.get("hits", [])]
MISSES = [(group["id"], text) for group in GROUPS for text in group.get("misses", [])]


def test_every_group_has_examples_both_ways() -> None:
    lacking = [group["id"] for group in GROUPS if not group.get("hits") or not group.get("misses")]
    assert lacking == []


@pytest.mark.parametrize(("group", "text"), HITS)
def test_a_hit_is_found_by_a_cue_of_its_group(group: str, text: str) -> None:
    document = read(text)
    found = RulesExtractor().find(document)
    cues = {document.lowers[k] for one in found for a, b in one.cue for k in range(a, b)}
    groups = {cue.group for word in cues for cue in cue_forms().get(word, ())}
    assert group in groups, f"found {found}"


@pytest.mark.parametrize(("group", "text"), MISSES)
def test_a_miss_is_left_alone(group: str, text: str) -> None:
    assert RulesExtractor().find(read(text)) == []


def test_every_verb_stands_once_for_each_particle() -> None:
    listed = [entry for group in GROUPS for entry in group["verbs"]]
    twice = sorted({entry for entry in listed if listed.count(entry) > 1})
    assert twice == []
