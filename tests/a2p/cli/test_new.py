"""`a2p new`: what it asks, what it refuses, and what it writes for many."""

from __future__ import annotations

import csv
import json
import os
import pty
import select
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from tests.support.declarations import declaration
from tests.support.simulator import ROOT
from tests.support.stack_files import answers

if TYPE_CHECKING:
    from a2p.stackfile.customer_kinds import CustomerKind

NUMBER = "PN074ed8001d68680891ee49909fc33167"
COMMAND = Path(sys.executable).parent / "a2p"
_DEADLINE = 20  # seconds for an answer; it takes a tenth of one


def row(customer: str, kind: CustomerKind = "sole-proprietor", **changes: str) -> dict[str, str]:
    """A customer as a row of CSV."""
    cells = {"customer": customer, "kind": kind}
    for location, value in answers(kind).items():
        key = ".".join(map(str, location))
        if key == "campaign.message_samples":
            cells |= {f"{key}[{at}]": each for at, each in enumerate(value)}
        else:
            cells[key] = " ".join(value) if isinstance(value, list) else str(value)
    return cells | {key.replace("__", "."): value for key, value in changes.items()}


def write_csv(*rows: dict[str, str]) -> None:
    with Path("customers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for each in rows for key in each)))
        writer.writeheader()
        writer.writerows(rows)


def declared(customer: str) -> Any:
    return yaml.safe_load(Path("stacks", f"Pulumi.{customer}.yaml").read_text(encoding="utf-8"))["config"]


def written() -> set[str]:
    return {file.name for file in Path("stacks").iterdir()} - {"Pulumi.good.yaml"}


def test_one_customer_out_of_flags(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--set", "external_campaign.campaign_id=CRMTK1Z", "--set", f"phone_numbers={NUMBER}"]

    assert main(["new", "acme", *given]) == Exit.DONE

    assert "do: a2p preview acme" in capsys.readouterr().out
    assert declared("acme")["a2p:external_campaign"]["campaign_id"] == "CRMTK1Z"
    assert declared("acme")["a2p:phone_numbers"] == [NUMBER]
    assert main(["check", "acme", "--strict"]) == Exit.DONE


def test_one_customer_out_of_a_file_with_nested_keys(project: Path) -> None:
    nested = {"brand": {"brand_type": "STANDARD", "skip_automatic_sec_vet": True}}
    flat = {".".join(map(str, location)): value for location, value in answers("standard").items()}
    del flat["brand.skip_automatic_sec_vet"]
    Path("answers.yaml").write_text(yaml.safe_dump({**flat, **nested}), encoding="utf-8")

    assert main(["new", "acme", "--from", "answers.yaml"]) == Exit.DONE
    assert declared("acme")["a2p:brand"]["skip_automatic_sec_vet"] is True


def test_without_a_terminal_it_says_what_is_missing_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "acme"]) == Exit.ERROR
    assert "kind: missing, one of sole-proprietor, standard, external needed" in capsys.readouterr().err

    assert (
        main(["new", "acme", "--kind", "sole-proprietor", "--set", "profile.email=jane@x.org"]) == Exit.ERROR
    )
    told = capsys.readouterr().err
    assert "\n  - profile.first_name: The sole proprietor's first name (P3).\n" in told
    assert "profile.email" not in told
    assert "  do: --from, or --set key=value" in told
    assert written() == set()


def test_what_exists_is_not_overwritten(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = declared("good")

    assert main(["new", "good", "--set", "profile.first_name=Joan"]) == Exit.ERROR
    assert "Pulumi.good.yaml exists already\n  do: --update" in capsys.readouterr().err
    assert declared("good") == before
    assert main(["new", "good", "--set", "profile.first_name=Joan", "--update"]) == Exit.DONE
    assert declared("good") == {**before, "a2p:profile": {**before["a2p:profile"], "first_name": "Joan"}}


def test_an_update_of_one_sample_leaves_the_others(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = declared("good")["a2p:campaign"]["message_samples"]
    sample = "Jane's Garden Care: we come on [day] at [time]. Reply STOP to opt out."
    given = ["--update", "--set"]

    assert main(["new", "good", *given, f"campaign.message_samples[1]={sample}"]) == Exit.DONE
    assert declared("good")["a2p:campaign"]["message_samples"] == [before[0], sample, *before[2:]]

    assert main(["new", "good", *given, f"campaign.message_samples[9]={sample}"]) == Exit.ERROR
    last = len(before) - 1
    assert (
        f"a2p new: campaign.message_samples[9]: the list has {len(before)} entries, [0] to [{last}]\n"
        f"  do: give it as campaign.message_samples[{last + 1}], which adds one\n"
    ) in capsys.readouterr().err


EXTERNAL = ["new", "acme", "--set", "external_campaign.campaign_id=CRMTK1Z"]


def test_it_says_that_runs_mean_twilio_itself_and_how_to_try_them_first(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(EXTERNAL) == Exit.DONE

    told = capsys.readouterr().out
    assert "\nits runs call Twilio itself, where a Brand costs money (no a2p:baseUrl in it)\n" in told
    trial = [line.strip() for line in told.splitlines() if line.startswith("    ")]
    copy, update = trial[0].partition("; ")[2], trial[1].partition("; ")[0]
    assert subprocess.run(copy, shell=True, check=False).returncode == 0  # noqa: S602  # as a reader would
    assert main(shlex.split(update)[1:]) == Exit.DONE
    assert declared("acme-trial")["a2p:baseUrl"] == "http://127.0.0.1:8010"
    assert "its runs call the simulator (a2p:baseUrl in stacks/Pulumi.acme-trial.yaml: " in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:8010", "the simulator (a2p:baseUrl in Pulumi.yaml: http://127.0.0.1:8010)\n"),
        ("https://api.twilio.com", "Twilio itself, where a Brand costs money (a2p:baseUrl in Pulumi.yaml)\n"),
    ],
)
def test_it_says_so_of_what_all_stacks_inherit(
    url: str,
    told: str,
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("A2P_SIMULATOR_URL", raising=False)
    with Path("Pulumi.yaml").open("a", encoding="utf-8") as file:
        file.write(f"config:\n  a2p:baseUrl: {url}\n")

    assert main(EXTERNAL) == Exit.DONE
    assert f"\nits runs call {told}" in capsys.readouterr().out


def test_it_says_where_the_simulator_is_on_this_machine(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A2P_SIMULATOR_URL", "http://127.0.0.1:8999")

    assert main([*EXTERNAL, "--set", "baseUrl=http://127.0.0.1:8010"]) == Exit.DONE
    assert "http://127.0.0.1:8010, here at http://127.0.0.1:8999)" in capsys.readouterr().out


def test_a_wrong_answer_is_refused_before_anything_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "acme", "--set", "external_campaign.campaign_id=nonsense"]) == Exit.ERROR
    assert "external_campaign.campaign_id: C and six capital letters" in capsys.readouterr().err
    assert main(["new", "a/b", "--kind", "external"]) == Exit.ERROR
    assert "is no name of a stack" in capsys.readouterr().err
    assert written() == set()


def test_good_rows_are_written_and_bad_ones_told_with_row_column_and_reason(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(
        row("one"),
        row("two", "standard"),
        row("three", profile__email="nonsense", profile__address__city=""),
        row("four", campaign__descripton="x"),
        row("one"),
        row("", "standard"),
        row("six", kind="sole-proprietor") | {"kind": "nonsense"},
        row("good"),
    )

    assert main(["new", "--from", "customers.csv"]) == Exit.ERROR

    told = capsys.readouterr().out.splitlines()
    assert told == [
        "customers.csv:4: profile.email: not an e-mail address: an email address must have an @-sign",
        "customers.csv:4: profile.address.city: missing",
        "customers.csv:5: campaign.descripton: no such key; did you mean description?",
        "customers.csv:6: customer: a second row for the same customer",
        "customers.csv:7: customer: missing, it is the name of the stack",
        "customers.csv:8: kind: one of sole-proprietor, standard, external needed",
        "customers.csv:9: Pulumi.good.yaml exists already; do: --update, to change only the keys given",
        f"2 written to {project / 'stacks'}, 6 bad",
        "the runs of 2 talk to Twilio itself, having no a2p:baseUrl",
    ]
    assert written() == {"Pulumi.one.yaml", "Pulumi.two.yaml"}
    assert main(["check"]) == Exit.DONE


def test_the_same_is_said_to_a_program(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(row("one"), row("two", profile__address__city=""))

    assert main(["new", "--from", "customers.csv", "--json"]) == Exit.ERROR

    told = json.loads(capsys.readouterr().out)
    (one,) = told["written"]
    assert (one["stack"], one["file"]) == ("one", str(project / "stacks" / "Pulumi.one.yaml"))
    assert one["talks_to"] == "Twilio"
    assert told["bad"] == [
        {"file": "customers.csv", "line": 3, "problems": ["profile.address.city: missing"]}
    ]


def test_the_same_rows_again_change_nothing(project: Path) -> None:
    write_csv(row("one"), row("two", "standard"))
    assert main(["new", "--from", "customers.csv"]) == Exit.DONE
    before = [Path("stacks", name).read_text(encoding="utf-8") for name in sorted(written())]

    assert main(["new", "--from", "customers.csv", "--update"]) == Exit.DONE
    assert [Path("stacks", name).read_text(encoding="utf-8") for name in sorted(written())] == before


@pytest.mark.parametrize("suffix", ["json", "jsonl", "yaml"])
def test_rows_may_come_in_other_forms(suffix: str, project: Path) -> None:
    rows = [row("one"), row("two", "standard")]
    text = "\n".join(map(json.dumps, rows)) if suffix == "jsonl" else json.dumps(rows)
    Path(f"c.{suffix}").write_text(text, encoding="utf-8")

    assert main(["new", "--from", f"c.{suffix}"]) == Exit.DONE
    assert written() == {"Pulumi.one.yaml", "Pulumi.two.yaml"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("c.csv", None, "c.csv cannot be read: No such file"),
        ("c.xlsx", "x", "c.xlsx has an unknown format"),
        ("c.json", "[", "c.json:1: it cannot be read as .json"),
        ("c.jsonl", '{"customer": "x"}\n{', "c.jsonl:1: it cannot be read as .jsonl"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    name: str, text: str | None, told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text:
        Path(name).write_text(text, encoding="utf-8")

    assert main(["new", "--from", name]) == Exit.ERROR
    assert told in capsys.readouterr().err


def flatten(location: str, value: Any) -> dict[str, str]:
    """A part of a declaration as columns."""
    if isinstance(value, dict):
        inner = {f"{location}.{key}": each for key, each in value.items()}
    elif isinstance(value, list):
        inner = {f"{location}[{at}]": each for at, each in enumerate(value)}
    else:
        return {location: ("yes" if value else "no") if isinstance(value, bool) else str(value)}
    return {key: cell for place, each in inner.items() for key, cell in flatten(place, each).items()}


def test_several_campaigns_are_columns_with_their_names(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = declaration("example-campaigns")
    common = {
        key: cell
        for section in ("profile", "trust_bundle", "brand", "primary_profile_sid")
        for key, cell in flatten(section, example[section]).items()
    }
    three = {"customer": "three"} | common | flatten("campaigns", example["campaigns"])
    one = {"customer": "one"} | common | flatten("campaigns.orders", example["campaigns"]["orders"])
    write_csv(three, one)

    assert main(["new", "--from", "customers.csv"]) == Exit.DONE, capsys.readouterr().out
    assert declared("three")["a2p:campaigns"] == example["campaigns"]
    assert declared("one")["a2p:campaigns"] == {"orders": example["campaigns"]["orders"]}
    assert not {"a2p:campaign", "a2p:phone_numbers"} & declared("three").keys()
    assert main(["check", "three", "one"]) == Exit.DONE


def test_one_customer_with_several_campaigns_out_of_a_nested_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = declaration("example-campaigns")
    sections = ("profile", "trust_bundle", "brand", "primary_profile_sid", "campaigns")
    Path("three.yaml").write_text(yaml.safe_dump({key: example[key] for key in sections}))

    assert main(["new", "three", "--from", "three.yaml"]) == Exit.DONE, capsys.readouterr().err

    assert declared("three")["a2p:campaigns"] == example["campaigns"]
    assert not {"a2p:campaign", "a2p:phone_numbers"} & declared("three").keys()


def test_a_column_of_an_entry_that_is_no_key_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv({"customer": "x", "kind": "standard", "campaigns.orders.campaing.description": "Orders."})

    assert main(["new", "--from", "customers.csv"]) == Exit.ERROR
    assert "campaigns.orders.campaing.description" in capsys.readouterr().err


def test_all_columns_are_told_with_their_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--columns"]) == Exit.DONE

    told = capsys.readouterr().out
    assert "\nprofile.business.website_url\n    The company's website.\n" in told
    assert "such as campaigns.orders.campaign.description" in " ".join(told.split())
    assert "campaign.message_samples[0], campaign.message_samples[1]" in " ".join(told.split())


def test_who_is_there_is_asked_and_told_at_once_what_is_wrong(project: Path) -> None:
    said = ["9", "3", "crmtk1z", "CRMTK1Z", "PNx", "", NUMBER, ""]

    told, status = typed(["new", "acme"], said)

    assert status == Exit.DONE
    assert "campaign_id: C and six capital letters or digits needed" in told
    assert "phone_numbers[0]: a SID needed" in told
    assert declared("acme")["a2p:external_campaign"]["campaign_id"] == "CRMTK1Z"
    assert declared("acme")["a2p:phone_numbers"] == [NUMBER]


def test_whoever_stops_in_between_leaves_nothing(project: Path) -> None:
    told, status = typed(["new", "acme"], ["2", "\x04"])

    assert status == Exit.ERROR
    assert "stopped; nothing was written" in told
    assert written() == set()


def typed(arguments: list[str], lines: list[str]) -> tuple[str, int]:
    """Run the command on a terminal, and answer each of its prompts."""
    terminal, its_end = pty.openpty()
    process = subprocess.Popen(
        [COMMAND, *arguments], stdin=its_end, stdout=its_end, stderr=its_end, start_new_session=True
    )
    os.close(its_end)
    told = ""
    for line in lines:
        told += _until_asked(terminal)
        os.write(terminal, line.encode() if line == "\x04" else f"{line}\n".encode())
    told += _until_asked(terminal)
    os.close(terminal)
    return told, process.wait(_DEADLINE)


def _until_asked(terminal: int) -> str:
    told = ""
    while not told.endswith("> ") and select.select([terminal], [], [], _DEADLINE)[0]:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # it has ended
            break
        if not read:
            break
        told += read.decode()
    return told


def test_an_account_of_the_customers_own_is_written_with_a_prefix_or_as_it_is_given(project: Path) -> None:
    sid = "AC" + "1a" * 16
    answers = ["--from", str(ROOT / "docs" / "examples" / "jane.yaml"), "--account", sid]

    assert main(["new", "jane", *answers]) == Exit.DONE
    assert main(["new", "joan", *answers, "--set", "account.file=secrets/joan.env"]) == Exit.DONE

    jane, joan = (
        yaml.safe_load((project / "stacks" / f"Pulumi.{name}.yaml").read_text())["config"]["a2p:account"]
        for name in ("jane", "joan")
    )
    assert jane == {"sid": sid, "environment": f"TWILIO_{sid.upper()}"}
    assert joan == {"sid": sid, "file": "secrets/joan.env"}
