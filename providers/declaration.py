"""The declaration as the program reads it from the engine; what is wrong with it stops the program."""

from collections.abc import Collection

from pulumi.runtime import get_config
from pulumi.runtime.config import CONFIG, get_config_env

import pulumi
from a2p.clock import Clock
from a2p.declared import AnyCustomer, Customer, DeclarationError, load
from a2p.declared.external import SHARE, SHARE_REMEDY, ExternalCustomer
from a2p.engine.liveness import note_own_engine
from a2p.engine.recorded.campaigns import list_registered_campaigns_here
from a2p.lint import LintReport
from a2p.messages import format_message
from a2p.redaction import keep_secret, redact
from providers.error_boundary import to_unexpected


def load_from_engine(file: str, secrets: Collection[str]) -> AnyCustomer:
    """
    The customer that the stack's config declares, and its remarks as the engine's messages.

    file: the stack's file, as a user would name it. secrets: the keys whose values no output may show.

    Raises:
        pulumi.RunError: the stack file is wrong; shown without a traceback.
    """
    note_own_engine(pulumi.get_stack())
    namespace = f"{pulumi.get_project()}:"
    keys = {*CONFIG.get(), *get_config_env()}
    config = {
        key.removeprefix(namespace): get_config(key) for key in sorted(keys) if key.startswith(namespace)
    }
    keep_secret(*(config.get(key) for key in secrets))
    try:
        customer = load(config, file=file)
        if customer.external:
            _show_early_share(customer)
        else:
            _show_remarks(customer, file)
    except DeclarationError as error:
        raise pulumi.RunError(str(error)) from None
    except pulumi.RunError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge: what comes here is a fault, and still may tell nothing
        # What led to it may quote the declaration, and the engine would show all of it.
        raise pulumi.RunError(str(to_unexpected(error, "Reading the stack file"))) from None
    return customer


def _show_early_share(customer: ExternalCustomer) -> None:
    if early := customer.explain_early_share(Clock().now()):
        pulumi.log.warn(redact(format_message(f"{'.'.join(SHARE)}: {early}", remedy=SHARE_REMEDY)))


def _show_remarks(customer: Customer, file: str) -> None:
    """Show what reviewers will object to, and stop where that is certain."""
    report = LintReport(customer)
    if report.is_about_new_campaigns:
        report = LintReport(customer, registered=list_registered_campaigns_here(pulumi.get_stack()))
    for remark in report.warnings:
        pulumi.log.warn(redact(remark.text))
    for remark in report.advice:
        pulumi.log.info(redact(remark.text))
    if note := report.note(file):
        pulumi.log.info(redact(note))
    if refusal := report.refusal(file):
        raise pulumi.RunError(redact(refusal))
