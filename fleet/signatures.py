"""
Whether a request comes from Twilio: its signature over the configured URL and the raw body.

The key is the auth token of the account that sends, of which two are valid while one is rotated. The URL is
the one that was configured: behind a proxy the headers of a request say what anybody wants.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from a2p.redaction import keep_secret
from fleet.errors import FleetError

SIGNATURE = "X-Twilio-Signature"
Tokens = Mapping[str, Sequence[str]]  # by account SID, the newest first


def read_tokens(env: Mapping[str, str]) -> dict[str, list[str]]:
    """
    The tokens of the environment's account, and those of the file that A2P_WEBHOOK_TOKENS names.

    The file is a JSON object: account SID to a list of one or two auth tokens.

    Raises:
        FleetError: the file is no such object.
    """
    found: dict[str, list[str]] = {}
    if name := env.get("A2P_WEBHOOK_TOKENS"):
        found |= _read_file(Path(name))
    account, token = env.get("TWILIO_ACCOUNT_SID"), env.get("TWILIO_AUTH_TOKEN")
    if account and token and token not in found.setdefault(account, []):
        found[account].append(token)
    keep_secret(*(token for tokens in found.values() for token in tokens))
    return found


def _read_file(file: Path) -> dict[str, list[str]]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return {str(account): [str(token) for token in tokens] for account, tokens in content.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise FleetError(
            f"{file}, which A2P_WEBHOOK_TOKENS names, cannot be used ({type(error).__name__})",
            remedy='write a JSON object into it: {"AC…": ["the auth token", "the one before"]}',
        ) from error


def is_signed_form(tokens: Sequence[str], url: str, body: bytes, signature: str) -> bool:
    """Whether a form is signed with one of the tokens."""
    try:
        form = dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))
    except ValueError:
        return False
    return any(_validates(token, url, form, signature) for token in tokens)


def is_signed_json(tokens: Sequence[str], url: str, body: bytes, digest: str, signature: str) -> bool:
    """Whether JSON is signed with one of the tokens: the URL has the digest of the body, and is signed."""
    if not hmac.compare_digest(hashlib.sha256(body).hexdigest(), digest):
        return False
    return any(_validates(token, url, {}, signature) for token in tokens)


def _validates(token: str, url: str, form: Mapping[str, str], signature: str) -> bool:
    validator = RequestValidator(token)  # type: ignore[no-untyped-call]  # Twilio's own
    return bool(validator.validate(url, form, signature))  # type: ignore[no-untyped-call]  # the same
