"""credscore: how well is this statement sourced?

Reads an article, finds every attributed statement with its sourcing, and computes a reliability score in
which every point traces to a rule and to a span of the text. A score is no fact check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from credscore.api import Report, Scorer, assess, assess_all, score
    from credscore.errors import (
        CredscoreError,
        InputError,
        LedgerError,
        LexiconError,
        ModelError,
        OpinionError,
        PolicyError,
    )
    from credscore.ledger import Ledger
    from credscore.opinion import Opinion
    from credscore.policy import Policy
    from credscore.scoring import Assessment, Contribution, score_all
    from credscore.statement import (
        Article,
        Hop,
        Link,
        Part,
        Response,
        ResponseStatus,
        Role,
        Source,
        SourceKind,
        Span,
        SpeechForm,
        Stance,
        Statement,
    )

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Assessment",
    "Contribution",
    "CredscoreError",
    "Hop",
    "InputError",
    "Ledger",
    "LedgerError",
    "LexiconError",
    "Link",
    "ModelError",
    "Opinion",
    "OpinionError",
    "Part",
    "Policy",
    "PolicyError",
    "Report",
    "Response",
    "ResponseStatus",
    "Role",
    "Scorer",
    "Source",
    "SourceKind",
    "Span",
    "SpeechForm",
    "Stance",
    "Statement",
    "assess",
    "assess_all",
    "score",
    "score_all",
]

# Each is loaded when first asked for, so that importing credscore opens no file and stays cheap.
_HOMES = {
    "api": ("Report", "Scorer", "assess", "assess_all", "score"),
    "errors": (
        "CredscoreError",
        "InputError",
        "LedgerError",
        "LexiconError",
        "ModelError",
        "OpinionError",
        "PolicyError",
    ),
    "ledger": ("Ledger",),
    "opinion": ("Opinion",),
    "policy": ("Policy",),
    "scoring": ("Assessment", "Contribution", "score_all"),
    "statement": (
        "Article",
        "Hop",
        "Link",
        "Part",
        "Response",
        "ResponseStatus",
        "Role",
        "Source",
        "SourceKind",
        "Span",
        "SpeechForm",
        "Stance",
        "Statement",
    ),
}
_LATER = {name: f"credscore.{home}" for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        import importlib

        value = getattr(importlib.import_module(_LATER[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted((*__all__, "__version__"))
