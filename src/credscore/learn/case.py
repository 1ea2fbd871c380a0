"""One labelled case, or a line that is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from credscore.errors import CredscoreError
from credscore.scoring.testimony import Record
from credscore.statement import Article, Statement

__all__ = ["TASKS", "Bad", "Case", "Task"]

Task = Literal["statement", "article", "speaker"]
TASKS: tuple[Task, ...] = ("statement", "article", "speaker")


class Bad(NamedTuple):
    """A line that cannot be used."""

    error: CredscoreError


class Case(NamedTuple):
    """One labelled case.

    Attributes:
        id: The caller's id, else the line's number.
        file: The file it stands in.
        line: Its line there, from 1.
        task: What sort of case it is.
        label: Its label; None only where the reader allowed that.
        group: Cases of one group (an article, a speaker) are never parted between learning and measuring.
        statement: The statement, for the task ``statement``.
        record: What earlier statements of its origin turned out to be.
        article: The article, for the task ``article``.
        text: The words.
        context: Further fields by name: of a speaker, or the caller's own.
        subjects: What it is about, for the task ``speaker``.
        counts: Published counts by label, for the task ``speaker``; they count the case itself.
    """

    id: str
    file: str
    line: int
    task: Task
    label: str | None
    group: str | None = None
    statement: Statement | None = None
    record: Record | None = None
    article: Article | None = None
    text: str = ""
    context: Mapping[str, str] = {}
    subjects: tuple[str, ...] = ()
    counts: Mapping[str, float] | None = None
