"""The work of `a2p new`: takes answers from flags, a file or a person, validates them, writes stack files."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

from a2p.cli.exit_codes import Exit
from a2p.cli.new.api_target import ApiTarget, describe_sign_in, describe_target, find_target
from a2p.cli.new.prompts import ask_fields, ask_kind, is_possible
from a2p.cli.terminal.text import bold, format_paragraph
from a2p.declared.several_campaigns import CAMPAIGNS
from a2p.errors import DeclarationError
from a2p.messages import format_message
from a2p.stack_names import require_stack_name
from a2p.stackfile.answers import Answers, close_lists
from a2p.stackfile.bulk_input import BulkRecord, parse_record, read_records
from a2p.stackfile.checks import FileCheck
from a2p.stackfile.composer import ComposedFile, compose, list_questions, update
from a2p.stackfile.csv_columns import CUSTOMER, KIND, ColumnMap, read_map
from a2p.stackfile.customer_kinds import CUSTOMER_KINDS, CustomerKind
from a2p.stackfile.examples import detect_kind
from a2p.stackfile.fields import KeyField, list_fields
from a2p.stackfile.project import StackProject, find_project
from a2p.stackfile.reader import read_stack_file
from a2p.twilio.client.account_reference import prefix_of

_TWILIO = "Twilio"
_REFERENCES = ("account.environment=", "account.file=", "account.command=")


@dataclass(frozen=True)
class WriteOptions:
    """
    update: change files that exist instead of refusing. as_json: print one JSON object.

    columns_map: the file that says which key each column of a CSV file is.
    """

    update: bool = False
    as_json: bool = False
    columns_map: Path | None = None

    @property
    def columns(self) -> ColumnMap:
        """The keys of foreign columns; none without a map."""
        return read_map(self.columns_map) if self.columns_map else {}


def write_customers(
    customer: str, kind: CustomerKind | None, file: Path | None, given: Sequence[str], how: WriteOptions
) -> Exit:
    """
    Write one customer's file, or that of each customer in a file.

    Raises:
        DeclarationError: what was given is not enough, or not valid; nothing was written.
        EOFError, KeyboardInterrupt: the person who was asked ended the input.
    """
    project = find_project(Path())
    if not customer and file:
        return _write_many(file, kind, project, how)
    answers: dict[str, Any] = {**_read_answers_file(file, how.columns), **dict(map(_parse_assignment, given))}
    return _write_one(require_stack_name(customer), kind, answers, project, how)


def give_account(sid: str | None, given: Sequence[str]) -> list[str]:
    """The answers that --account stands for: the account, and a prefix unless something else was given."""
    if not sid:
        return []
    chosen = any(each.startswith(_REFERENCES) for each in given)
    return [f"account.sid={sid}", *([] if chosen else [f"account.environment={prefix_of(sid)}"])]


def _write_one(
    customer: str, kind: CustomerKind | None, given: dict[str, Any], project: StackProject, how: WriteOptions
) -> Exit:
    target = project.stack_file(customer)
    _refuse_to_overwrite(target, update=how.update)
    if kind is None and not given and is_possible() and not target.exists():
        kind = ask_kind()
    kind, answers = parse_record(given, kind or _detect_kind(target, project))
    if not target.exists():
        answers = close_lists(answers)
        questions = tuple(list_questions(kind, project, answers))
        if is_possible():
            answers = ask_fields(kind, questions, answers)
        _refuse_missing(questions, answers)
    made = _compose(customer, kind, answers, project)
    _refuse_errors(made.checked)
    _write(target, made.text)
    if how.as_json:
        _print_json([_convert_file(customer, target, made.checked, project)], [])
        return Exit.DONE
    for note in made.checked.notes:
        where = f"{note.place.line}:{note.place.column}"
        print(format_message(f"{note.severity}: {note.text}", remedy=note.remedy, where=where))
    print(f"{target} is written")
    config = read_stack_file(target, project.name).config
    api = find_target(config, target, project)
    for line in [*describe_target(api, customer, target, project), *describe_sign_in(config)]:
        print(line)
    print(f"  do: a2p preview {customer}")
    return Exit.DONE


def _write_many(file: Path, kind: CustomerKind | None, project: StackProject, how: WriteOptions) -> Exit:
    """Write every valid row, and report the problems of each invalid one."""
    written: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []
    seen = set[str]()
    for count, record in enumerate(read_records(file, how.columns), 1):
        try:
            if record.customer in seen:
                raise DeclarationError(f"{CUSTOMER}: a second row for the same customer")  # noqa: TRY301  # as others
            seen.add(record.customer)
            written.append(_write_row(record, kind, project, update=how.update))
        except DeclarationError as error:
            bad.append({"file": str(file), "line": record.line, "problems": _list_problems(error)})
            if not how.as_json:
                print("\n".join(f"{file}:{record.line}: {problem}" for problem in bad[-1]["problems"]))
        _print_progress(count)
    if how.as_json:
        _print_json(written, bad)
        return Exit.ERROR if bad else Exit.DONE
    print(f"{len(written)} written to {project.folder}, {len(bad)} bad")
    if real := sum(row["talks_to"] == _TWILIO for row in written):
        print(f"the runs of {real} talk to Twilio itself, having no {project.name}:baseUrl")
    return Exit.ERROR if bad else Exit.DONE


def _list_problems(error: DeclarationError) -> list[str]:
    """One line a reason; an error without reasons is its own, with what to do."""
    remedy = f"; do: {error.remedy}" if error.remedy else ""
    return list(error.reasons) or [f"{error.summary}{remedy}"]


def _print_json(written: list[dict[str, Any]], bad: list[dict[str, Any]]) -> None:
    print(json.dumps({"written": written, "bad": bad}, indent=2, ensure_ascii=False))


def _convert_file(customer: str, file: Path, checked: FileCheck, project: StackProject) -> dict[str, Any]:
    target = _find_target(file, project)
    notes = [
        {"line": note.place.line, "severity": note.severity, "text": note.text, "remedy": note.remedy}
        for note in checked.notes
    ]
    talks_to = _TWILIO if target.is_twilio else target.url
    return {"stack": customer, "file": str(file), "talks_to": talks_to, "notes": notes}


def _write_row(
    record: BulkRecord, kind: CustomerKind | None, project: StackProject, *, update: bool
) -> dict[str, Any]:
    if not record.customer:
        raise DeclarationError(f"{CUSTOMER}: missing, it is the name of the stack")
    target = project.stack_file(require_stack_name(record.customer))
    _refuse_to_overwrite(target, update=update)
    kind, answers = parse_record(record.given, kind or _detect_kind(target, project))
    made = _compose(record.customer, kind, answers, project)
    _refuse_errors(made.checked)
    _write(target, made.text)
    return _convert_file(record.customer, target, made.checked, project)


def _compose(customer: str, kind: CustomerKind, answers: Answers, project: StackProject) -> ComposedFile:
    target = project.stack_file(customer)
    if target.exists():
        return update(target, answers, project)
    return compose(customer, kind, close_lists(answers), project)


def _detect_kind(target: Path, project: StackProject) -> CustomerKind | None:
    """The kind of customer of an existing file, else None."""
    return detect_kind(read_stack_file(target, project.name).config) if target.exists() else None


def _refuse_to_overwrite(target: Path, *, update: bool) -> None:
    if target.exists() and not update:
        raise DeclarationError(
            f"{target.name} exists already", remedy="--update, to change only the keys given"
        )


def _refuse_errors(checked: FileCheck) -> None:
    if errors := [note for note in checked.notes if note.severity == "error"]:
        reasons = (f"{note.text}{f'; do: {note.remedy}' if note.remedy else ''}" for note in errors)
        raise DeclarationError("the answers are not valid:", reasons=reasons)


def _refuse_missing(questions: tuple[KeyField, ...], answers: Answers) -> None:
    """
    Refuse missing answers, where nobody can be asked.

    Raises:
        DeclarationError: something is missing.
    """
    if missing := [field for field in questions if field.required and field.location not in answers]:
        raise DeclarationError(
            f"missing ({len(missing)}):",
            reasons=[f"{field.key}: {field.meaning}" for field in missing],
            remedy="--from, or --set key=value",
        )


def _read_answers_file(file: Path | None, columns: ColumnMap) -> dict[str, Any]:
    if file is None:
        return {}
    rows = list(read_records(file, columns))
    if len(rows) != 1:
        raise DeclarationError(
            f"{file} holds {len(rows)} customers", remedy="leave the name out, to write all of them"
        )
    return {key: value for key, value in rows[0].given.items() if key != CUSTOMER}


def _parse_assignment(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise DeclarationError(f"--set {key}: no value", remedy=f"--set {key}=value")
    return key.strip(), value


def _write(target: Path, text: str) -> None:
    """Replace the file at once: an interruption leaves the old one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(target)


def _find_target(file: Path, project: StackProject) -> ApiTarget:
    return find_target(read_stack_file(file, project.name).config, file, project)


def print_columns(kind: CustomerKind | None) -> Exit:
    """Print the keys that answers may have, with a description of each."""
    print(
        f"{CUSTOMER}\n    The name of the stack.\n"
        f"{KIND}\n    {', '.join(CUSTOMER_KINDS)}; otherwise the other columns tell.\n"
        f"{CAMPAIGNS}.<name>.…\n    Of several Campaigns: the keys of one, such as "
        f"{CAMPAIGNS}.orders.campaign.description."
    )
    rows = {
        field.location: field
        for customer_kind in ([kind] if kind else CUSTOMER_KINDS)
        for field in list_fields(customer_kind).values()
    }
    for field in rows.values():
        choices = f" One of: {', '.join(field.choices)}." if field.choices else ""
        entries = f" Or one column an entry: {field.key}[0], {field.key}[1]." if field.form == "list" else ""
        print(f"{bold(field.key)}\n{indent(format_paragraph(field.meaning + choices + entries), '    ')}")
    return Exit.DONE


def _print_progress(count: int) -> None:
    if sys.stderr.isatty() and not count % 50:
        print(f"{count} …", end="\r", file=sys.stderr, flush=True)
