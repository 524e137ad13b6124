"""`a2p sim`: starts and stops the simulator, and simulates customers' replies and reviewers' decisions."""

import re
import subprocess
import sys
from typing import Annotated, Literal

import cyclopts
from cyclopts import Parameter

from a2p.campaign_names import MAIN, name_output
from a2p.cli.exit_codes import Exit
from a2p.cli.terminal import completers
from a2p.engine.commands import capture_pulumi
from a2p.engine.environment import ROOT
from a2p.engine.errors import EngineError, NotSetUp
from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_recorded_status

app = cyclopts.App(name="sim", help="Run the simulator; simulate replies and reviews.")
_SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")
# What is decided, as the simulator calls it, and whose SID among the outputs it goes by.
_DECIDED = {
    "profile": ("profile", "profile"),
    "trust-bundle": ("profile", "trust_bundle"),
    "brand": ("brand", "brand"),
    "campaign": ("campaign", "messaging_service"),
}


@app.command
def start() -> Exit:
    """Start the simulator of this working copy, unless it runs."""
    return _script("start")


@app.command
def stop() -> Exit:
    """Stop it; its data are kept."""
    return _script("stop")


@app.command
def status() -> Exit:
    """Show whether it runs, and its address."""
    return _script("status")


@app.command
def otp_reply(customer: Annotated[str, Parameter(completer=completers.complete_customers)], /) -> Exit:
    """
    Simulate the customer's reply YES to the text message.

    $ a2p sim otp-reply jane

    Parameters
    ----------
    customer:
        Name of a stack; or a mobile phone number, as +14155550123.
    """
    project = EngineProject.find()
    is_number = customer.startswith("+")
    number = customer if is_number else _find_declared(project, customer, "mobile_phone_number")
    return _play(project, "otp-reply", number)


@app.command
def email_click(customer: Annotated[str, Parameter(completer=completers.complete_customers)], /) -> Exit:
    """
    Simulate a public company's contact, who opens the link in the e-mail of Authentication+.

    $ a2p sim email-click acme

    Parameters
    ----------
    customer:
        Name of a stack; or an e-mail address.
    """
    project = EngineProject.find()
    address = customer if "@" in customer else _find_declared(project, customer, "brand_contact_email")
    return _play(project, "email-click", address)


@app.command
def decide(
    what: Literal["profile", "trust-bundle", "brand", "campaign"],
    customer: Annotated[str, Parameter(completer=completers.complete_customers)],
    status: Annotated[str, Parameter(completer=completers.complete_decisions)],
    /,
    *,
    error: Annotated[tuple[str, ...], Parameter(negative="", show_default=False)] = (),
    name: str = MAIN,
) -> Exit:
    """
    Simulate a reviewer's decision.

    $ a2p sim decide campaign jane VERIFIED
    $ a2p sim decide campaign jane FAILED --error 30893:MESSAGE_SAMPLES:"Unclear."

    Parameters
    ----------
    what:
        What is reviewed.
    customer:
        Name of a stack; or the SID of what is reviewed (of a campaign, its Messaging Service's).
    status:
        What it is from now on, such as VERIFIED, APPROVED, FAILED, SUSPENDED or twilio-rejected.
    error:
        Why: CODE:FIELD,FIELD:TEXT. Again for each.
    name:
        Which Campaign, where the customer has several: its key in a2p:campaigns.
    """
    project = EngineProject.find()
    kind, resource = _DECIDED[what]
    resource = name_output(resource, name) if what == "campaign" else resource
    sid = customer if _SID.fullmatch(customer) else _find_sid(project, customer, resource)
    return _play(
        project, "decide", kind, sid, status, *(word for reason in error for word in ("--error", reason))
    )


@app.command
def advance(seconds: float, /) -> Exit:
    """
    Move its clock forward.

    Parameters
    ----------
    seconds:
        How far.
    """
    return _play(EngineProject.find(), "advance", str(seconds))


@app.command
def clock() -> Exit:
    """Show its clock, in Unix seconds, and its speed."""
    return _play(EngineProject.find(), "clock")


@app.command
def requests(*, since: int = 0) -> Exit:
    """
    Write the requests so far, without personal data.

    Parameters
    ----------
    since:
        Only those after so many.
    """
    return _play(EngineProject.find(), "requests", "--since", str(since))


@app.command
def state() -> Exit:
    """Write all its data, by kind, without personal data."""
    return _play(EngineProject.find(), "state")


@app.command
def fault(kind: str, /, *options: Annotated[str, Parameter(allow_leading_hyphen=True)]) -> Exit:
    """
    Simulate faults from now on: errors, delays, stale reads.

    $ a2p sim fault rate_limited --path BrandRegistrations --times 3 --retry-after 2

    Parameters
    ----------
    kind:
        rate_limited, error, reset_before, reset_after, slow, slow_after or stale_reads.
    options:
        As `python -m simulator fault --help` has them.
    """
    return _play(EngineProject.find(), "fault", kind, *options)


@app.command
def heal() -> Exit:
    """Remove all faults."""
    return _play(EngineProject.find(), "heal")


def _play(project: EngineProject, *words: str) -> Exit:
    return _run(project, ["-m", "simulator", *words])


def _run(project: EngineProject, arguments: list[str]) -> Exit:
    sys.stdout.flush()
    done = subprocess.run(  # noqa: S603  # ours
        [sys.executable, *arguments], cwd=ROOT, env=project.env, check=False
    )
    return Exit.DONE if done.returncode == 0 else Exit.ERROR


def _script(verb: str) -> Exit:
    script = ROOT / "script" / "simulator"
    if not script.exists():
        raise NotSetUp(
            "`a2p sim` starts the simulator only in a clone of the project.",
            remedy="python -m simulator serve",
        )
    return _run(EngineProject.find(), [str(script), verb])


def _find_declared(project: EngineProject, stack: str, name: str) -> str:
    """The mobile phone or address a customer declares; the engine decrypts it where it is a secret."""
    path = f"trust_bundle.{name}"
    answer = capture_pulumi(project, "config", "get", "--path", path, "--stack", stack)
    if answer.status:
        raise EngineError(f"{stack} declares no {path}, or is not known", remedy="a2p status")
    return answer.output.strip()


def _find_sid(project: EngineProject, stack: str, resource: str) -> str:
    recorded = read_recorded_status(project, stack)
    sid = recorded.outputs.find_resource(resource).sid if recorded and recorded.outputs else ""
    if not sid:
        raise EngineError(f"{stack} has no {resource.replace('_', ' ')} yet", remedy=f"a2p up {stack}")
    return sid
