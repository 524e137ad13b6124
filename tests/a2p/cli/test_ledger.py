"""`a2p ledger`: for people, for programs and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from a2p.state.ledger import EntryKind, LedgerEntry, open_ledger

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _state(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", (tmp_path / "state").as_uri())


def write() -> str:
    """Two customers with one mobile number, one at its second text message; the digest of the number."""
    ledger = open_ledger()
    digest = ledger.digest("mobile", "14155550124")
    for stack, brand in (("jane", "BN1"), ("bolt", "BN2")):
        ledger.write(LedgerEntry(EntryKind.USE, "Twilio", stack, brand, NOW, "mobile", digest))
        ledger.write(
            LedgerEntry(EntryKind.FEE, "Twilio", stack, brand, NOW, "Brand registration", usd=Decimal("4.00"))
        )
    ledger.write(LedgerEntry(EntryKind.OTP, "Twilio", "jane", "BN1", NOW, number=2))
    return digest


def test_an_empty_ledger_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger"]) == Exit.DONE
    assert capsys.readouterr().out == "The ledger is empty: no run has registered anything here.\n"


def test_people_see_how_much_of_each_value_is_used_and_by_whom(capsys: pytest.CaptureFixture[str]) -> None:
    digest = write()

    assert main(["ledger"]) == Exit.DONE

    assert capsys.readouterr().out.splitlines() == [
        "Twilio",
        f"  mobile   {digest[:8]}  2 of 3    jane, bolt",
        "  fees shown     $0.00",
        "  fees paid      $8.00",
        "  resubmissions  0",
        "  text messages  1",
    ]


def test_programs_and_spreadsheets_get_every_entry(capsys: pytest.CaptureFixture[str]) -> None:
    digest = write()

    assert main(["ledger", "jane", "--json"]) == Exit.DONE
    entries = json.loads(capsys.readouterr().out)
    assert main(["ledger", "--csv"]) == Exit.DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert {entry["kind"] for entry in entries} == {"use", "fee", "otp"}
    assert {entry["stack"] for entry in entries} == {"jane"}
    assert len(rows) == 5
    assert [row["digest"] for row in rows if row["kind"] == "use"] == [digest, digest]
    assert sum(Decimal(row["usd"]) for row in rows) == 8
