"""
`a2p otp`: a sole proprietor's text message: until when it can be answered, and another one when one is due.

Who may be texted again, and when, is decided by the planner (O4); the provider sends it, in a run of its own
kind, so that the stack knows of it. Nothing here calls Twilio but to look.
"""

import json
import sys
from dataclasses import dataclass
from typing import Annotated, Any

import cyclopts
from cyclopts import Parameter

from a2p.actor import NextStep
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import print_status_line
from a2p.cli.runs.one_customer import run_customer
from a2p.cli.runs.session import find_clock
from a2p.cli.terminal import completers
from a2p.cli.terminal.text import bold, format_labelled
from a2p.engine.errors import EngineError, NoSuchStack
from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_recorded_status
from a2p.engine.twilio_session import session_for
from a2p.run_log import ResourceStatus
from a2p.state.checkpoints import Checkpoint

_UNANSWERED = "the customer has not answered YES yet"
app = cyclopts.App(name="otp", help="Show or resend the verification text of a sole proprietor.")


@dataclass(frozen=True)
class _OtpAnswer:
    """What Twilio and the planner say. due: why another text message is sent now; empty if none is."""

    unanswered: bool
    due: str
    waits_for: str
    next_step: NextStep


@app.command
def status(
    customer: Annotated[str, Parameter(completer=completers.complete_customers)],
    *,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Show until when the text message can be answered, as of the last run, and whether that is over.

    Parameters
    ----------
    customer:
        Name of a stack.
    as_json:
        Write a JSON object.
    """
    project = EngineProject.find()
    recorded = read_recorded_status(project, customer)
    outputs = recorded.outputs if recorded else None
    if outputs is None or "brand" not in outputs.resources:
        raise NoSuchStack(f"{customer} has no Brand yet, or declares none", remedy=f"a2p status {customer}")
    brand = outputs.find_resource("brand")
    expired = _is_expired(project, customer, brand)
    if as_json:
        answer = brand.to_json() | ({"otp_expired": expired} if brand.otp_valid_until else {})
        print(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        print(_format_brand(customer, brand, expired=expired))
    return Exit.PERSON if brand.otp_valid_until else Exit.DONE


@app.command
def resend(
    customer: Annotated[str, Parameter(completer=completers.complete_customers)],
    *,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Send another text message, if the last one has expired and the stack file allows one more.

    Parameters
    ----------
    customer:
        Name of a stack.
    as_json:
        Write a JSON object: that of the run which has it sent, or why there is none.
    """
    project = EngineProject.find()
    checkpoint = project.state.read_checkpoint(customer)
    brand = next(checkpoint.list_of_type("Brand"), None) if checkpoint else None
    if checkpoint is None or brand is None:
        raise EngineError(
            f"{customer} has no Brand in {project.backend}",
            remedy=f"a2p up {customer}, which registers it and has the text message sent",
        )
    answer = _decide(project, checkpoint, brand)
    if not answer.due:
        (_print_refusal_json if as_json else _print_refusal)(customer, answer)
        return Exit.PERSON if answer.unanswered else Exit.DONE
    print_status_line(customer, answer.due)
    targets = [brand["urn"], *(resource["urn"] for resource in checkpoint.list_of_type("RegistrationStatus"))]
    only = [word for urn in targets for word in ("--target", urn)]
    return run_customer("up", [customer, "--skip-preview", *only], yes=True, as_json=as_json)


def _print_refusal(customer: str, answer: _OtpAnswer) -> None:
    """Print why no text message is sent now."""
    if not answer.unanswered:
        print(f"{bold(customer)}: there is nothing to answer: a2p up {customer} says where it stands")
        return
    print(f"{bold(customer)}: no other text message is sent now", file=sys.stderr)
    facts = {"waits for": answer.waits_for, "who must act": answer.next_step.for_a2p()}
    lines = "\n".join(format_labelled(label, text) for label, text in facts.items())
    print(lines, file=sys.stderr)


def _print_refusal_json(customer: str, answer: _OtpAnswer) -> None:
    refusal = {"stack": customer, "sent": False, "unanswered": answer.unanswered}
    waits = {
        "waits_for": answer.waits_for,
        "who_must_act": str(answer.next_step),
        "actor": answer.next_step.actor.value,
    }
    print(json.dumps(refusal | (waits if answer.unanswered else {}), indent=2, ensure_ascii=False))


def _decide(project: EngineProject, checkpoint: Checkpoint, brand: dict[str, Any]) -> _OtpAnswer:
    """Look at Twilio, and let the planner decide as it does for the provider."""
    from a2p.plan import otp as otps  # status does without all this
    from a2p.specs import OtpSpec  # as above
    from a2p.twilio import brands, otp  # as above

    session = session_for(project, checkpoint)
    outputs = brand.get("outputs", {})
    live = brands.fetch(session, outputs["sid"])
    known = otp.observe_otp(session, live, outputs)
    written = brand.get("inputs", {}).get("otp") or {}
    allowed = OtpSpec(**{**written, "max_total": int(written.get("max_total", OtpSpec().max_total))})
    unanswered = otps.is_unanswered(live)
    return _OtpAnswer(
        unanswered=unanswered,
        due=otps.explain_due_otp(known, allowed) if unanswered else "",
        waits_for=otps.describe_otp_wait(known, allowed),
        next_step=otps.describe_otp_action(known, allowed, checkpoint.stack),
    )


def _is_expired(project: EngineProject, customer: str, brand: ResourceStatus) -> bool:
    """Whether a YES comes too late by now, on the clock of the API."""
    if not brand.otp_valid_until:
        return False
    from a2p.plan.otp import parse_moment  # status of the others does without

    checkpoint = project.state.read_checkpoint(customer)
    now = find_clock(project, checkpoint).now() if checkpoint else 0.0
    return now > parse_moment(brand.otp_valid_until)


def _format_brand(customer: str, brand: ResourceStatus, *, expired: bool) -> str:
    if not brand.otp_valid_until:
        identity = brand.identity_status or "unknown"
        return f"{bold(customer)}: no text message is to be answered (identity {identity})"
    facts = {
        "answer from": brand.otp_answer_from,
        "expired at" if expired else "valid until": brand.otp_valid_until,
        "sent": f"{brand.otp_count or '1'} so far",
        "finish by": brand.finish_by,
        "next": f"a2p otp resend {customer}" if expired else "",
    }
    lines = [format_labelled(label, text) for label, text in facts.items() if text]
    what = "the text message has expired, and nobody has answered" if expired else _UNANSWERED
    return "\n".join([f"{bold(customer)}: {what}", *lines])
