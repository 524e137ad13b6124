"""The prompts of `a2p new`; an invalid answer is reported at once, and asked for again."""

import sys
from collections.abc import Iterable

from a2p.cli.terminal.text import bold, format_paragraph
from a2p.stackfile.answers import Answers, find_problems, parse_answer
from a2p.stackfile.customer_kinds import CUSTOMER_KINDS, CustomerKind
from a2p.stackfile.examples import find_example_value
from a2p.stackfile.fields import KeyField

_KINDS = {
    "sole-proprietor": "no tax ID: a person in the US or Canada",
    "standard": "a company with a tax ID",
    "external": "its campaign is registered at The Campaign Registry already",
}


def ask_kind() -> CustomerKind:
    """Which kind of customer it is."""
    print(bold("What kind of customer is it?"))
    for number, kind in enumerate(CUSTOMER_KINDS, 1):
        print(f"  {number}  {kind}: {_KINDS[kind]}")
    chosen: dict[str, CustomerKind] = {str(number): kind for number, kind in enumerate(CUSTOMER_KINDS, 1)}
    while (answer := _prompt("1, 2 or 3")) not in chosen:
        pass
    return chosen[answer]


def ask_fields(kind: CustomerKind, fields: Iterable[KeyField], answers: Answers) -> Answers:
    """Ask for each field without an answer; returns all answers."""
    answers = dict(answers)
    for field in fields:
        if field.location not in answers:
            _ask_field(kind, field, answers)
    return answers


def _ask_field(kind: CustomerKind, field: KeyField, answers: Answers) -> None:
    print(f"\n{bold(field.key)}\n{format_paragraph(field.meaning)}")
    read = _ask_list if field.form == "list" else _ask_value
    while True:
        value = read(kind, field)
        if value is None and not field.required:
            return
        if value is None:
            print("  a value is required")
            continue
        wrong = find_problems(kind, {**answers, field.location: value}, field.location)
        for problem in wrong:
            print(f"  {problem}")
        if not wrong:
            answers[field.location] = value
            return


def _ask_value(kind: CustomerKind, field: KeyField) -> object:
    answer = _prompt(_format_hint(kind, field))
    return parse_answer(field, answer) if answer else None


def _ask_list(kind: CustomerKind, field: KeyField) -> object:
    example = _shorten(find_example_value(kind, (*field.location, 0)))
    print(f"  one a line; an empty line ends. For example: {example}")
    lines: list[str] = []
    while answer := _prompt(f"{len(lines) + 1}"):
        parsed_line = parse_answer(field, answer)
        lines += parsed_line if isinstance(parsed_line, list) else [answer]
    return lines or None


def _format_hint(kind: CustomerKind, field: KeyField) -> str:
    if field.form == "true or false":
        return "yes or no"
    if field.choices:
        return " ".join(field.choices)
    example = f"for example: {_shorten(find_example_value(kind, field.location))}"
    return example if field.required else f"{example}; Enter for none"


def _shorten(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _prompt(hint: str) -> str:
    return input(f"  ({hint}) > ").strip()


def is_possible() -> bool:
    """Whether standard input is a terminal."""
    return sys.stdin.isatty()
