"""The account that the settings name."""

from a2p.twilio.client.session import Session


def is_main_account(session: Session) -> bool:
    """Whether the account is no subaccount: it owns itself, so nothing of its stacks is a parent's."""
    account = session.client.api.v2010.accounts(session.settings.account_sid).fetch()
    return bool(account.owner_account_sid == account.sid)
