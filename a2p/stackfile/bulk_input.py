"""Many customers out of one file of CSV, JSON, JSON Lines or YAML; keys may be dotted or nested."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml

from a2p.errors import DeclarationError
from a2p.stackfile.answers import Answers, nest, parse_answer, parse_key, read_answers
from a2p.stackfile.csv_columns import (
    CUSTOMER,
    KIND,
    LEFT_OUT,
    ColumnMap,
    list_columns,
    rename,
    require_known_columns,
)
from a2p.stackfile.customer_kinds import CUSTOMER_KINDS, CustomerKind
from a2p.stackfile.examples import detect_kind
from a2p.stackfile.fields import find_field
from a2p.yaml_input import load_yaml


class BulkRecord(NamedTuple):
    """
    One customer of a file.

    line: where it stands, counted from 1 as editors do; of JSON and YAML, which customer it is.
    """

    line: int
    customer: str
    given: dict[str, Any]


def read_records(file: Path, columns: ColumnMap | None = None) -> Iterator[BulkRecord]:
    """
    Every customer of a file; of CSV with other headers by `columns`.

    Raises:
        DeclarationError: the file cannot be read at all, or has columns that nobody knows.
    """
    readers = {
        ".csv": _read_csv,
        ".jsonl": _read_json_lines,
        ".json": _read_document,
        ".yaml": _read_document,
        ".yml": _read_document,
    }
    text = ""
    try:
        text = file.read_text(encoding="utf-8-sig")
        read = readers[file.suffix.lower()]
        if file.suffix.lower() == ".csv":
            columns = columns or {}
            require_known_columns(file, list_columns(text), columns)
            text = rename(text, columns)
        for line, given in read(text):
            yield BulkRecord(line, str(given.get(CUSTOMER) or "").strip(), given)
    except KeyError:
        raise DeclarationError(
            f"{file} has an unknown format", remedy="use .csv, .json, .jsonl or .yaml"
        ) from None
    except OSError as error:
        raise DeclarationError(f"{file} cannot be read: {error.strerror}", remedy="check its path") from None
    except UnicodeDecodeError:
        raise DeclarationError(
            f"{file} is not UTF-8", remedy="save it with the encoding UTF-8 (Excel: CSV UTF-8)"
        ) from None
    except (ValueError, csv.Error, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = getattr(error, "lineno", None) or (mark.line + 1 if mark else 1)
        line = min(line, text.count("\n") + 1)  # libyaml places what is missing behind the last line
        raise DeclarationError(
            f"{file}:{line}: it cannot be read as {file.suffix}", remedy="correct that line"
        ) from None


def parse_record(given: dict[str, Any], kind: CustomerKind | None) -> tuple[CustomerKind, Answers]:
    """
    The kind of customer of a record, and its answers.

    Raises:
        DeclarationError: it says no kind, or a key twice.
    """
    kind = kind or _detect_kind(given)
    plain = {key: value for key, value in given.items() if key not in {CUSTOMER, KIND}}
    answers = read_answers(plain, kind)
    return kind, {
        location: parse_answer(find_field(kind, location), value) if isinstance(value, str) else value
        for location, value in answers.items()
    }


def _detect_kind(given: dict[str, Any]) -> CustomerKind:
    given_kind = given.get(KIND)
    if given_kind in CUSTOMER_KINDS:
        return cast("CustomerKind", given_kind)
    if given_kind:
        raise DeclarationError(f"kind: one of {', '.join(CUSTOMER_KINDS)} needed")
    flat = {parse_key(str(key)): value for key, value in given.items() if value not in ("", None)}
    if detected := detect_kind(nest({location: value for location, value in flat.items() if location})):
        return detected
    raise DeclarationError(f"kind: missing, one of {', '.join(CUSTOMER_KINDS)} needed")


def _read_csv(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    # Not by splitlines: a cell may hold U+2028 or U+0085, which end no line of a CSV.
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    for row in reader:
        row.pop(LEFT_OUT, None)
        if None in row:
            yield reader.line_num, {CUSTOMER: row.get(CUSTOMER), "more values than columns": "yes"}
        else:
            yield reader.line_num, {key: value for key, value in row.items() if value not in (None, "")}


def _read_json_lines(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, row in enumerate(text.split("\n"), 1):  # a text of JSON may hold U+2028
        if row.strip():
            yield line, _require_mapping(_load_json(row))


def _load_json(row: str) -> Any:
    try:
        return json.loads(row)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _read_document(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    content = load_yaml(text)  # JSON is YAML
    for at, row in enumerate(content if isinstance(content, list) else [content], 1):
        yield at, _require_mapping(row)


def _require_mapping(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise ValueError("a mapping of keys needed")  # noqa: TRY004  # told as any wrong form is
    return given
