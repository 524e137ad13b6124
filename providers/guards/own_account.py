"""
Proves that a 404 means a deletion, and not the wrong account.

A state of before this was recorded names no account. It takes the one in which one of its own objects is
found; where none is, nothing is believed to be gone, and nothing is deleted.
"""

import os
from collections.abc import Mapping
from typing import Any

from a2p.campaign_names import CAMPAIGN, label
from a2p.errors import AnotherAccount
from a2p.plan.stops.gone import NO_ALARM
from a2p.twilio import approvals, own_objects
from a2p.twilio.client.credentials import ENV_SID
from a2p.twilio.client.session import Session

CONFIRM = "A2P_CONFIRM_ACCOUNT"


def is_absence_proven(session: Session, resource: str, state: Mapping[str, Any], *, deep: bool) -> bool:
    """
    Whether a resource that is not found is gone; False if that is left to what comes behind it.

    A check sees what the state records of a resource, and not its SID. So of a state from before, the first
    resource is proven too late to record its account, and those behind it are not. Once in a process, and
    not in a refresh, which reads each alone.

    Raises:
        AnotherAccount: nothing proves that this is the account it was in.
    """
    account = session.account
    if not deep and not account.left_open and not _is_proven(session, state):
        account.left_open = resource
        return False
    require_known(session, resource, state)
    service_sid = state.get("messaging_service_sid", "")
    # A Campaign that a run has deleted itself, and died before it was written down, alarms nobody.
    if not (service_sid and approvals.was_deleted_by_a_run(session, service_sid)):
        campaign = "" if resource in NO_ALARM else str(state.get(CAMPAIGN) or "")
        session.memory.gone_resources.add(label(resource, campaign))
    return True


def require_known(session: Session, resource: str, state: Mapping[str, Any]) -> None:
    """
    Go on only if this run's account is the one that the resource is registered in.

    Raises:
        AnotherAccount: the state does not say whose it is, and no object of it is in this account; or the
            API key is of another account.
    """
    session.require_own_key()
    if not _is_proven(session, state):
        raise _not_found(session, resource)


def require_nothing_left_open(session: Session) -> None:
    """
    End a run in which the first resource was not found, and nothing behind it has named the account.

    Raises:
        AnotherAccount: there is such a resource.
    """
    if session.account.left_open:
        raise _not_found(session, session.account.left_open)


def _is_proven(session: Session, state: Mapping[str, Any]) -> bool:
    account = session.account
    if not account.is_known:
        confirmed = os.environ.get(CONFIRM) == session.settings.account_sid
        account.is_known = confirmed or own_objects.has_any_object(session, state)
    return account.is_known


def _not_found(session: Session, resource: str) -> AnotherAccount:
    sid = session.settings.account_sid
    return AnotherAccount(
        f"Nothing of this stack's {resource} is in the account {sid}\n"
        f"({session.settings.account_setting or ENV_SID}), and its state does not say in which account\n"
        "it was registered. Nothing was changed.",
        remedy=(
            "run it with the credentials of the account that the customer is registered in;\n"
            f"if that is {sid}, and it was deleted there: {CONFIRM}={sid} in front of the same command"
        ),
    )
