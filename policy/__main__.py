"""
A policy pack for all stacks: what reviewers will object to, and consents that a stack file may not give.

A stack file that is wrong never comes this far: the program refuses it. Levels are the company's to change,
with `--policy-pack-config`.
"""

from typing import TYPE_CHECKING, Any

from pulumi.runtime import get_config_env
from pulumi_policy import (
    EnforcementLevel,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

from a2p.declared import load
from a2p.lint import LintReport
from a2p.messages import format_message
from a2p.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable

_PROVIDER = "pulumi:providers:pulumi-python"
_PROJECT = "a2p:"


def _likely_rejections(_args: StackValidationArgs, report: ReportViolation) -> None:
    """The lint's warnings, as in the preview; a rule that a2p:lint silences is silent here, too."""
    config = {
        key.removeprefix(_PROJECT): value
        for key, value in get_config_env().items()
        if key.startswith(_PROJECT)
    }
    customer = load(config, file="the stack file")
    if not customer.external:
        for remark in LintReport(customer).warnings:
            report(redact(remark.text), None)


def _refuses(consent: str) -> "Callable[[ResourceValidationArgs, ReportViolation], None]":
    """A policy that refuses one of the consents of a stack file."""

    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        given: Any = args.props.get(f"{_PROJECT}{consent}")
        if args.resource_type == _PROVIDER and given == "true":
            report(
                format_message(
                    f"a2p:{consent} is true",
                    remedy="take it out, or ask whoever may agree to it for a run without this policy",
                ),
                None,
            )

    return validate


PolicyPack(
    name="a2p",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=[
        StackValidationPolicy(
            name="likely-rejection",
            description="Reviewers are likely to reject these texts.",
            enforcement_level=EnforcementLevel.ADVISORY,
            validate=_likely_rejections,
        ),
        ResourceValidationPolicy(
            name="traffic-loss",
            description="No stack file agrees to stop an approved Campaign's traffic.",
            validate=_refuses("allowTrafficLoss"),
        ),
        ResourceValidationPolicy(
            name="paid-resubmission",
            description="No stack file agrees to pay for another review of the same Campaign.",
            validate=_refuses("allowPaidResubmission"),
        ),
    ],
)
