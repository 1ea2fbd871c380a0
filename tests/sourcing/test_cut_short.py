"""Texts that end early: a headline without its full stop, an article cut in the middle of a sentence."""

from __future__ import annotations

import re

import pytest
from parts_golden import ROWS

from credscore import Scorer

TEXTS = ("Ann Lee (", "C!a0 THAT THAT IT", "Divers were called by a hiker", "It is learnt that")


@pytest.mark.parametrize("extractor", ["rules", "trained"])
def test_a_text_may_end_anywhere(extractor: str) -> None:
    scorer = Scorer(extractor=extractor)
    for text in TEXTS:
        scorer.assess(text)


def test_every_part_may_begin_and_end_anywhere() -> None:
    scorer = Scorer(extractor="rules")
    for case in ROWS:
        text = case[1]
        for word in re.finditer(r"\w+|[^\w\s]", text):
            assert scorer.assess(text[: word.end()]).article.text == text[: word.end()]
            assert scorer.assess(text[word.start() :]).article.text == text[word.start() :]
