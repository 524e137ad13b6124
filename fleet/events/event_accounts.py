"""
The accounts whose registration events are to reach us: those of all customers that a run has begun.

Each is signed in to with what there is for it: as a run of its customers does, which is what a2p:account or
the environment of this process says; else with one of the secrets that its requests are verified with, where
that is its auth token.
"""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from a2p.engine.accounts import find_accounts
from a2p.engine.project import EngineProject
from a2p.engine.twilio_session import session_for
from a2p.errors import A2PError
from a2p.state.checkpoints import Checkpoint
from a2p.twilio.client.credentials import ENV_NAMES
from a2p.twilio.client.session import Session, connect
from a2p.twilio.client.settings import read_settings
from a2p.twilio.event_streams import ensure_subscribed
from fleet.events.webhook_secrets import WebhookSecrets

logger = logging.getLogger(__name__)


def subscribe_accounts(project: EngineProject, secrets: WebhookSecrets, public_url: str) -> Iterator[str]:
    """Subscribe where it is missing: a line for each account, saying what was made or why nothing was."""
    for account, checkpoint in find_accounts(project).items():
        problem = (
            "no credentials for it: sign in as this account, or name its auth token in A2P_WEBHOOK_TOKENS"
        )
        for session in _sign_in(project, secrets, account, checkpoint):
            try:
                made = ensure_subscribed(session, public_url)
            except A2PError as error:
                problem = error.summary
            else:
                yield f"{account}: {'; '.join(made) or 'subscribed already'}"
                break
        else:
            yield f"{account}: not subscribed: {problem}"


def _sign_in(
    project: EngineProject, secrets: WebhookSecrets, account: str, checkpoint: Checkpoint
) -> Iterator[Session]:
    """The sessions to try."""
    try:
        yield session_for(project, checkpoint)
    except A2PError as error:
        logger.info("not signed in to as a run is", extra={"why": error.summary})
    base_url = checkpoint.read_configuration().get(f"{project.name}:baseUrl")
    for env, config in _list_credentials(project, secrets, account, base_url):
        try:
            session = connect(read_settings(config.get, env))
            session.account.compare(checkpoint.account)
        except A2PError as error:
            logger.warning("cannot sign in", extra={"why": error.summary})
        else:
            yield session


def _list_credentials(
    project: EngineProject, secrets: WebhookSecrets, account: str, base_url: Any
) -> Iterator[tuple[Mapping[str, str], dict[str, Any]]]:
    """Environment and configuration with each secret of the account."""
    plain = {"baseUrl": base_url}
    others = {name: value for name, value in project.env.items() if name not in ENV_NAMES}
    for secret in secrets.get(account):
        yield others, plain | {"accountSid": account, "authToken": secret}
