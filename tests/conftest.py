"""Puts this folder on the path, so that every test can import `strategies`; sets how hypothesis searches.

In CI the search is the same every time, so that a red run means a change and not luck; by hand it is new each time.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("hand", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "hand")
