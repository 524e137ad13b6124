"""
Whose account a run signs in to: all from the environment, or all from the stack, never one of each.

A customer who is registered with another account's credentials pays there, and a Brand cannot be moved. So
two settings that disagree end in an error which names both; no order of precedence decides.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from a2p.errors import CredentialsConflict, CredentialsMissing
from a2p.redaction import keep_secret
from a2p.twilio.client.account_reference import SETTING, AccountReference, read_reference, resolve

ENV_SID, STACK_SID = "TWILIO_ACCOUNT_SID", "a2p:accountSid"
ENV_NAMES = ("TWILIO_ACCOUNT_SID", "TWILIO_API_KEY", "TWILIO_API_SECRET", "TWILIO_AUTH_TOKEN")
STACK_NAMES = ("a2p:accountSid", "a2p:apiKey", "a2p:apiSecret", "a2p:authToken")

_GIVE_CREDENTIALS = (
    "export TWILIO_ACCOUNT_SID, TWILIO_API_KEY and TWILIO_API_SECRET (or TWILIO_AUTH_TOKEN),\n"
    "or keep them in the stack: accountSid, and `pulumi config set --secret authToken …`"
)
_UNSET = f"unset {' '.join(ENV_NAMES)}"
# For a command of `a2p` alone: in a shell without .a2p/env it takes the simulator's from there.
_CLEARED = "in front of one command: TWILIO_ACCOUNT_SID= TWILIO_AUTH_TOKEN="


class Credentials(NamedTuple):
    """
    How to sign in.

    username, password: an API key, or the account's SID with its token. setting: what named the account.
    """

    account_sid: str
    username: str
    password: str
    setting: str


class _Source(NamedTuple):
    """What one place says. sid_setting, secret_setting: what its account and its secret are called there."""

    sid_setting: str
    sid: str
    secret_setting: str
    username: str
    password: str

    @property
    def is_complete(self) -> bool:
        return bool(self.sid and self.password)


def choose_credentials(config: Callable[[str], str | None], env: Mapping[str, str]) -> Credentials:
    """
    The credentials of the environment, else those of the stack; an API key before an auth token.

    Raises:
        CredentialsConflict: the two name different accounts, or one has only what belongs to the other's.
        CredentialsMissing: neither has an account SID with a key or token.
    """
    reference = read_reference(config("account"))
    if reference and reference.is_complete:
        return _from_reference(reference, config("accountSid"), env)
    shell = _source(ENV_NAMES, env.get)
    stack = _source(STACK_NAMES, lambda name: config(name.removeprefix("a2p:")))
    if reference:
        stack = _name_account(stack, reference)
    keep_secret(shell.password, *(config(name) for name in ("authToken", "apiSecret")))
    if conflict := find_conflict(shell, stack):
        raise conflict
    chosen = shell if shell.is_complete else stack
    if not chosen.is_complete:
        raise CredentialsMissing("No Twilio credentials.", remedy=_GIVE_CREDENTIALS)
    return Credentials(chosen.sid, chosen.username or chosen.sid, chosen.password, chosen.sid_setting)


def _from_reference(
    reference: AccountReference, declared_sid: str | None, env: Mapping[str, str]
) -> Credentials:
    require_one_account(reference, declared_sid)
    found = resolve(reference, env)
    keep_secret(found.get("AUTH_TOKEN"), found.get("API_SECRET"))
    if found.get("API_KEY") and found.get("API_SECRET"):
        return Credentials(reference.sid, found["API_KEY"], found["API_SECRET"], SETTING)
    return Credentials(reference.sid, reference.sid, found["AUTH_TOKEN"], SETTING)


def _name_account(stack: _Source, reference: AccountReference) -> _Source:
    """The stack's own secrets, for the account that a2p:account names."""
    require_one_account(reference, stack.sid)
    return stack._replace(sid_setting=SETTING, sid=reference.sid)


def require_one_account(reference: AccountReference, declared_sid: str | None) -> None:
    """
    Go on unless a2p:accountSid names another account than a2p:account.

    Raises:
        CredentialsConflict: it does.
    """
    if declared_sid and declared_sid != reference.sid:
        raise CredentialsConflict(
            f"Two accounts: {SETTING} of the stack is {reference.sid}, and {STACK_SID} is\n{declared_sid}. "
            "Nothing was read or changed.",
            remedy=f"remove {STACK_SID} from the stack file or from Pulumi.yaml",
        )


def find_conflict(shell: _Source, stack: _Source) -> CredentialsConflict | None:
    """What the two places disagree about, and how to choose; None where they agree."""
    if shell.sid and stack.sid and shell.sid != stack.sid:
        return _two_accounts(shell, stack)
    if stack.secret_setting and not stack.sid and shell.sid:
        return _without_its_account(stack, shell, f"set {STACK_SID} beside it, and {_UNSET}; or remove it")
    if shell.secret_setting and not shell.sid and stack.sid:
        choose = (
            f"export {ENV_SID}={stack.sid} beside it if it is that account's; "
            f"or unset {shell.secret_setting}, and keep the account's key or token in the stack"
        )
        return _without_its_account(shell, stack, choose)
    return None


def _two_accounts(shell: _Source, stack: _Source) -> CredentialsConflict:
    return CredentialsConflict(
        f"Two accounts: {shell.sid_setting} in the environment is {shell.sid}, and {stack.sid_setting} of\n"
        f"the stack is {stack.sid}. Nothing was read or changed.",
        remedy=(
            f"for {stack.sid}: export its {ENV_SID} with its key or token; or, if these are\n"
            f"in the stack, {_UNSET}\n"
            f"({_CLEARED})\n"
            f"for {shell.sid}: remove {stack.sid_setting}, and any key or token beside it, from the stack\n"
            "file"
        ),
    )


def _without_its_account(lonely: _Source, other: _Source, choose: str) -> CredentialsConflict:
    return CredentialsConflict(
        f"{lonely.secret_setting} is set without {lonely.sid_setting}, and {other.sid_setting} is\n"
        f"{other.sid}: a key or token is never used with an account that another place names.\n"
        "Nothing was read or changed.",
        remedy=choose,
    )


def _source(names: tuple[str, str, str, str], read: Callable[[str], str | None]) -> _Source:
    sid_name, key_name, _, token_name = names
    sid, key, secret, token = (read(name) or "" for name in names)
    if key and secret:
        return _Source(sid_name, sid, key_name, key, secret)
    return _Source(sid_name, sid, token_name if token else "", "", token)
