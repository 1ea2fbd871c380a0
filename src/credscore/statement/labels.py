"""The labels that a statement and its sourcing bear."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ResponseStatus", "Role", "SourceKind", "SpeechForm", "Stance"]


class SourceKind(StrEnum):
    """What kind of source stands behind a statement."""

    NAMED_OFFICIAL = "named_official"  # holds a public office now, or speaks for a public body by name
    NAMED_INDIVIDUAL = "named_individual"  # any other person named in the article, former officials too
    ORGANIZATION = "organization"  # a body as such, a country by name, an unnamed spokesperson
    ANONYMOUS_OFFICIAL = "anonymous_official"  # unnamed, described by a public office or post
    ANONYMOUS_SOURCE = "anonymous_source"  # any other unnamed person or insiders
    OUTLET = "outlet"  # a news outlet, or its reporter in the act of reporting
    DOCUMENT = "document"  # a text, data set, poll, study, law, post as such
    UNNAMED_GROUP = "unnamed_group"  # a crowd with no accountable voice: 'critics say'
    UNATTRIBUTED = "unattributed"  # 'reportedly', 'it is said': no source to be found

    @property
    def anonymous(self) -> bool:
        """Whether this kind is a person or persons whose name is withheld."""
        return self in (SourceKind.ANONYMOUS_OFFICIAL, SourceKind.ANONYMOUS_SOURCE)


class Role(StrEnum):
    """The hat that a source wears in this statement."""

    GOVERNMENT = "government"
    MILITARY_POLICE_COURT = "military_police_court"
    POLITICIAN_CAMPAIGN = "politician_campaign"
    EXPERT = "expert"
    WITNESS_PARTICIPANT = "witness_participant"
    COMPANY = "company"
    MEDIA = "media"
    PUBLIC = "public"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What the cue does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CONFIRMS = "confirms"
    ALLEGES = "alleges"
    DECLINES = "declines"
    SPECULATES = "speculates"
    ASKS_COMMANDS = "asks_commands"
    OTHER = "other"


class ResponseStatus(StrEnum):
    """How another party answered a statement."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    PARTIALLY_DENIED = "partially_denied"
    NEITHER = "neither_confirmed_nor_denied"
    DECLINED = "declined_to_comment"
    NO_RESPONSE = "no_response"
    RETRACTED = "retracted"
    CORRECTED = "corrected"


class SpeechForm(StrEnum):
    """How the content stands in the text: in quotation marks, partly so, or in paraphrase."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
