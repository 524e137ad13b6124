"""
What can go wrong, as a tree of exceptions.

A2PError
  DeclarationError        permanent  the stack file is wrong; nothing was called
  CredentialsMissing      permanent  no account or no key to sign in with
  CredentialsConflict     permanent  environment and stack name different accounts; nothing was called
  AnotherAccount          permanent  the stack is registered in another account, or in another world
  ForeignHost             permanent  credentials would go to a host that is neither Twilio's nor this machine
  NoSubaccounts           permanent  an account has none, or its credentials do not open them
  NoSuchNumber            permanent  the account does not have a number that is declared; nothing was created
  NotReady                permanent  an upstream object was refused or not submitted; nothing was created here
    InReview              pending    it is under review, and takes no other version until that is over
      Postponed           pending    Twilio demands a pause, and this run does not wait
  Blocked                 permanent  it can be done, and would do harm nobody has agreed to
  Ambiguous               permanent  more than one object carries our mark
  Unexpected              permanent  an internal error of this program
  TwilioError             Twilio answered with an error
    NotSignedIn           permanent  401: the account SID, or the key or token, is wrong
    NotFound              permanent  404
    Refused               permanent  any other 4xx, unless the catalogue says otherwise of its code
    Unavailable           temporary  429 or 5xx after all retries
  TwilioUnreachable       temporary  no answer at all, or none within the time a call has
    BadAnswer             temporary  an answer that is not Twilio's, or not whole

Three kinds (a2p.catalogue, `Lasts`). Permanent: the same command fails again until somebody has done what the
message says. Temporary: the next run may succeed, and the message says when. Pending: a review has to end
first. Most of that is a stage and no error (a2p/plan/stages): what is declared is at Twilio, and waits.
It is an error where something could not even be handed in.

No text of these carries a secret or personal data: Twilio's words are redacted with everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from a2p.catalogue import find_row
from a2p.messages import format_message
from a2p.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from a2p.catalogue.entry_types import Persistence

_FORBIDDEN = 403  # a restricted key lacks the right to a call: so also with a code that nobody has described
# For refusals without a code of Twilio's.
_REMEDIES = {
    400: "correct what the message names in the stack file, then run the same command again",
    403: "give the API key the right to do this (Console, API keys), or ask Twilio Support for it",
    405: "ask Twilio Support whether the account may do this: Twilio does not offer it this call",
    409: "run the same command again in a minute: something else changes the same object",
    410: "look in the Console for the object, then a2p drift, which tells what is gone",
}
_ANY_REFUSAL = "ask Twilio Support, with this line; the call has changed nothing"
_SOON = 60  # seconds: for what passes by itself, and says nothing of when


class A2PError(Exception):
    """
    Any failure this project explains itself, as data; `str` writes it for the person who runs Pulumi.

    summary: what happened. reasons: every reason, a line each. remedy: what to do, or "". where: the resource
    or file it is about, or "". All of them are redacted when they are read.
    """

    def __init__(
        self, summary: str, *, reasons: Iterable[str] = (), remedy: str = "", where: str = ""
    ) -> None:
        super().__init__(summary)
        self._summary, self._reasons, self._remedy, self._where = summary, tuple(reasons), remedy, where

    @property
    def summary(self) -> str:
        """What happened."""
        return redact(self._summary)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason, a line each; most errors are their only reason."""
        return tuple(redact(reason) for reason in self._reasons)

    @property
    def remedy(self) -> str:
        """What to do: a command or an edit, in one or several lines; "" where nothing helps."""
        return redact(self._remedy or self._usual_remedy())

    @property
    def where(self) -> str:
        """The resource or file it is about, or ""."""
        return redact(self._where)

    @property
    def kind(self) -> Persistence:
        """Whether waiting changes anything."""
        return _persistence("PERMANENT")

    @property
    def delay(self) -> int | None:
        """Of a temporary error: after how many seconds the same command may succeed."""
        return None

    def _usual_remedy(self) -> str:
        """What to do about any error of this class, unless one says otherwise."""
        return ""

    def __str__(self) -> str:
        return format_message(self.summary, reasons=self.reasons, remedy=self.remedy, where=self.where)


class DeclarationError(A2PError):
    """The stack file is wrong; `reasons` has every error, each with key, rule and value."""


class CredentialsMissing(A2PError):
    """Neither the environment nor the stack says how to sign in to Twilio."""


class CredentialsConflict(A2PError):
    """Environment and stack disagree about the account; the text names both settings and how to choose."""


class AnotherAccount(A2PError):
    """A run would read or change a stack's objects in an account, or a world, that they are not in."""


class ForeignHost(A2PError):
    """Credentials would leave for a host that is neither Twilio's nor this machine."""


class NoSubaccounts(A2PError):
    """The account has no active subaccounts, or the credentials are not those that open them."""


class NoSuchNumber(A2PError):
    """A number that the stack file names in E.164 form is not in this run's account."""


class NotReady(A2PError):
    """Something this resource is built on was refused, so nothing was created here (G3)."""


class InReview(NotReady):
    """What is declared by now could not be handed in, because the version before it is under review."""

    @property
    def kind(self) -> Persistence:
        """The same command succeeds when the review is over."""
        return _persistence("PENDING")


class Blocked(A2PError):
    """What was asked for does harm that has to be agreed to first."""


class Postponed(InReview):
    """Twilio demands a pause here, and the run is not to wait: the same command goes on after it (G3)."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"Twilio demands a pause of {seconds} s here, and this run does not wait.",
            remedy=f"run the same command again in {seconds} s",
        )
        self._seconds = seconds

    @property
    def delay(self) -> int:
        """Until the pause is over."""
        return self._seconds


class Ambiguous(A2PError):
    """Two objects could be the one an interrupted run left behind; a person has to say which."""


class Unexpected(A2PError):
    """An internal error: its type and place in this project, and no value."""


class TwilioUnreachable(A2PError):
    """The connection failed or timed out after all retries."""

    @property
    def kind(self) -> Persistence:
        """It passes."""
        return _persistence("TEMPORARY")

    @property
    def delay(self) -> int:
        """A guess: nobody said when."""
        return _SOON


class BadAnswer(TwilioUnreachable):
    """What came is not Twilio's, or not whole. A write that got such an answer may have been made."""


class TwilioError(A2PError):
    """Twilio's error body: HTTP status, Twilio's code if any, its message, and the call it answered."""

    def __init__(  # noqa: PLR0913 - what an answer consists of
        self,
        *,
        status: int,
        code: int | None,
        message: str,
        call: str,
        retry_after: float | None = None,
        remedy: str = "",
    ) -> None:
        self.status = status
        self.code = code
        self.message = message
        self.call = call
        self.retry_after = retry_after
        number = f" (code {code}, https://www.twilio.com/docs/api/errors/{code})" if code else ""
        super().__init__(f"Twilio answered {status} to {call}{number}: {message}", remedy=remedy)


class NotSignedIn(TwilioError):
    """Twilio does not know the account or the key."""

    def _usual_remedy(self) -> str:
        return "check TWILIO_ACCOUNT_SID and TWILIO_API_KEY with TWILIO_API_SECRET (or TWILIO_AUTH_TOKEN)"


class NotFound(TwilioError):
    """The object is not there, or not there any more."""

    def _usual_remedy(self) -> str:
        return "check the SID and the account: what one account has, another does not show"


class Refused(TwilioError):
    """The request itself is wrong in Twilio's eyes; with what to do, where the catalogue knows the code."""

    @property
    def kind(self) -> Persistence:
        """As the catalogue has the code."""
        kind: Persistence = self._from_catalogue("lasts", _persistence("PERMANENT"))
        return kind

    @property
    def delay(self) -> int | None:
        """As the catalogue has the code."""
        known: int | None = self._from_catalogue("delay", None)
        return known or (_SOON if self.kind == "temporary" else None)

    def _usual_remedy(self) -> str:
        remedy: str = self._from_catalogue("remedy", "")
        return remedy or self._remedy_for_status()

    def _remedy_for_status(self) -> str:
        """What to do about a status whose code nobody has described; never nothing."""
        if self.status < 400:
            return "check a2p:baseUrl and the proxy: Twilio redirects nobody, something else answers"
        if self.code and self.status != _FORBIDDEN:
            page = f"https://www.twilio.com/docs/api/errors/{self.code}"
            return f"read {page}, correct what it names, run the same command again"
        return _REMEDIES.get(self.status, _ANY_REFUSAL)

    def _from_catalogue(self, name: str, otherwise: Any) -> Any:
        row = find_row(self.code)
        return getattr(row, name) if row else otherwise


class Unavailable(TwilioError):
    """Twilio is overloaded or failing."""

    @property
    def kind(self) -> Persistence:
        """It passes."""
        return _persistence("TEMPORARY")

    @property
    def delay(self) -> int:
        """What Twilio asked for; a minute where it said nothing."""
        return round(self.retry_after) if self.retry_after else _SOON

    def _usual_remedy(self) -> str:
        when = f"run the same command again in {self.delay} s, which may succeed"
        return f"{when}; what was created is found again"


def error_for_status(
    *, status: int, code: int | None, message: str, call: str, retry_after: float | None = None
) -> TwilioError:
    """The kind of error an HTTP status of 300 or more stands for."""
    if status == 401:
        kind: type[TwilioError] = NotSignedIn
    elif status == 404:
        kind = NotFound
    elif status == 429 or status >= 500:
        kind = Unavailable
    else:
        kind = Refused
    return kind(status=status, code=code, message=message, call=call, retry_after=retry_after)


def _persistence(name: str) -> Persistence:
    from a2p.catalogue.entry_types import Persistence  # noqa: PLC0415  # only who asks for the kind of an error pays for it

    return Persistence[name]
