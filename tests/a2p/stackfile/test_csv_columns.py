"""Files of other systems: their headers are named at once, and a map gives each its key (D15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.errors import DeclarationError
from a2p.stackfile.bulk_input import read_records
from a2p.stackfile.csv_columns import read_map

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN = "friendlyName,companyName,ein,notes\n"


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_foreign_headers_are_named_at_once_though_there_is_no_row(tmp_path: Path) -> None:
    file = write(tmp_path, "customers.csv", FOREIGN)

    with pytest.raises(DeclarationError) as raised:
        list(read_records(file))

    assert raised.value.summary == f"{file}:1: 4 of its 4 columns are no keys:"
    assert raised.value.reasons == ("friendlyName", "companyName", "ein", "notes")
    assert "--map" in raised.value.remedy


def test_a_map_gives_each_column_its_key_and_leaves_others_out(tmp_path: Path) -> None:
    file = write(tmp_path, "customers.csv", FOREIGN + 'acme,"Acme, LLC",12-3456789,"said\nlater"\n')
    columns = read_map(
        write(
            tmp_path,
            "map.yaml",
            "friendlyName: customer\ncompanyName: profile.business.business_name\n"
            "ein: profile.business.business_registration_number\nnotes: null\n",
        )
    )

    (record,) = read_records(file, columns)

    assert record.customer == "acme"
    assert record.given == {
        "customer": "acme",
        "profile.business.business_name": "Acme, LLC",
        "profile.business.business_registration_number": "12-3456789",
    }


def test_a_key_that_is_spelled_wrong_is_left_to_the_rows(tmp_path: Path) -> None:
    file = write(tmp_path, "customers.csv", "customer,campaign.descripton\nacme,text\n")

    assert [record.customer for record in read_records(file)] == ["acme"]


def test_the_options_of_a_run_are_columns_like_any_key(tmp_path: Path) -> None:
    file = write(tmp_path, "customers.csv", "customer,baseUrl,account\nacme,http://127.0.0.1:8010,AC1\n")

    (record,) = read_records(file, read_map(write(tmp_path, "map.yaml", "account: accountSid\n")))

    assert record.given == {"customer": "acme", "baseUrl": "http://127.0.0.1:8010", "accountSid": "AC1"}


@pytest.mark.parametrize("text", ["ein: profile.business.ein\n", "- ein\n", "just text\n"])
def test_a_map_that_is_none_or_leads_nowhere_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(DeclarationError):
        read_map(write(tmp_path, "map.yaml", text))


@pytest.mark.parametrize(("separator", "name"), [(";", "';'"), ("\t", "tabs"), ("|", "'|'")])
def test_another_separator_is_named_as_one(tmp_path: Path, separator: str, name: str) -> None:
    file = write(tmp_path, "customers.csv", f"customer{separator}profile.email\n")

    with pytest.raises(DeclarationError, match="commas are needed") as raised:
        list(read_records(file))

    assert f"its columns stand between {name}" in raised.value.summary
    assert raised.value.remedy.startswith("save it with commas")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_another_encoding_is_named_as_one(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "customers.csv"
    file.write_bytes("customer,profile.last_name\nacme,Gonz\u00e1lez\n".encode(encoding))

    with pytest.raises(DeclarationError, match="is not UTF-8") as raised:
        list(read_records(file))

    assert "CSV UTF-8" in raised.value.remedy


@pytest.mark.parametrize("mark", ["\u2028", "\u0085", "\x0c"])
def test_a_mark_that_ends_no_line_cuts_no_row_in_two(tmp_path: Path, mark: str) -> None:
    text = f"one{mark}two"
    lines = write(tmp_path, "customers.csv", f"customer,profile.last_name\nacme,{text}\nbolt,Doe\n")
    objects = write(tmp_path, "customers.jsonl", '{"customer": "acme", "x": "one\u2028two"}\n')

    assert [(each.customer, each.given["profile.last_name"]) for each in read_records(lines)] == [
        ("acme", text),
        ("bolt", "Doe"),
    ]
    assert [each.given["x"] for each in read_records(objects)] == ["one\u2028two"]
