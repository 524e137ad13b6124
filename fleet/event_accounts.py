"""
The accounts whose registration events are to reach us: those of all customers that a run has begun.

Each is signed in to with what there is for it: the credentials of this process, if they are that account's,
else one of the secrets that its requests are verified with, where that is its auth token.
"""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from a2p.engine.project import EngineProject
from a2p.errors import A2PError
from a2p.state.checkpoints import Checkpoint
from a2p.state.errors import CheckpointUnreadable
from a2p.twilio.client.credentials import ENV_NAMES, ENV_SID
from a2p.twilio.client.session import Session, connect
from a2p.twilio.client.settings import read_settings
from a2p.twilio.event_streams import ensure_subscribed
from fleet.webhook_secrets import WebhookSecrets

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


def find_accounts(project: EngineProject) -> dict[str, Checkpoint]:
    """Each account, with the checkpoint of one of its stacks."""
    found: dict[str, Checkpoint] = {}
    for stack in project.state.list_stacks():
        try:
            checkpoint = project.state.read_checkpoint(stack)
        except CheckpointUnreadable:  # `a2p status` names it
            continue
        account = str(checkpoint.account.get("account_sid") or "") if checkpoint else ""
        if checkpoint and account:
            found.setdefault(account, checkpoint)
    return found


def _sign_in(
    project: EngineProject, secrets: WebhookSecrets, account: str, checkpoint: Checkpoint
) -> Iterator[Session]:
    """The sessions to try."""
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
    """Environment and configuration, as a run of that account has them."""
    plain = {"baseUrl": base_url}
    if project.env.get(ENV_SID) == account:
        yield project.env, plain
    others = {name: value for name, value in project.env.items() if name not in ENV_NAMES}
    for secret in secrets.get(account):
        yield others, plain | {"accountSid": account, "authToken": secret}
