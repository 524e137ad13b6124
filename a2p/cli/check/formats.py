"""What `a2p check` found, for people, programs, code scanning, and notes on a pull request."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a2p.lint.rules import RULES
from a2p.stackfile.checks import Note

_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}
_OWN_RULES = {
    "yaml": "The file can be read, and by Pulumi as it was meant",
    "declaration": "Every key and value is one that the declaration allows",
}


@dataclass(frozen=True)
class Summary:
    """
    Everything found in all files.

    secrets: how many values nobody can read offline. silenced: how many remarks a2p:lint excuses.
    """

    files: tuple[Path, ...]
    notes: tuple[Note, ...]
    counts: Counter[str]
    secrets: int
    silenced: int


def as_text(summary: Summary) -> str:
    """A line a note, as editors make links of, and its remedy below it; what was found in all, last."""
    lines = [_line(note) for note in summary.notes]
    return "\n".join([*lines, *_asides(summary), _last(summary)])


def as_json(summary: Summary) -> str:
    """One object, for a program."""
    return _json(
        {
            "files": [path.as_posix() for path in summary.files],
            "errors": summary.counts["error"],
            "warnings": summary.counts["warning"],
            "advice": summary.counts["advice"],
            "secrets_not_checked": summary.secrets,
            "silenced": summary.silenced,
            "findings": [_fields(note) for note in summary.notes],
        }
    )


def as_sarif(summary: Summary) -> str:
    """A log of SARIF 2.1.0, as code scanning takes it."""
    rules = list(dict.fromkeys(note.rule for note in summary.notes))
    return _json(
        {
            "$schema": _SARIF_SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": {"name": "a2p check", "rules": [_sarif_rule(rule) for rule in rules]}},
                    "columnKind": "unicodeCodePoints",
                    "results": [_sarif_result(note, rules.index(note.rule)) for note in summary.notes],
                }
            ],
        }
    )


def as_github(summary: Summary) -> str:
    """Commands of a workflow, which become notes at the lines of a pull request; a last line for the log."""
    return "\n".join([*(_github(note) for note in summary.notes), *_asides(summary), _last(summary)])


FORMATS: dict[str, Callable[[Summary], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}


def _line(note: Note) -> str:
    remedy = f"\n  do: {note.remedy}" if note.remedy else ""
    return f"{note.file}:{note.place.line}:{note.place.column}: {note.severity}: {note.text}{remedy}"


def _asides(summary: Summary) -> list[str]:
    told = []
    if summary.secrets:
        told.append(f"{_many(summary.secrets, 'secret')} taken as given: only `pulumi preview` can read them")
    if summary.silenced:
        told.append(f"{_many(summary.silenced, 'remark')} silenced by a2p:lint")
    return told


def _last(summary: Summary) -> str:
    files = _many(len(summary.files), "file")
    found = [_many(summary.counts[each], each) for each in ("error", "warning") if summary.counts[each]]
    found += [f"{summary.counts['advice']} advice"] if summary.counts["advice"] else []
    return f"{files}: {', '.join(found) or 'nothing to complain of'}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _fields(note: Note) -> dict[str, Any]:
    return {
        "file": note.file.as_posix(),
        "line": note.place.line,
        "column": note.place.column,
        "severity": note.severity,
        "rule": note.rule,
        "message": note.text,
        "do": note.remedy,
    }


def _sarif_rule(rule: str) -> dict[str, Any]:
    about: dict[str, str] = {name: f"{row.about} ({row.requirement})" for name, row in RULES.items()}
    described = _OWN_RULES.get(rule) or about[rule]
    return {"id": rule, "shortDescription": {"text": described}}


def _sarif_result(note: Note, rule: int) -> dict[str, Any]:
    from urllib.parse import quote  # noqa: PLC0415  # the other formats have no addresses

    remedy = f"\ndo: {note.remedy}" if note.remedy else ""
    place = {
        "artifactLocation": {"uri": quote(note.file.as_posix())},
        "region": {"startLine": note.place.line, "startColumn": note.place.column},
    }
    return {
        "ruleId": note.rule,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[note.severity],
        "message": {"text": f"{note.text}{remedy}"},
        "locations": [{"physicalLocation": place}],
    }


def _github(note: Note) -> str:
    place = f"file={_property(note.file.as_posix())},line={note.place.line},col={note.place.column}"
    remedy = f"\ndo: {note.remedy}" if note.remedy else ""
    title = _property(f"a2p {note.rule}")
    return f"::{_GITHUB_LEVELS[note.severity]} {place},title={title}::{_data(f'{note.text}{remedy}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(data: Any) -> str:
    import json  # noqa: PLC0415  # most people read

    return json.dumps(data, indent=2, ensure_ascii=False)
