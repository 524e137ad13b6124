"""What a run needs of Twilio: a network, a sign-in, an approved primary profile of an ISV (G1), the time."""

import json
import socket
import time
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from a2p.cli.doctor.result import CheckResult, fail, ok, warn
from a2p.declared.project_defaults import EVENTS_URL
from a2p.errors import A2PError, NotFound, NotSignedIn, TwilioError, TwilioUnreachable
from a2p.twilio.client.account_check import AccountCheck
from a2p.twilio.client.settings import Settings, read_settings

if TYPE_CHECKING:
    from a2p.twilio.client.session import Session

_MOST_SKEW = 30.0  # seconds; what is told of waits and expiries is wrong by as much
_CONSOLE = "look at it in the Twilio Console, Trust Hub; support can tell what is missing"
_BUSINESS = "customer_profile_business_information"
_ISV = "isv_reseller_or_partner"


def check_twilio(
    config: Mapping[str, str], env: Mapping[str, str], recorded: Mapping[str, Any] = MappingProxyType({})
) -> Iterator[CheckResult]:
    """
    Yields each check, up to a failure that prevents the others.

    config: of a stack, by key without `a2p:`. recorded: the account and the world that its state records.
    """
    try:
        configured = read_settings(config.get, env)
        AccountCheck(configured).compare(recorded)
    except A2PError as error:
        yield fail("credentials", error.summary, " ".join(error.remedy.split()))
        return
    yield _check_credentials(configured)
    if configured.base_url and not _is_listening(configured.base_url):
        yield _report_no_simulator(configured)
        return
    from a2p.twilio.client.session import connect  # the SDK

    session = connect(configured)
    primary = config.get("primary_profile_sid", "")
    try:
        answer, skew = _call_once(session, primary)
    except NotFound as error:
        if not (owner := _find_owner(session)):
            yield _report_no_answer(configured, primary, error)
            return
        yield ok("sign-in", f"{_describe_api(configured)} knows {configured.account_sid}")
        yield from _check_parent(owner, primary, config, env, configured)
        yield from _check_events(session, config.get(EVENTS_URL, ""))
        return
    except A2PError as error:
        yield _report_no_answer(configured, primary, error)
        return
    yield ok("sign-in", f"{_describe_api(configured)} knows {configured.account_sid}")
    if not configured.is_simulated:
        yield _check_clock(skew)
    if primary:
        yield _check_approval(answer)
        yield _check_isv(session, primary)
    yield from _check_events(session, config.get(EVENTS_URL, ""))


def _check_events(session: "Session", url: str) -> Iterator[CheckResult]:
    """Whether the account sends its registration events to the address that is declared for all."""
    if not url:
        return
    from a2p.twilio.event_streams import find_missing  # the SDK

    account = session.settings.account_sid
    try:
        missing = find_missing(session, url)
    except TwilioError as error:
        yield warn("events", f"{account}: cannot be seen: {error.summary}", "a2p fleet subscribe")
        return
    if missing:
        remedy = "a2p up of a customer of this account, or a2p fleet subscribe"
        yield warn("events", f"{account}: {'; '.join(missing)}", remedy)
    else:
        yield ok("events", f"{account} sends them to {url}")


def _find_owner(session: "Session") -> str:
    """The SID of the account that this one is a subaccount of; "" where Twilio names none."""
    account = session.settings.account_sid
    try:
        owner = session.client.api.v2010.accounts(account).fetch().owner_account_sid
    except TwilioError:
        return ""
    return str(owner) if owner and owner != account else ""


def _check_parent(
    owner: str, primary: str, config: Mapping[str, str], env: Mapping[str, str], configured: Settings
) -> Iterator[CheckResult]:
    """A parent's primary profile, which its subaccounts build on and cannot see (U12)."""
    what = (
        f"{primary}: {configured.account_sid} is a subaccount of {owner}, and cannot see a parent's profile"
    )
    try:
        parent = read_settings({key: config[key] for key in ("baseUrl",) if key in config}.get, env)
    except A2PError:
        parent = None
    if parent is None or parent.account_sid != owner:
        remedy = f"export TWILIO_ACCOUNT_SID={owner} with its key or token, then the same command looks there"
        yield warn("primary profile", what, remedy)
        return
    from a2p.twilio.client.session import connect  # the SDK

    session = connect(parent)
    try:
        answer, _ = _call_once(session, primary)
    except A2PError as error:
        yield _report_no_answer(parent, primary, error)
        return
    yield _check_approval(answer)
    yield _check_isv(session, primary)


def _describe_api(configured: Settings) -> str:
    return f"the simulator at {configured.base_url}" if configured.is_simulated else "Twilio"


def _is_listening(url: str) -> bool:
    """Whether the port accepts a connection. Asked first, because the client retries for some seconds."""
    parts = urlsplit(url)
    try:
        socket.create_connection(
            (parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)), timeout=2
        ).close()
    except OSError:
        return False
    return True


def _report_no_simulator(configured: Settings) -> CheckResult:
    return fail("simulator", f"nothing answers at {configured.base_url}", "a2p sim start")


def _check_credentials(configured: Settings) -> CheckResult:
    what = "credentials"
    if configured.username.startswith("SK"):
        return ok(what, f"API key {configured.username}")
    if configured.is_simulated:
        return ok(what, f"auth token of {configured.account_sid}")
    return warn(
        what,
        f"auth token of {configured.account_sid}: it opens everything, and cannot be revoked alone",
        "make an API key, and export TWILIO_API_KEY and TWILIO_API_SECRET",
    )


def _call_once(session: "Session", primary: str) -> tuple[dict[str, Any], float]:
    """One GET: what it answered, and how many seconds this machine is ahead of its Date."""
    url = "https://messaging.twilio.com/v1/Services?PageSize=1"
    if primary:
        url = f"https://trusthub.twilio.com/v1/CustomerProfiles/{primary}"
    sent_at = time.time()
    answer = session.client.request("GET", url)
    took = time.time() - sent_at
    date = answer.headers.get("Date")
    skew = sent_at + took / 2 - parsedate_to_datetime(date).timestamp() if date else 0.0
    return json.loads(answer.text), skew


def _report_no_answer(configured: Settings, primary: str, error: A2PError) -> CheckResult:
    if isinstance(error, NotSignedIn):
        return fail("sign-in", error.summary, error.remedy)
    if isinstance(error, NotFound) and primary:
        return fail(
            "primary profile",
            f"{primary} is not in the account {configured.account_sid}",
            "set a2p:primary_profile_sid to your own Primary Customer Profile (BU…)",
        )
    if isinstance(error, TwilioUnreachable) and configured.is_simulated:
        return _report_no_simulator(configured)
    if isinstance(error, TwilioUnreachable):
        host = urlsplit("https://trusthub.twilio.com").hostname
        return fail("network", error.summary, f"check that this machine reaches {host}:443")
    return fail("sign-in", str(error), "see the message; a2p explain knows Twilio's codes")


def _check_clock(skew: float) -> CheckResult:
    if abs(skew) <= _MOST_SKEW:
        return ok("clock", f"{abs(skew):.0f} s from Twilio's")
    side = "ahead of" if skew > 0 else "behind"
    return warn("clock", f"{abs(skew):.0f} s {side} Twilio's", "set this machine's clock, best by NTP")


def _check_approval(profile: Mapping[str, Any]) -> CheckResult:
    what, status = "primary profile", profile.get("status", "")
    text = f"{profile.get('sid')} is {status} (G1)"
    if status == "twilio-approved":
        return ok(what, text)
    return fail(what, f"{text}, and only an approved one can be built on", _CONSOLE)


def _check_isv(session: "Session", primary: str) -> CheckResult:
    what = "business identity"
    try:
        identity = _read_business_identity(session, primary)
    except TwilioError as error:
        return warn(what, f"cannot be seen: {error}", _CONSOLE)
    if identity == _ISV:
        return ok(what, f"{identity} (G1)")
    if not identity:
        return warn(what, "cannot be seen by API; it has to be ISV Reseller or Partner (G1)", _CONSOLE)
    return fail(what, f"{identity}, and it has to be ISV Reseller or Partner (G1)", _CONSOLE)


def _read_business_identity(session: "Session", primary: str) -> str:
    trusthub = session.client.trusthub.v1
    assigned = trusthub.customer_profiles(primary).customer_profiles_entity_assignments.list()
    users = [assignment.object_sid for assignment in assigned if assignment.object_sid.startswith("IT")]
    for sid in users:
        user = trusthub.end_users(sid).fetch()
        if user.type == _BUSINESS:
            return str((user.attributes or {}).get("business_identity", ""))
    return ""
