"""Previewed customers, for tests about many of them."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from a2p.report.changes import Change, CustomerPreview, PreviewOutcome

AMENDED = Change(
    "Campaign", "amend", "amended in place", fields=("description",), reasons=("Amended in place (C10).",)
)
REPLACED = Change(
    "Campaign",
    "replace",
    "a new registration",
    fields=("us_app_to_person_usecase",),
    fees=(("Campaign review", Decimal("15.00")),),
    traffic="lost",
)


def unchanged(stack: str) -> CustomerPreview:
    return CustomerPreview(stack, PreviewOutcome.UNCHANGED)


def amended(stack: str) -> CustomerPreview:
    return CustomerPreview(stack, PreviewOutcome.CHANGES, (AMENDED,))


def resubmitted(stack: str) -> CustomerPreview:
    """An edit after a rejection, as the first of the free ones."""
    again = dataclasses.replace(AMENDED, resource="Campaign", resubmission=1)
    return CustomerPreview(stack, PreviewOutcome.CHANGES, (again,))


def replaced(stack: str) -> CustomerPreview:
    return CustomerPreview(stack, PreviewOutcome.CHANGES, (REPLACED,))


def failed(stack: str, problem: str = "it failed") -> CustomerPreview:
    return CustomerPreview(stack, PreviewOutcome.FAILED, problem=problem)
