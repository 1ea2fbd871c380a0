"""Scoring: how far to rely on a statement, given who said it, through whom, and who answered.

Two questions are kept apart as analysts have kept them since the Admiralty code: did the named origin
say it (`Assessment.attribution`), and how far may one rely on what was said (`Assessment.claim`)?
The score is the projection of the second. It says how well a statement is sourced; it is no fact check.
"""

from __future__ import annotations

from credscore.scoring.assessment import Assessment
from credscore.scoring.improve import Change, Improvement
from credscore.scoring.lines import Contribution
from credscore.scoring.profile import Profile, profile
from credscore.scoring.score import score, score_all
from credscore.scoring.testimony import Record

__all__ = ["Assessment", "Change", "Contribution", "Improvement", "Profile", "Record", "profile", "score", "score_all"]
