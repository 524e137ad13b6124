"""
What can go wrong, as a tree of exceptions.

A2PError
  DeclarationError        the stack file is wrong; nothing was called
  CredentialsMissing      no account or no key to sign in with
  ForeignHost             credentials would go to a host that is neither Twilio's nor this machine
  NotReady                an upstream object was refused or not submitted; nothing was created here
  Blocked                 it can be done, and would do harm nobody has agreed to
  Ambiguous               more than one object carries our mark
  TwilioError             Twilio answered with an error
    NotSignedIn             401: the account SID, or the key or token, is wrong
    NotFound                404
    Refused                 any other 4xx: repeating the call changes nothing
    Unavailable             429 or 5xx after all retries: the next run may succeed
  TwilioUnreachable       no answer at all

"Under review" is not an error: it is a stage (see a2p/plan/standing.py).
"""


class A2PError(Exception):
    """Any failure this project explains itself. Its text is written for the person who runs Pulumi."""


class DeclarationError(A2PError):
    """The stack file is wrong; the text lists every error, each with file, key, rule and value."""


class CredentialsMissing(A2PError):
    """Neither the environment nor the stack says how to sign in to Twilio."""


class ForeignHost(A2PError):
    """Credentials would leave for a host that is neither Twilio's nor this machine."""


class NotReady(A2PError):
    """Something this resource is built on was refused, so nothing was created here (G3)."""


class Blocked(A2PError):
    """What was asked for does harm that has to be agreed to first."""


class Ambiguous(A2PError):
    """Two objects could be the one an interrupted run left behind; a person has to say which."""


class TwilioUnreachable(A2PError):
    """The connection failed or timed out after all retries."""


class TwilioError(A2PError):
    """Twilio's error body: HTTP status, Twilio's code if any, its message, and the call it answered."""

    def __init__(self, *, status: int, code: int | None, message: str, call: str) -> None:
        self.status = status
        self.code = code
        self.message = message
        self.call = call
        number = f" (code {code}, https://www.twilio.com/docs/api/errors/{code})" if code else ""
        super().__init__(f"Twilio answered {status} to {call}{number}: {message}")


class NotSignedIn(TwilioError):
    """Twilio does not know the account or the key."""

    def __str__(self) -> str:
        return (
            f"{super().__str__()}\n"
            "  do: check TWILIO_ACCOUNT_SID and TWILIO_API_KEY with TWILIO_API_SECRET (or TWILIO_AUTH_TOKEN)"
        )


class NotFound(TwilioError):
    """The object is not there, or not there any more."""


class Refused(TwilioError):
    """The request itself is wrong in Twilio's eyes; with what to do, where the catalogue knows the code."""

    def __str__(self) -> str:
        from a2p.catalogue import remedy  # noqa: PLC0415  # only a refusal pays for it

        known = remedy(self.code)
        return f"{super().__str__()}\n  do: {known}" if known else super().__str__()


class Unavailable(TwilioError):
    """Twilio is overloaded or failing."""


def from_answer(*, status: int, code: int | None, message: str, call: str) -> TwilioError:
    """The kind of error an HTTP status of 300 or more stands for."""
    if status == 401:
        kind: type[TwilioError] = NotSignedIn
    elif status == 404:
        kind = NotFound
    elif status == 429 or status >= 500:
        kind = Unavailable
    else:
        kind = Refused
    return kind(status=status, code=code, message=message, call=call)
