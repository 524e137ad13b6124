"""`a2p check`: which files, which words, which exit code."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from tests.support.declarations import ALL_EXAMPLES, STACKS
from tests.support.imported import imported_by
from tests.support.stack_files import changed, place_of, text_of, write
from tests.support.website import Reply, serve

MANY = 200
# CPU seconds for MANY files; 1,000 take 3 on the machine this was written on, and may take 10.
ENOUGH = 2.0


def at(customer: str, what: str) -> str:
    """The place of the first line that begins so, as messages have it."""
    file = Path("stacks", f"Pulumi.{customer}.yaml")
    line, column = place_of(file.read_text(encoding="utf-8"), what)
    return f"{file}:{line}:{column}"


def test_pages_are_fetched_only_when_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A2P_PAGES_ALLOW_LOOPBACK", "1")
    with serve() as site:
        address = site.address.replace("localhost", "127.0.0.1")
        site.replies["/privacy"] = Reply("<p>We share your phone number with our marketing partners.</p>")
        write("paged", changed(privacy_policy_url=f"privacy_policy_url: {address}/privacy"))

        main(["check", "paged"])
        assert site.asked == []
        capsys.readouterr()

        main(["check", "paged", "--pages", "--format", "json"])

    findings = json.loads(capsys.readouterr().out)["findings"]
    told = "\n".join(finding["message"] for finding in findings if finding["rule"] == "pages")
    assert "campaign.privacy_policy_url: the privacy policy at 127.0.0.1 says that data goes" in told
    assert "is not served by https" in told
    assert [path for path, _ in site.asked].count("/privacy") == 1
    assert list((project / ".a2p" / "pages").iterdir())


def write_wrong() -> None:
    write("wrong", changed(age_gated="age_gated: 7", email="email: jane"))


def write_doubtful() -> None:
    write("doubtful", changed(has_embedded_links="has_embedded_links: false"))


def test_the_examples_pass(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(STACKS.parent)

    assert main(["check", *ALL_EXAMPLES]) == Exit.DONE
    assert capsys.readouterr().out.endswith("5 files: no problems found\n")


def test_each_note_is_a_line_with_file_line_and_column(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_wrong()

    assert main(["check"]) == Exit.ERROR

    first, second, last = capsys.readouterr().out.splitlines()
    email, age_gated = (at("wrong", key) for key in ("email:", "age_gated:"))
    assert (
        first == f"{email}: error: profile.email: not an e-mail address: an email address must have an @-sign"
    )
    assert second == f"{age_gated}: error: campaign.age_gated: true or false needed, not 7"
    assert last == "2 files: 2 errors"


def test_warnings_fail_only_where_they_are_told_to(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_doubtful()

    assert main(["check", "doubtful"]) == Exit.DONE
    told = capsys.readouterr().out
    assert "warning: campaign.message_samples[0]" in told
    assert "\n  do: " in told
    assert main(["check", "doubtful", "--strict"]) == Exit.ERROR
    assert main(["check", "good", "--strict"]) == Exit.DONE


@pytest.mark.parametrize("named", [["good"], ["stacks/Pulumi.good.yaml"], ["stacks"], ["good", "stacks"], []])
def test_a_file_may_be_named_in_many_ways_and_is_checked_once(
    named: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *named]) == Exit.DONE
    assert capsys.readouterr().out == "1 file: no problems found\n"


def test_a_file_is_checked_from_anywhere(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")

    assert main(["check", str(project / "stacks" / "Pulumi.good.yaml")]) == Exit.DONE


@pytest.mark.parametrize(
    ("named", "told"), [("nobody", "there is no stacks/Pulumi.nobody.yaml"), ("x.yaml", "there is no x.yaml")]
)
def test_what_does_not_exist_is_told_with_a_remedy(
    named: str, told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", named]) == Exit.ERROR

    said = capsys.readouterr().err
    assert told in said
    assert "\n  do: a2p new" in said


def test_secrets_are_said_once_to_be_unread(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("good", changed(email="email: {secure: v1:abc}", first_name="first_name: {secure: v1:abc}"))

    assert main(["check"]) == Exit.DONE
    assert capsys.readouterr().out.splitlines() == [
        "2 secrets taken as given: only `pulumi preview` can read them",
        "1 file: no problems found",
    ]


def test_json_is_for_programs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_wrong()

    assert main(["check", "--format", "json"]) == Exit.ERROR

    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (told["errors"], told["warnings"], len(told["files"])) == (2, 0, 2)
    assert told["findings"][1] == {
        "file": "stacks/Pulumi.wrong.yaml",
        "line": place_of(Path("stacks/Pulumi.wrong.yaml").read_text(encoding="utf-8"), "age_gated:")[0],
        "column": 5,
        "severity": "error",
        "rule": "declaration",
        "message": "campaign.age_gated: true or false needed, not 7",
        "do": "",
    }


def test_github_makes_notes_at_the_lines_of_a_pull_request(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_doubtful()

    main(["check", "doubtful", "--format", "github"])

    note = capsys.readouterr().out.splitlines()[0]
    line = at("doubtful", "- >-").split(":")[1]
    assert note.startswith(
        f"::warning file=stacks/Pulumi.doubtful.yaml,line={line},col=9,title=a2p undeclared-link::campaign."
    )
    assert "%0Ado: " in note


def test_sarif_is_for_code_scanning(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its shape as SARIF 2.1.0 demands it, section 3: every result names a rule that the tool describes."""
    write_wrong()
    write_doubtful()

    assert main(["check", "--format", "sarif"]) == Exit.ERROR

    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["version"] == "2.1.0"
    (run,) = told["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (place,) = [each["physicalLocation"] for each in result["locations"]]
        assert place["artifactLocation"]["uri"].startswith("stacks/Pulumi.")
        assert place["region"]["startLine"] > 1


def test_it_loads_neither_pulumi_nor_twilio() -> None:
    loaded = imported_by("check", str(STACKS / "Pulumi.example.yaml"))

    assert "a2p.lint" in loaded
    assert [name for name in ("pulumi", "twilio", "requests", "rich.console") if name in loaded] == []


def test_thousands_of_files_take_seconds(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(MANY):
        write(f"c{number}", text_of(ALL_EXAMPLES[number % 3]))

    began = time.process_time()
    assert main(["check"]) == Exit.DONE
    took = time.process_time() - began

    said = capsys.readouterr().out
    assert f"{MANY + 1} files: " in said
    assert " error" not in said.splitlines()[-1]  # copies of one customer are warned of, and no more
    assert took < ENOUGH, f"{took:.1f} s for {MANY} files on {sys.platform}"


def test_links_that_lead_nowhere_are_errors_of_their_own_files_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("right", changed())
    (project / "stacks" / "Pulumi.gone.yaml").symlink_to("/nonexistent")
    (project / "stacks" / "Pulumi.loop.yaml").symlink_to("Pulumi.loop.yaml")
    (project / "stacks" / "Pulumi.folder.yaml").mkdir()

    assert main(["check"]) == Exit.ERROR

    told = capsys.readouterr().out
    for name, why in (("gone", "No such file"), ("loop", "Too many levels"), ("folder", "Is a directory")):
        assert f"stacks/Pulumi.{name}.yaml:1:1: error: cannot be read: {why}" in told
    assert "Pulumi.right.yaml" not in told
