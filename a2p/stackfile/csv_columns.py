"""The columns of a CSV file: each is a key of a declaration, or is mapped to one."""

import csv
import difflib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from a2p.declared.options import OPTIONS
from a2p.declared.several_campaigns import strip_entry
from a2p.errors import DeclarationError
from a2p.stackfile.answers import parse_key
from a2p.stackfile.customer_kinds import CUSTOMER_KINDS
from a2p.stackfile.fields import list_fields
from a2p.yaml_input import load_yaml

CUSTOMER, KIND = "customer", "kind"
LEFT_OUT = "(left out)"
# Another file's header to a key; None leaves the column out.
ColumnMap = Mapping[str, str | None]


def read_map(file: Path) -> dict[str, str | None]:
    """
    The map in a file of YAML or JSON: `companyName: profile.business.business_name`, `notes: null`.

    Raises:
        DeclarationError: it cannot be read, or maps to what is no key.
    """
    try:
        content = load_yaml(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DeclarationError(f"{file} cannot be read: {error.strerror}", remedy="check its path") from None
    except (ValueError, yaml.YAMLError):
        content = None
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise DeclarationError(f"{file} is no map", remedy="write lines of the form `column: key`")
    columns = {str(column): None if key is None else str(key) for column, key in content.items()}
    if wrong := [key for key in columns.values() if key is not None and not is_key(key)]:
        raise DeclarationError(
            f"{file}: no such key: {', '.join(wrong)}", remedy="a2p new --columns, which lists the keys"
        )
    return columns


def list_columns(text: str) -> list[str]:
    """The headers of a CSV file."""
    return next(csv.reader(io.StringIO(text), strict=True), [])


def require_known_columns(file: Path, columns: Sequence[str], mapped: ColumnMap) -> None:
    """
    Go on if each column is a key or is mapped.

    Raises:
        DeclarationError: names all others at once, before any row is read, with the keys they may mean.
    """
    unknown = [column for column in columns if column not in mapped and not is_known_column(column)]
    if not unknown:
        return
    if len(columns) == 1 and (mark := next((each for each in ";\t|" if each in columns[0]), "")):
        name = {"\t": "tabs"}.get(mark, f"{mark!r}")
        raise DeclarationError(
            f"{file}:1: its columns stand between {name}, and commas are needed",
            remedy="save it with commas (Excel and LibreOffice: choose the separator), or convert it",
        )
    raise DeclarationError(
        f"{file}:1: {len(unknown)} of its {len(columns)} columns are no keys:",
        reasons=[f"{column}{_propose(column)}" for column in unknown],
        remedy=(
            "rename them (a2p new --columns lists the keys), or map them:\n"
            "a2p new --from customers.csv --map map.yaml, with lines `column: key`; null leaves one out"
        ),
    )


def rename(text: str, mapped: ColumnMap) -> str:
    """The same file with the keys as headers, and without the columns that are left out."""
    if not mapped:
        return text
    header = list_columns(text)
    first = io.StringIO()
    names = [_key_of(column, mapped) for column in header]
    csv.writer(first, lineterminator="").writerow(names)
    # Rows stay where they are, so that a message names the line that an editor shows.
    rest = text.split("\n", 1)[1] if "\n" in text else ""
    return f"{first.getvalue()}\n{rest}"


def is_known_column(column: str) -> bool:
    """
    Whether a header is of this project: a key below one of its sections, or an option of a run.

    A key that is only spelled wrong is told of each row that has a value for it.
    """
    location = strip_entry(parse_key(column))
    sections = {known[0] for kind in CUSTOMER_KINDS for known in list_fields(kind)}
    return column in {CUSTOMER, KIND, LEFT_OUT, *OPTIONS} or bool(location and location[0] in sections)


def is_key(column: str) -> bool:
    """Whether it is a key of any kind of customer, an entry of one of its lists, or an option of a run."""
    plain = tuple(part for part in strip_entry(parse_key(column)) if not isinstance(part, int))
    keys = {known for kind in CUSTOMER_KINDS for known in list_fields(kind)}
    return column in {CUSTOMER, KIND, *OPTIONS} or plain in keys


def _key_of(column: str, mapped: ColumnMap) -> str:
    key = mapped.get(column, column)
    return LEFT_OUT if key is None else key


def _propose(column: str) -> str:
    known = {
        _normalise(field.key.rsplit(".", 1)[-1]): field.key
        for kind in CUSTOMER_KINDS
        for field in list_fields(kind).values()
    }
    close = difflib.get_close_matches(_normalise(column), known, n=1, cutoff=0.75)
    return f"; did you mean {known[close[0]]}?" if close else ""


def _normalise(word: str) -> str:
    return "".join(filter(str.isalnum, word.lower()))
