"""
Whether a request comes from Twilio: its signature over the configured URL and the raw body.

The key is a secret of the account that sends: its auth token, or a SharedKey, whose requests name their
algorithm in a header. Two are valid while one is rotated. The URL is the one that was configured: behind a
proxy the headers of a request say what anybody wants.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from twilio.request_validator import SIGNATURE_SETTINGS_HEADER, RequestValidator, get_signature_algorithm

SIGNATURE = "X-Twilio-Signature"


class _Form(dict[str, str]):
    """A form whose fields may come more than once, as RequestValidator reads it."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        super().__init__(pairs)
        self._pairs = pairs

    def getlist(self, name: str) -> list[str]:
        return [value for each, value in self._pairs if each == name]


def is_signed_form(secrets: Sequence[str], url: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether a form is signed with one of the secrets."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True)
    except ValueError:
        return False
    return _is_signed(secrets, url, _Form(pairs), headers)


def is_signed_json(
    secrets: Sequence[str], url: str, body: bytes, digest: str, headers: Mapping[str, str]
) -> bool:
    """Whether JSON is signed with one of the secrets: the URL has the digest of the body, and is signed."""
    if not hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), digest.encode()):
        return False
    return _is_signed(secrets, url, _Form([]), headers)


def _is_signed(secrets: Sequence[str], url: str, form: _Form, headers: Mapping[str, str]) -> bool:
    signature = headers.get(SIGNATURE, "")
    settings = headers.get(SIGNATURE_SETTINGS_HEADER, "")
    algorithm = get_signature_algorithm(settings)  # type: ignore[no-untyped-call]  # Twilio's own
    return any(_validates(secret, url, form, signature, algorithm) for secret in secrets)


def _validates(secret: str, url: str, form: _Form, signature: str, algorithm: str) -> bool:
    validator = RequestValidator(secret)  # type: ignore[no-untyped-call]  # Twilio's own
    return bool(validator.validate(url, form, signature, algorithm))  # type: ignore[no-untyped-call]  # the same
