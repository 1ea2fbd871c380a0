"""Who will not speak, who denies and who confirms what: rows of a text and its last response. All names invented."""

from __future__ import annotations

import pytest

from credscore import Article
from credscore.extract import make_extractor
from credscore.sourcing import read_article

CLAIM = "The Evening Star reported that the plant leaked. "

# what follows the claim; the status and author of each response in the order of the text
ROWS = [
    ("Tom Hale, the owner, would not be drawn.", [("declined_to_comment", "Tom Hale")]),
    ("Tom Hale was not drawn to the plan.", []),
    ("The insurer had nothing to say about the report.", [("declined_to_comment", "The insurer")]),
    ("The insurer had nothing in its files.", []),
    ("Kest, who retired in May, declined to testify.", [("declined_to_comment", "Kest")]),
    ("His sister confirmed that, but a neighbour did not.", [("confirmed", "His sister")]),
    ("Ida Sol dismisses that idea.", [("denied", "Ida Sol")]),
    ("Orrin said it did not comment on talk.", [("declined_to_comment", "Orrin")]),
    ("The user behind “Hammer” could not be reached.", [("no_response", "The user behind “Hammer”")]),
    ("A spokeswoman for the trust confirmed it had been told, but would not elaborate.", [("declined_to_comment", "A spokeswoman for the trust")]),
    ("Tom Hale ate. It rained. Police confirmed the arrest.", []),
    ("Tom Hale ate. It rained. Police confirmed the leak.", [("confirmed", "Police")]),
    ("Tom Hale ate. It rained. Police confirmed the report.", [("confirmed", "Police")]),
    ("Ravia put the toll at 300, a figure Orrin’s army denied.", [("denied", "Orrin’s army")]),
    ("Neither side would say where.", [("declined_to_comment", "Neither side")]),
    ("The ministry said it did not recognise that account.", [("denied", "The ministry")]),
    ("The union accused her of theft, a charge she rejected.", [("denied", "she")]),
    ("The union said the pier was wet, a claim the port disputes.", [("denied", "the port")]),
    ("The manager confirmed the memos were real.", []),
]  # fmt: skip


@pytest.mark.parametrize(("after", "responses"), ROWS)
def test_responses(after: str, responses: list[tuple[str, str]]) -> None:
    found = read_article(Article(text=CLAIM + after), make_extractor("rules")).responses
    assert [(one.status.value, one.by) for one in found] == responses
