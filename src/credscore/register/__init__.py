"""A dated register of office holders: who held which public office, or stood for one, and when.

An article about public affairs seldom says that somebody known to all its readers is a senator. A newsroom keeps a
register for that; so does this package, as a CSV file that a user can replace or extend.
"""

from __future__ import annotations

from credscore.register.register import MAX_BYTES, Register
from credscore.register.term import Term

__all__ = ["MAX_BYTES", "Register", "Term"]
