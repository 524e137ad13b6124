"""Authentication+ (U8): when an e-mail's link is dead, who acts then, and what another e-mail needs."""

from __future__ import annotations

import dataclasses

import pytest

from a2p.actor import Actor
from a2p.observed import Problem
from a2p.plan import Gate, brand_gate, stage_of
from a2p.plan.authentication import (
    CODES,
    Authentication,
    describe_authentication_action,
    describe_authentication_wait,
    explain_due_email,
    format_time_left,
    is_unauthenticated,
)
from a2p.specs import AuthenticationSpec
from tests.support.observations import DONE, NOW, brand, campaign

_DAY = 86_400.0
SENT = Authentication(status="IN_PROGRESS", sent_at=NOW - _DAY, count=1, now=NOW)
DEAD = dataclasses.replace(SENT, status="FAILED", sent_at=NOW - 8 * _DAY, failed_at=NOW - _DAY)
REFUSED = dataclasses.replace(DEAD, problems=(Problem(21740, ("brand_contact_email",), "free mail"),))
PUBLIC = dataclasses.replace(brand("APPROVED", "UNVERIFIED"), brand_type="STANDARD")


@pytest.mark.parametrize(
    ("changes", "is_public", "needed"),
    [
        pytest.param({}, True, True, id="approved and unverified"),
        pytest.param({}, False, False, id="a private company's"),
        pytest.param({"identity_status": "VERIFIED"}, True, False, id="verified"),
        pytest.param({"identity_status": "VETTED_VERIFIED"}, True, False, id="vetted"),
        pytest.param({"mock": True}, True, False, id="a mock"),
        pytest.param({"status": "PENDING", "identity_status": None}, True, False, id="in review"),
        pytest.param({"status": "SUSPENDED"}, True, False, id="suspended"),
        pytest.param({"status": "FAILED"}, True, False, id="failed for no reason told"),
        pytest.param({"status": "FAILED", "problems": (Problem(21741, (), ""),)}, True, True, id="e-mail"),
        pytest.param(
            {"status": "FAILED", "problems": (Problem(21741, (), ""), Problem(30795, (), ""))},
            True,
            False,
            id="the e-mail and the tax id",
        ),
    ],
)
def test_which_brands_need_it(changes: dict[str, object], is_public: bool, needed: bool) -> None:  # noqa: FBT001 - a table
    found = dataclasses.replace(PUBLIC, **changes)  # type: ignore[arg-type]  # a table
    assert is_unauthenticated(found, is_public=is_public) is needed
    assert (brand_gate(found, is_public=is_public) is Gate.UNAUTHENTICATED) is needed


@pytest.mark.parametrize(
    ("authentication", "allowed", "due"),
    [
        pytest.param(SENT, 9, "", id="the link works"),
        pytest.param(dataclasses.replace(SENT, may_pay=True), 9, "", id="the link works: no consent helps"),
        pytest.param(DEAD, 1, "", id="nobody has asked for another one"),
        pytest.param(DEAD, 2, "so another one is sent (number 2 of 2)", id="declared"),
        pytest.param(dataclasses.replace(DEAD, count=2), 2, "", id="used up"),
        pytest.param(
            dataclasses.replace(DEAD, count=2, may_pay=True), 2, "another one is agreed to", id="a consent"
        ),
        pytest.param(REFUSED, 9, "", id="the same address would be refused again"),
        pytest.param(
            dataclasses.replace(REFUSED, submitted_at=NOW), 9, "so another one is sent", id="corrected since"
        ),
        pytest.param(
            dataclasses.replace(REFUSED, may_pay=True), 1, "another one is agreed to", id="refused, a consent"
        ),
    ],
)
def test_when_another_email_is_due(authentication: Authentication, allowed: int, due: str) -> None:
    found = explain_due_email(authentication, AuthenticationSpec(max_emails=allowed))
    assert due in found
    assert bool(found) is bool(due)


@pytest.mark.parametrize(
    ("authentication", "campaign_status", "stage", "actor", "words"),
    [
        (SENT, None, "waiting_for_authentication", Actor.CUSTOMER, "open the link in the e-mail"),
        (DEAD, None, "authentication_expired", Actor.YOU, "A2P_ALLOW_AUTHENTICATION_EMAIL=true a2p up acme"),
        (DEAD, None, "authentication_expired", Actor.YOU, "$12.50"),
        (DEAD, None, "authentication_expired", Actor.YOU, "raise brand.authentication_emails to 2"),
        (REFUSED, None, "authentication_failed", Actor.YOU, "declare an address in the company's own domain"),
        (SENT, "VERIFIED", "waiting_for_authentication", Actor.CUSTOMER, "open the link"),
        (DEAD, "SUSPENDED", "campaign_suspended", Actor.YOU, "A2P_ALLOW_AUTHENTICATION_EMAIL=true"),
    ],
)
def test_who_must_act(
    authentication: Authentication, campaign_status: str | None, stage: str, actor: Actor, words: str
) -> None:
    found = stage_of(
        dataclasses.replace(
            DONE,
            brand=PUBLIC,
            authentication=authentication,
            campaign=campaign(campaign_status) if campaign_status else None,
        )
    )
    assert (found.stage, found.next_step.actor) == (stage, actor)
    assert words in str(found.next_step)


def test_what_is_waited_for_names_the_deadline_and_the_time_left() -> None:
    assert "valid until 2027-01-21T08:00:00Z (6 days left)" in describe_authentication_wait(SENT)
    assert "does not work any more: 21740 [brand_contact_email]: free mail" in describe_authentication_wait(
        REFUSED
    )


@pytest.mark.parametrize(
    ("age", "text"),
    [(0.0, "7 days"), (3600.0, "6 days 23 hours"), (6.5 * _DAY, "12 hours"), (8 * _DAY, "no time")],
)
def test_the_time_left(age: float, text: str) -> None:
    assert format_time_left(dataclasses.replace(SENT, sent_at=NOW - age)) == text


def test_each_code_of_an_email_has_a_row() -> None:
    from a2p.catalogue import is_known  # noqa: PLC0415 - used once

    assert {21736, 21737, 21738, 21739, 21740, 21741} == CODES
    assert all(map(is_known, CODES))


def test_before_the_first_email_it_is_the_email_that_is_waited_for() -> None:
    unsent = Authentication(status="", sent_at=0.0, count=0, now=NOW)

    assert describe_authentication_wait(unsent).startswith("Twilio's e-mail of Authentication+")


def test_an_email_that_is_due_is_sent_by_the_next_command() -> None:
    step = describe_authentication_action(DEAD, AuthenticationSpec(max_emails=2), "acme")

    assert step.actor is Actor.YOU
    assert step.what.startswith("run the next command, which has another e-mail sent")
