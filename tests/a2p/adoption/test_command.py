"""`a2p adopt` as it is typed: what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from a2p.cli.terminal.progress import format_times
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess
    from tests.support.unmanaged_customers import UnmanagedCustomers


_SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")  # colours, and movements of the cursor
COMMAND = Path(sys.executable).parent / "a2p"


pytestmark = pytest.mark.usefixtures("project")


def test_it_says_what_it_wrote_what_not_and_what_to_run_next(
    unmanaged: UnmanagedCustomers,
    simulator: SimulatorProcess,
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    jane, waiting = unmanaged.sole_proprietor(), unmanaged.customer().approved_sole_proprietor()

    assert main(["adopt", "--base-url", simulator.url]) == Exit.PERSON

    told = capsys.readouterr().out
    document = f".a2p/adopt/{simulator.account_sid}/jane-doe.import.json"
    assert f"jane-doe: written ({jane.service})\n" in told
    assert f"{waiting.brand}: not adopted: it has no Campaign yet" in told
    assert "1 written, 1 not adopted\n" in told
    assert "  pulumi stack init jane-doe --no-select\n" in told
    assert f"  pulumi import --file {document} --stack jane-doe --yes" in told
    assert "  pulumi up --yes --skip-preview --stack jane-doe\n" in told
    assert (project / document).exists()


def test_nothing_personal_is_printed(
    unmanaged: UnmanagedCustomers, simulator: SimulatorProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    jane = unmanaged.sole_proprietor()
    person = jane.trusthub.end_users(jane.end_user)
    person.update(attributes={**person.fetch().attributes, "comment": "call me", "phone_number": "4155"})

    for options in ([], ["--json"]):
        assert main(["adopt", "--base-url", simulator.url, *options]) == Exit.PERSON
        told = "".join(capsys.readouterr())
        assert "profile.phone_number" in told
        assert not [
            each for each in (jane.email, jane.mobile, jane.street, "4155", "call me") if each in told
        ]


def test_programs_get_json(
    unmanaged: UnmanagedCustomers, simulator: SimulatorProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    customer = unmanaged.business()

    assert main(["adopt", "--base-url", simulator.url, "--json"]) == Exit.DONE

    (told,) = json.loads(capsys.readouterr().out)["customers"]
    assert (told["sid"], told["kind"], told["stack"]) == (customer.service, "written", "doe-bakery-llc")
    assert told["imported"] is False


def test_a_brand_without_a_campaign_gets_the_one_of_a_stack_file(
    unmanaged: UnmanagedCustomers,
    simulator: SimulatorProcess,
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    unmanaged.customer().approved_sole_proprietor()
    example = str(ROOT / "stacks" / "Pulumi.example.yaml")

    assert main(["adopt", "--base-url", simulator.url, "--campaign", example]) == Exit.DONE

    told = capsys.readouterr().out
    assert "note: a2p:otp.resend is never" in told
    assert "note: it has no Campaign yet" in told


def test_what_was_adopted_before_and_not_imported_is_imported_later(
    unmanaged: UnmanagedCustomers,
    simulator: SimulatorProcess,
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """F24: without --campaign the Brand is not adopted any more, and its document waits all the same."""
    unmanaged.customer().approved_sole_proprietor()
    example = str(ROOT / "stacks" / "Pulumi.example.yaml")
    main(["adopt", "--base-url", simulator.url, "--campaign", example])
    first = capsys.readouterr().out

    main(["adopt", "--base-url", simulator.url])

    (begin,) = [line for line in first.splitlines() if "pulumi stack init" in line]
    assert begin in capsys.readouterr().out


def test_what_the_project_declares_for_all_is_not_taken_for_the_customers(
    unmanaged: UnmanagedCustomers, simulator: SimulatorProcess, project: Path
) -> None:
    with (project / "Pulumi.yaml").open("a") as file:
        file.write(
            f"config:\n  a2p:baseUrl: {simulator.url}\n  a2p:wait: 5m\n"
            "  a2p:status_callback: https://hooks.example-isv.com/all\n"
        )
    unmanaged.business()

    assert main(["adopt"]) == Exit.DONE

    text = (project / "stacks" / "Pulumi.doe-bakery-llc.yaml").read_text()
    assert "baseUrl" not in text
    assert text.count("status_callback: null") == 2
    (document,) = project.glob(".a2p/adopt/*/*.json")
    provider, _, profile, *_ = json.loads(document.read_text())["resources"]
    assert provider["inputs"] == {
        "a2p:baseUrl": simulator.url,
        "a2p:wait": "5m",
        "a2p:stack": "doe-bakery-llc",
    }
    assert "status_callback" not in profile["inputs"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["BN123"], "not the SID of a Brand or Messaging Service"),
        (["--campaign", "nothing.yaml"], "has no a2p:campaign"),
        (["--names", "nothing.csv"], "cannot be read"),
        (["BN" + "0" * 32], "404"),
    ],
)
def test_what_cannot_be_meant_is_an_error(
    simulator: SimulatorProcess, capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    assert main(["adopt", "--base-url", simulator.url, *words]) == Exit.ERROR

    assert complaint in capsys.readouterr().err


def test_a_terminal_gets_a_bar_and_a_pipeline_lines(
    unmanaged: UnmanagedCustomers, simulator: SimulatorProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    unmanaged.business()
    status, drawn = _on_a_terminal(COMMAND, "adopt", "--base-url", simulator.url)
    assert main(["adopt", "--base-url", simulator.url]) == Exit.DONE

    assert status == Exit.DONE
    assert "customers" in drawn
    assert "1/1" in drawn
    assert "0/0" not in drawn
    first = next(line for line in drawn.splitlines() if "reading the account" in line)
    assert "/" not in _SEQUENCES.sub("", first), "how many there are is not known yet"
    assert capsys.readouterr().err == "a2p: reading the account\n"


def _on_a_terminal(*command: str | Path) -> tuple[int, str]:
    """How a command ends whose standard error is a terminal, and what it draws there."""
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    drawn = b""
    with subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL, env=env) as running:
        os.close(theirs)
        with suppress(OSError):  # what Linux answers when nobody holds the other side any more
            while piece := os.read(ours, 65536):  # at once, or the terminal is full and the command waits
                drawn += piece
    os.close(ours)
    return running.returncode, drawn.decode()


def test_a_pipeline_is_told_how_many_are_done_and_how_long_the_rest_will_take(
    unmanaged: UnmanagedCustomers, simulator: SimulatorProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    unmanaged.business()
    unmanaged.sole_proprietor()

    assert main(["adopt", "--base-url", simulator.url]) == Exit.DONE

    first, *steps = capsys.readouterr().err.splitlines()
    assert first == "a2p: reading the account"
    assert [line.partition(" in ")[0] for line in steps] == [
        "a2p: campaigns: 0 of 2",
        "a2p: campaigns: 2 of 2",
        "a2p: customers: 0 of 2",
        "a2p: customers: 2 of 2",
    ]
    assert format_times(30.0, 10, 40) == ", after 30 s, 90 s to go"
    assert format_times(30.0, 10, 100) == ", after 30 s, 4 min 30 s to go"
    assert format_times(30.0, 10, 10) == " in 30 s"


def test_what_it_writes_passes_the_offline_check(
    unmanaged: UnmanagedCustomers, simulator: SimulatorProcess
) -> None:
    unmanaged.business()
    unmanaged.sole_proprietor()
    assert main(["adopt", "--base-url", simulator.url]) == Exit.DONE

    assert main(["check"]) == Exit.DONE
