"""
The refusals a caller can get, as values: rules raise them, the HTTP layer writes them.

    Refusal(status, code, message)
      NotFound      404 20404
      Unauthorized  401 20003
"""

from __future__ import annotations

# Twilio's general codes; the specific ones stand beside the rule that uses them.
INVALID_PARAMETER = 20001
AUTHENTICATION = 20003
METHOD_NOT_ALLOWED = 20004
NOT_FOUND = 20404
UNSUPPORTED_MEDIA = 20415
CONFLICT = 20409
TOO_MANY_REQUESTS = 20429
INTERNAL = 20500


class Refusal(Exception):
    """Twilio says no. A code of None is real: some refusals have none (C6)."""

    def __init__(
        self, status: int, code: int | None, message: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.headers = headers or {}
        self.status = status
        self.code = code
        self.message = message

    def body(self) -> dict[str, object]:
        """Twilio's error body."""
        link = f"https://www.twilio.com/docs/errors/{self.code}" if self.code else None
        return {
            "code": self.code,
            "message": self.message,
            "more_info": link,
            "status": self.status,
        }


class NotFound(Refusal):
    """Nothing at this path, or not for this account."""

    def __init__(self, path: str = "") -> None:
        where = f"{path} " if path else ""
        super().__init__(404, NOT_FOUND, f"The requested resource {where}was not found")


class Unauthorized(Refusal):
    """Wrong or missing credentials."""

    def __init__(self, why: str) -> None:
        challenge = {"WWW-Authenticate": 'Basic realm="Twilio API"'}  # RFC 9110, 11.6.1 demands one
        super().__init__(401, AUTHENTICATION, f"Authentication Error - {why}", challenge)


def bad_request(message: str, code: int | None = INVALID_PARAMETER) -> Refusal:
    """A 400 that says what is wrong."""
    return Refusal(400, code, message)
