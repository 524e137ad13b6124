"""
What a run asks of the ledger before it submits anything, and writes down after it: uses, fees, resubmissions.

A use is written before the call that makes it, and taken back where Twilio has refused that: a run that dies
in between has used it, as far as anybody knows. Two runs that take the last use at once both see each other,
and both stop.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal

from a2p.errors import Blocked, NotReady, TwilioError
from a2p.plan.consents import Consent, describe_consent
from a2p.plan.fees import Fee
from a2p.plan.limits import USE_LIMITS, explain_exceeded
from a2p.state.errors import StateUnreachable
from a2p.state.ledger import EntryKind, LedgerEntry, open_ledger
from a2p.twilio.client.session import Session

_REFUSED = 500  # answers below it say that nothing was made


def count_uses(session: Session) -> dict[str, int]:
    """
    How many Brands of other stacks have used what is declared, by kind; without what is its own already.

    Raises:
        NotReady: the ledger cannot be read.
    """
    counted = {}
    with _explaining():
        for kind, value in session.memory.identities.items():
            uses = open_ledger().list_uses(session.account.world, kind, value)
            if not any(use.stack == session.settings.stack for use in uses):
                counted[kind] = len({use.owner for use in uses})
    return counted


@contextmanager
def using(session: Session, bundle_sid: str) -> Iterator[None]:
    """
    Make the call that registers a Brand of these bundles, and count what it uses.

    Raises:
        Blocked: a value is used up by now, and nobody has agreed to go on.
        NotReady: the ledger cannot be used.
    """
    reserved = _reserve(session, bundle_sid)
    try:
        yield
    except TwilioError as error:
        if error.status < _REFUSED:
            _remove(reserved)
        raise


def note_brand(session: Session, brand_sid: str, bundle_sid: str) -> None:
    """Write down what a Brand uses that is there, new or taken over, in place of what was reserved for it."""
    with suppress(StateUnreachable):  # what was reserved stands for it
        for reserved in _make_uses(session, bundle_sid):
            _write(_make_use(session, reserved.name, reserved.digest, brand_sid))
            open_ledger().remove(reserved)


def note_fees(session: Session, owner: str, fees: tuple[Fee, ...], *, number: int = 0) -> None:
    """Write down what was charged for an object. number: counts what is charged for the same object again."""
    for fee in fees:
        _note(session, EntryKind.FEE, owner, name=fee.name, usd=fee.usd, number=number)


def note_shown_fees(session: Session, resource: str) -> None:
    """Write down what this run's plan has told that a resource costs, now or later."""
    for fee in session.memory.told_fees.get(resource, ()):
        _note(session, EntryKind.FEE_SHOWN, resource, name=fee.name, usd=fee.usd)


def note_resubmission(session: Session, owner: str, number: int) -> None:
    """Write down that a Brand or a Campaign was submitted again."""
    _note(session, EntryKind.RESUBMISSION, owner, number=number)


def note_otp(session: Session, brand_sid: str, number: int) -> None:
    """Write down that another text message was asked for."""
    _note(session, EntryKind.OTP, brand_sid, number=number)


def _note(  # noqa: PLR0913  # the fields of an entry
    session: Session,
    kind: EntryKind,
    owner: str,
    *,
    name: str = "",
    usd: Decimal = Decimal(0),
    number: int = 0,
) -> None:
    """What has happened is written down where it can be; it is no reason to fail any more."""
    with suppress(StateUnreachable):
        entry = LedgerEntry(
            kind, session.account.world, session.settings.stack, owner, _now(session), name, "", usd, number
        )
        _write(entry)


def _reserve(session: Session, bundle_sid: str) -> list[LedgerEntry]:
    with _explaining():
        reserved = _make_uses(session, bundle_sid)
        for use in reserved:
            _write(use)
        exceeded = [text for use in reserved if (text := _explain(session, use))]
    if exceeded and Consent.OVER_LIMIT not in session.settings.consents:
        _remove(reserved)
        raise Blocked(
            "The Brand was not registered: it would be rejected, and its fee be lost.",
            reasons=exceeded,
            remedy=advise(session),
            where="Brand",
        )
    return reserved


def advise(session: Session) -> str:
    """What to do where a value is used up."""
    settings = session.settings
    what = "declare another one; or, where the registry has raised the limit"
    return describe_consent(what, [Consent.OVER_LIMIT], stack=settings.stack, given=settings.consents)


def _explain(session: Session, use: LedgerEntry) -> str:
    uses = open_ledger().list_uses(use.world, use.name, session.memory.identities[use.name])
    return explain_exceeded(use.name, len({each.owner for each in uses} - {use.owner}))


def _make_uses(session: Session, owner: str) -> list[LedgerEntry]:
    ledger = open_ledger()
    return [
        _make_use(session, kind, ledger.digest(kind, value), owner)
        for kind, value in session.memory.identities.items()
        if kind in USE_LIMITS
    ]


def _make_use(session: Session, kind: str, digest: str, owner: str) -> LedgerEntry:
    world, stack = session.account.world, session.settings.stack
    return LedgerEntry(EntryKind.USE, world, stack, owner, _now(session), kind, digest)


def _write(entry: LedgerEntry) -> None:
    open_ledger().write(entry)


def _remove(entries: list[LedgerEntry]) -> None:
    with suppress(StateUnreachable):
        for entry in entries:
            open_ledger().remove(entry)


def _now(session: Session) -> datetime:
    return datetime.fromtimestamp(session.clock.now(), UTC)


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except StateUnreachable as error:
        raise NotReady(
            f"The ledger of what is used up for life cannot be used. {error.summary}", remedy=error.remedy
        ) from error
