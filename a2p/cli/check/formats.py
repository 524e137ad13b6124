"""The findings of `a2p check` as text, JSON, SARIF, or notes on a pull request."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from a2p.lint.rules import RULES, Remark
from a2p.messages import format_message
from a2p.stackfile.checks import Note

_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}
_OWN_RULES = {
    "yaml": "The file can be read, and by Pulumi as it was meant",
    "pages": "The pages of the Campaign are public and say what reviewers ask of them",
    "declaration": "Every key and value is one that the declaration allows",
    "portfolio": "Numbers, businesses and people stand in the file of one customer each, within the limits",
    "key-service": "Secrets are decrypted only where Pulumi.yaml allows it",
}


@dataclass(frozen=True)
class CheckSummary:
    """
    Everything found in all files.

    secrets: how many values nobody can read offline. silenced: how many remarks a2p:lint excuses.
    not_compared: how many of the secrets would have been compared with other customers' values.
    """

    files: tuple[Path, ...]
    notes: tuple[Note, ...]
    counts: Counter[str]
    secrets: int
    silenced: int
    not_compared: int = 0


def format_text(summary: CheckSummary) -> str:
    """One line for each note, in the form that editors link, its remedy below it; the totals last."""
    lines = [_format_note(note) for note in summary.notes]
    return "\n".join([*lines, *_list_asides(summary), _format_totals(summary)])


def format_json(summary: CheckSummary) -> str:
    """One object, for a program."""
    return _dump_json(
        {
            "files": [path.as_posix() for path in summary.files],
            "errors": summary.counts["error"],
            "warnings": summary.counts["warning"],
            "advice": summary.counts["advice"],
            "secrets_not_checked": summary.secrets,
            "silenced": summary.silenced,
            "secrets_not_compared": summary.not_compared,
            "findings": [_convert_note(note) for note in summary.notes],
        }
    )


def format_sarif(summary: CheckSummary) -> str:
    """A log of SARIF 2.1.0, as code scanning takes it."""
    rules = list(dict.fromkeys(note.rule for note in summary.notes))
    return _dump_json(
        {
            "$schema": _SARIF_SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {"name": "a2p check", "rules": [_make_sarif_rule(rule) for rule in rules]}
                    },
                    "columnKind": "unicodeCodePoints",
                    "results": [_make_sarif_result(note, rules.index(note.rule)) for note in summary.notes],
                }
            ],
        }
    )


def format_github(summary: CheckSummary) -> str:
    """Commands of a workflow, which become notes at the lines of a pull request; a last line for the log."""
    return "\n".join(
        [*(_format_command(note) for note in summary.notes), *_list_asides(summary), _format_totals(summary)]
    )


FORMATS: dict[str, Callable[[CheckSummary], str]] = {
    "text": format_text,
    "json": format_json,
    "sarif": format_sarif,
    "github": format_github,
}


def _format_note(note: Note) -> str:
    where = f"{note.file}:{note.place.line}:{note.place.column}"
    return format_message(f"{note.severity}: {note.text}", remedy=note.remedy, where=where)


def _list_asides(summary: CheckSummary) -> list[str]:
    lines = []
    if summary.secrets:
        lines.append(
            f"{_format_count(summary.secrets, 'secret')} taken as given: only `pulumi preview` can read them"
        )
    if summary.not_compared:
        lines.append(
            f"{_format_count(summary.not_compared, 'secret')} not compared with other customers': nobody can "
            "read them offline"
        )
    if summary.silenced:
        lines.append(f"{_format_count(summary.silenced, 'remark')} silenced by a2p:lint")
    return lines


def _format_totals(summary: CheckSummary) -> str:
    files = _format_count(len(summary.files), "file")
    counts = [
        _format_count(summary.counts[level], level) for level in ("error", "warning") if summary.counts[level]
    ]
    counts += [f"{summary.counts['advice']} advice"] if summary.counts["advice"] else []
    return f"{files}: {', '.join(counts) or 'no problems found'}"


def _format_count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _convert_note(note: Note) -> dict[str, Any]:
    return {
        "file": note.file.as_posix(),
        "line": note.place.line,
        "column": note.place.column,
        "severity": note.severity,
        "rule": note.rule,
        "message": note.text,
        "do": note.remedy,
        **(_describe_remark(note.remark) if note.remark else {}),
    }


def _describe_remark(remark: Remark) -> dict[str, Any]:
    """Where in the text, by which words, and what it earns, for a program."""
    return {
        "key": remark.key,
        "words": remark.words,
        "sentence": remark.sentence,
        "codes": list(remark.info.codes),
        "certainty": remark.info.certainty,
        "final": remark.info.is_final,
    }


def _make_sarif_rule(rule: str) -> dict[str, Any]:
    about: dict[str, str] = {name: f"{row.about} ({row.requirement})" for name, row in RULES.items()}
    described = _OWN_RULES.get(rule) or about[rule]
    described_rule: dict[str, Any] = {"id": rule, "shortDescription": {"text": described}}
    if row := next((row for name, row in RULES.items() if name == rule), None):
        described_rule["properties"] = {
            "requirement": row.requirement,
            "codes": list(row.codes),
            "certainty": row.certainty,
            "final": row.is_final,
        }
    return described_rule


def _make_sarif_result(note: Note, rule: int) -> dict[str, Any]:
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


def _format_command(note: Note) -> str:
    place = f"file={_escape_property(note.file.as_posix())},line={note.place.line},col={note.place.column}"
    remedy = f"\ndo: {note.remedy}" if note.remedy else ""
    title = _escape_property(f"a2p {note.rule}")
    return f"::{_GITHUB_LEVELS[note.severity]} {place},title={title}::{_escape_data(f'{note.text}{remedy}')}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _dump_json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)
