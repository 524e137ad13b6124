"""
How a verdict reaches people and machines: the engine's display, its warnings, a file of JSON lines.

Field names and rules, never values: what is declared may be personal.
"""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from a2p.campaign_names import label
from a2p.errors import A2PError, Blocked
from a2p.plan import Action, Consequences, Traffic, Verdict, VerdictKind
from a2p.plan.brand_status import MOST_RESUBMISSIONS
from a2p.plan.consequences import FREE_RESUBMISSIONS, describe_traffic
from a2p.plan.fees import add_fees
from a2p.plan.stages.findings import Finding
from a2p.redaction import redact, redact_data
from a2p.run_log import ENV, FailureRecord, FeeRecord, FieldRecord, Outcome, VerdictRecord, WaitRecord
from providers.output import preview_table
from providers.output.agreed_plan import require_agreed

# The engine asks for a diff more than once where one resource makes way for another; it is told once.
_shown: set[str] = set()

# Whose verdicts these are; known once a provider is configured.
_stack = ""

_QUIET = frozenset({VerdictKind.NOOP, VerdictKind.WAIT})
_HARM = frozenset({Traffic.AT_RISK, Traffic.LOST})


def set_stack(stack: str) -> None:
    """Say whose verdicts this process decides: an engine starts a plugin for one stack."""
    global _stack  # noqa: PLW0603  # of the process, as `_shown` is
    _stack = stack


def show_verdict(
    resource: str, id_: str, verdict: Verdict, campaign: str = "", *, is_consented: bool = False
) -> None:
    """
    Say a verdict on the engine's display, warn of its price, and write it where A2P_VERDICTS says.

    campaign: which of several Campaigns the resource belongs to, or "". is_consented: it is what somebody has
    given a consent for by name, so no preview has to have shown it.

    Raises:
        Blocked: it is a change that was not agreed to.
    """
    record = make_record(resource, id_, verdict, campaign)
    if not is_consented:
        require_agreed(record)
    written = json.dumps(redact_data(record.to_json()), ensure_ascii=False)
    if written in _shown:
        return
    _shown.add(written)
    _append_line(written)
    preview_table.note_verdict(_stack, written)
    for note in verdict.notes:
        warn_on_engine(redact(f"{record.label}: {note}"))
    if verdict.kind is VerdictKind.BLOCKED or not _is_worth_a_line(verdict):
        return
    print(redact("\n".join(format_verdict(resource, verdict, campaign))))
    for warning in format_warnings(record.label, verdict):
        warn_on_engine(redact(warning))


def show_or_stop(
    resource: str, id_: str, verdict: Verdict, campaign: str = "", *, is_consented: bool = False
) -> None:
    """
    The same, and end there if it stops the run.

    Raises:
        Blocked: it does, or it is a change that was not agreed to.
    """
    show_verdict(resource, id_, verdict, campaign, is_consented=is_consented)
    if verdict.action is Action.STOP:
        raise to_blocked(label(resource, campaign), verdict)


def show_finding(finding: Finding) -> None:
    """Warn of what no run changes, and write it where A2P_VERDICTS says. Once for each fact."""
    record = VerdictRecord(
        finding.resource,
        finding.id,
        Outcome(finding.kind.value),
        finding.sentence,
        finding.remedy,
        campaign=finding.campaign,
    )
    written = json.dumps(redact_data(record.to_json()), ensure_ascii=False)
    if written not in _shown:
        _shown.add(written)
        _append_line(written)
        warn_on_engine(redact(f"{record.label}: {finding.kind}: {finding.sentence}"))


def write_failure(provider: str, error: A2PError) -> None:
    """Write, where A2P_VERDICTS says, what stopped an operation and whether it passes."""
    record = FailureRecord(provider, error.kind.name.lower(), error.delay, type(error).__name__)
    _append_line(json.dumps(record.to_json()))


def write_outputs(outputs: Mapping[str, Any]) -> None:
    """Write, where A2P_VERDICTS says, where the registration stands; the values are redacted already."""
    _append_line(json.dumps({"outputs": outputs}, ensure_ascii=False))


def to_blocked(resource: str, verdict: Verdict) -> Blocked:
    """The error that stops a preview before anything is touched: why, and how to go on."""
    reasons = [f"{row.field}: {row.why}" for row in verdict.because]
    return Blocked(verdict.sentence, reasons=reasons, remedy=verdict.remedy, where=resource)


def format_verdict(resource: str, verdict: Verdict, campaign: str = "") -> list[str]:
    """The verdict, why, and what comes of it."""
    fields = ", ".join(row.field for row in verdict.because)
    who = label(resource, campaign)
    lines = [f"{who}: {verdict.kind.value}: {verdict.sentence}{f' ({fields})' if fields else ''}"]
    lines += [f"  - {why}" for why in dict.fromkeys(row.why for row in verdict.because)]
    effects = verdict.consequences
    if effects.review:
        lines.append(f"  review: {effects.review}")
    if effects.resubmission:
        lines.append(
            f"  resubmission: number {effects.resubmission} {_format_count(resource, effects.resubmission)}"
        )
    if effects.traffic in _HARM:
        lines.append(f"  traffic: {_describe_traffic(verdict)}")
    lines += [f"  wait: {wait.seconds:g} s {wait.why}" for wait in effects.waits]
    if effects.fees:
        lines.append(f"  fees: {', '.join(map(str, effects.fees))}")
    if effects.later:
        lines.append(f"  fees of a later run, once it is registered: {', '.join(map(str, effects.later))}")
    return lines


def format_warnings(resource: str, verdict: Verdict) -> list[str]:
    """What has to be noticed before the run: money, and lost traffic."""
    effects = verdict.consequences
    lines = []
    if effects.fees:
        of = effects.fees[0]
        amounts = ", ".join(str(fee) for fee in effects.fees)
        lines.append(
            f"{resource}: this costs ${add_fees(effects.fees)}: {amounts} "
            f"({of.source}, as of {of.as_of:%Y-%m})"
            + "".join(f"; uncertain: {fee.name}: {fee.doubt}" for fee in effects.fees if fee.doubt)
        )
    if effects.traffic in _HARM:
        lines.append(f"{resource}: the customer's traffic {_describe_traffic(verdict)}")
    return lines


def make_record(resource: str, id_: str, verdict: Verdict, campaign: str = "") -> VerdictRecord:
    """The verdict for programs: reports, pipelines, and the tests of this project."""
    effects = verdict.consequences
    return VerdictRecord(
        resource=resource,
        id=id_,
        verdict=Outcome[verdict.kind.name],
        sentence=verdict.sentence,
        remedy=verdict.remedy,
        fields=tuple(FieldRecord(row.field, row.rule.name, row.why) for row in verdict.because),
        fees=tuple(FeeRecord(fee.name, fee.usd) for fee in effects.fees),
        review=effects.review,
        resubmission=effects.resubmission,
        traffic=effects.traffic.name.lower().replace("_", " "),
        notes=verdict.notes,
        waits=tuple(WaitRecord(wait.seconds, wait.why) for wait in effects.waits),
        campaign=campaign,
        later_fees=tuple(FeeRecord(fee.name, fee.usd) for fee in effects.later),
    )


def warn_on_engine(message: str) -> None:
    """
    A warning of the engine's own, which it counts and colours.

    The engine tells a plugin its address as first argument; where there is none, the line is only printed.
    """
    address = sys.argv[1] if len(sys.argv) > 1 else ""
    if ":" not in address:
        print(f"warning: {message}")
        return
    from providers.output.engine_log import log_warning  # noqa: PLC0415 - what only the plugin has and needs

    try:
        log_warning(address, message)
    except ConnectionError:
        print(f"warning: {message}")


def _describe_traffic(verdict: Verdict) -> str:
    return describe_traffic(verdict.consequences.traffic, comes_back=verdict.kind is not VerdictKind.DELETE)


def _is_worth_a_line(verdict: Verdict) -> bool:
    """The engine itself shows what it creates; a resource that stays as it is needs no line."""
    if verdict.kind is VerdictKind.REGISTER and verdict.action is Action.CREATE:
        return verdict.consequences != Consequences()
    if verdict.kind is VerdictKind.WAIT and verdict.action is Action.CREATE:
        return bool(verdict.consequences.later)
    return verdict.kind not in _QUIET or bool(verdict.because)


def _format_count(resource: str, number: int) -> str:
    if resource == "Brand":
        return f"of {MOST_RESUBMISSIONS} that Twilio takes (21724)"
    free = number <= FREE_RESUBMISSIONS
    return (
        f"of {FREE_RESUBMISSIONS} that are free (C15; resellers report $15 each, U6)"
        if free
        else "beyond the free ones (C15)"
    )


def _append_line(line: str) -> None:
    if path := os.environ.get(ENV):
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123 - one append, also from two processes
            file.write(line + "\n")
