"""A catalogue entry as an article: a heading and labelled facts, for a terminal or as JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import a2p
from a2p.catalogue.documents import list_documents
from a2p.catalogue.entry_types import CatalogueCode, CatalogueSid, CatalogueState, Persistence
from a2p.catalogue.requirements import REQUIREMENTS

if TYPE_CHECKING:
    from a2p.lint.rules import LintRuleInfo

# Sources that are no requirement.
_OUTSIDE = {"ext": "Twilio's public pages", "api": "Twilio's description of its API"}

_ROOT = Path(a2p.__file__).parents[1]
_ENCYCLOPEDIA = frozenset({"catalogue", "cli"})  # they write about requirements, and keep none

Fact = str | tuple[str, ...]


@dataclass(frozen=True)
class Article:
    """The description of one thing. kind: what it is. facts: label and text; empty ones are left out."""

    kind: str
    name: str
    title: str
    facts: tuple[tuple[str, Fact], ...]

    def data(self) -> dict[str, Fact]:
        """The same, for a program; labels as keys."""
        labels = {label.replace(" ", "_"): text for label, text in self.facts}
        return {"kind": self.kind, "name": self.name, "title": self.title, **labels}


def _make_article(kind: str, name: str, title: str, **facts: Fact) -> Article:
    labelled = tuple((label.replace("_", " "), text) for label, text in facts.items() if text)
    return Article(kind, name, title, labelled)


def describe_code(row: CatalogueCode) -> Article:
    """A code of Twilio's."""
    return _make_article(
        "code",
        str(row.code),
        row.title,
        met_in=row.where,
        remediable=row.mends,
        lasts=_format_duration(row),
        do=row.remedy,
        keys=row.keys,
        next=row.next_command,
        source=_name_sources(row.source),
        as_of=row.as_of,
        page=row.page,
    )


def describe_state(row: CatalogueState) -> Article:
    """A stage or a status."""
    return _make_article(
        row.of,
        row.word,
        row.meaning,
        who_acts=row.acts,
        takes=row.takes,
        next=row.next_command,
        source=_name_sources(row.source),
    )


def describe_sid(row: CatalogueSid, sid: str) -> Article:
    """A kind of identifier; `sid` is the whole of the one that was asked about, or empty."""
    name = sid or f"{row.prefix}…"
    return _make_article(
        "identifier",
        name,
        row.name,
        meaning=row.meaning,
        in_the_stack=row.in_stack,
        look=row.look.format(sid=name),
        source=_name_sources(row.source),
    )


def describe_token(token: str, key: str) -> Article:
    """A token of errors[].fields."""
    return _make_article(
        "field of a rejection",
        token,
        f"what was rejected is {key} of the stack file",
        do=f"edit {key}",
        next="pulumi preview -s <stack>",
        source=_name_sources("C8"),
    )


def describe_requirement(id_: str) -> Article:
    """A requirement: what Twilio demands, where it says so, and which files keep it."""
    return _make_article(
        "requirement",
        id_,
        REQUIREMENTS[id_],
        documents=tuple(map(str, list_documents(id_))),
        kept_in=tuple(find_citations(id_)),
    )


def describe_rule(name: str, row: LintRuleInfo) -> Article:
    """A rule of the lint."""
    return _make_article(
        "rule of a2p check",
        name,
        f"{row.severity}: {row.about}",
        certainty=row.certainty,
        rejected_with=tuple(map(str, row.codes)),
        final="yes: neither an edit nor a new registration helps" if row.is_final else "",
        silence=f'a2p:lint: {{ignore: {{{name}: "why it does not hold here"}}}}',
        source=_name_sources(row.requirement),
    )


def _name_sources(source: str) -> tuple[str, ...]:
    return tuple(_OUTSIDE.get(id_, id_) for id_ in source.split(", "))


def _format_duration(row: CatalogueCode) -> str:
    if row.lasts is Persistence.TEMPORARY and row.delay:
        return f"{row.lasts}: {row.delay} s"
    return row.lasts


def find_citations(requirement: str) -> list[str]:
    """The files of the project that cite it, as paths from the project's root."""
    cited = re.compile(rf"(?<![\w.]){re.escape(requirement)}(?![\w.]*\w)")
    return [
        path.relative_to(_ROOT).as_posix()
        for folder in ("a2p", "providers")
        for path in sorted((_ROOT / folder).rglob("*.py"))
        if not _ENCYCLOPEDIA & set(path.parts) and cited.search(path.read_text(encoding="utf-8"))
    ]
