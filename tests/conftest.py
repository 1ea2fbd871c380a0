"""Puts this folder on the path, so that every test can import `strategies`; sets how hypothesis searches.

In CI the search is the same every time, so that a red run means a change and not luck; by hand it is new each time.
A mutation run asks for few examples by HYPOTHESIS_PROFILE=mutants, since it runs the tests some thousand times.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("hand", deadline=None)
settings.register_profile(
    "mutants",
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "hand"))
