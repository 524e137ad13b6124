"""
Authentication+ of public for-profit companies (U8): an e-mail whose link somebody has to open.

The link lives 7 days. Until it was opened the Brand is APPROVED and UNVERIFIED and takes no Campaign; when it
expires the Campaigns that there are already are suspended. Another e-mail is sent by POST .../2fa, while the
vetting that stands for it is FAILED (twilio.com/docs/messaging/api/brand-2fa-verify). E-mails are a list in
/_sim/state; `/_sim/email/click` plays who gets them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.brands.registrations import APPROVED, KIND, SOLE_PROPRIETOR, UNVERIFIED, VERIFIED
from simulator.brands.vettings import COMPLETED, IN_PROGRESS, VETTING
from simulator.core.errors import bad_request
from simulator.core.handlers import Call, on_event, operation
from simulator.core.state_machines import start, transition, void_reviews
from simulator.trusthub import business_facts, formats

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

EMAIL = "email"
PUBLIC = "public"
VETTING_CLASS = "AUTHPLUS"
FAILED = "FAILED"
FREE_DOMAINS = frozenset(
    {"gmail.com", "googlemail.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com", "aol.com"}
)
AUTO_CLICK = "click"  # an address click@... opens the link after a minute
AUTO_CLICK_AFTER = 60.0
BOUNCING = "bounce"  # bounce@... cannot be delivered
FIELD = "brand_contact_email"


@dataclass(frozen=True)
class Problem:
    """What is wrong with a contact address: Twilio's code and words."""

    code: int
    text: str

    def error(self) -> Document:
        """The item of a Brand's errors[]."""
        return {
            "error_code": self.code,
            "description": self.text,
            "url": f"https://www.twilio.com/docs/api/errors/{self.code}",
            "fields": [FIELD],
        }


INVALID = Problem(21736, "The Brand contact email is invalid.")
MISSING = Problem(21737, "The Brand contact email is missing.")
UNDELIVERABLE = Problem(21738, "The 2FA email could not be delivered to the Brand contact.")
NOT_COMPLETED = Problem(21739, "The 2FA verification failed.")
FREE_DOMAIN = Problem(21740, "The domain of the Brand contact email is not accepted.")
EXPIRED = Problem(21741, "The 2FA verification expired.")


def is_needed(world: World, brand: Document) -> bool:
    """Whether the Brand is of a public company that has to authenticate itself."""
    if brand["brand_type"] == SOLE_PROPRIETOR or brand["mock"] or not world.settings.require_authentication:
        return False
    return business_facts.read_facts(world, brand).company_type == PUBLIC


def find_problem(world: World, brand: Document) -> Problem | None:
    """Why the Brand cannot be registered: without a contact address there is nobody to ask."""
    if not is_needed(world, brand):
        return None
    address = business_facts.read_facts(world, brand).contact_email
    if not address:
        return MISSING
    is_address = formats.is_email(address) and formats.is_domain(address.rpartition("@")[2])
    return None if is_address else INVALID


def begin(world: World, brand: Document, now: float) -> None:
    """Send the e-mail, or say at once that it cannot arrive; the Brand is registered either way."""
    address = business_facts.read_facts(world, brand).contact_email
    vetting = _open_vetting(world, brand, now)
    if problem := _find_delivery_problem(address):
        _fail(world, vetting, problem, now)
        brand |= {"errors": [problem.error()]}
        world.announce("brand.email_invalid", brand, now)
        return
    sid = world.sids.new("EM")
    email = {
        "sid": sid,
        "account_sid": brand["account_sid"],
        "brand_sid": brand["sid"],
        "vetting_sid": vetting["brand_vetting_sid"],
        "to": address,
        "subject": "Verify your brand for US A2P messaging",
        "expires_at": now + world.timings.authentication_validity,
    }
    world.create(EMAIL, sid, email, now)
    start(world, "brand.authentication", vetting["brand_vetting_sid"], vetting, now)
    if address.startswith(f"{AUTO_CLICK}@"):
        start(world, "brand.click", vetting["brand_vetting_sid"], vetting, now)


@operation("CreateBrandRegistration2fa")
def resend(world: World, call: Call) -> Answer:
    """U8: another e-mail, which costs again; only while the last one has failed."""
    brand = world.fetch(KIND, call.path["BrandRegistrationSid"], call.account_sid)
    last = _last_vetting(world, brand["sid"])
    if brand["status"] != APPROVED or last is None or last["vetting_status"] != FAILED:
        raise bad_request("A 2FA e-mail can only be sent again while the Brand's vetting is FAILED")
    brand |= {"identity_status": UNVERIFIED, "errors": []}
    world.save(KIND, brand["sid"], brand, call.now)
    begin(world, brand, call.now)
    return {"account_sid": call.account_sid, "brand_registration_sid": brand["sid"]}


@transition(
    "brand.authentication",
    on=(VETTING, "vetting_status"),
    source=IN_PROGRESS,
    targets=(FAILED,),
    delay=lambda world, _vetting: world.timings.authentication_validity,
)
def expire(world: World, vetting: Document, now: float) -> None:
    """After 7 days the link is dead."""
    _fail(world, vetting, EXPIRED, now)


@transition(
    "brand.click",
    on=(VETTING, "vetting_status"),
    source=IN_PROGRESS,
    targets=(COMPLETED,),
    delay=lambda _world, _vetting: AUTO_CLICK_AFTER,
)
def open_link(world: World, vetting: Document, now: float) -> None:
    """The contact opens the link: the Brand is verified, and may have Campaigns."""
    void_reviews(vetting)
    vetting["vetting_status"] = COMPLETED
    world.save(VETTING, vetting["brand_vetting_sid"], vetting, now)
    if brand := world.store.get(KIND, vetting["brand_sid"]):
        world.announce("brand.email_clicked", brand, now)
        world.announce("brand.authenticated", brand, now)


def find_open(world: World, address: str, now: float) -> list[Document]:
    """The vettings that wait for a click in an e-mail to this address."""
    emails = [e for e in world.store.find(EMAIL) if e["to"] == address.casefold() and e["expires_at"] >= now]
    vettings = [world.store.get(VETTING, email["vetting_sid"]) for email in emails]
    return [vetting for vetting in vettings if vetting and vetting["vetting_status"] == IN_PROGRESS]


@on_event("brand.failed")
def give_up(world: World, brand: Document, now: float) -> None:
    """A Brand that fails for another reason waits for no click."""
    vetting = _last_vetting(world, brand["sid"])
    if vetting and vetting["vetting_status"] == IN_PROGRESS:
        void_reviews(vetting)
        world.save(VETTING, vetting["brand_vetting_sid"], vetting | {"vetting_status": FAILED}, now)


def _find_delivery_problem(address: str) -> Problem | None:
    local, _, domain = address.rpartition("@")
    if domain in FREE_DOMAINS:
        return FREE_DOMAIN
    return UNDELIVERABLE if local == BOUNCING else None


def _open_vetting(world: World, brand: Document, now: float) -> Document:
    sid = world.sids.new("VT")
    vetting = {
        "brand_vetting_sid": sid,
        "account_sid": brand["account_sid"],
        "brand_sid": brand["sid"],
        "vetting_provider": "aegis",
        "vetting_id": None,
        "vetting_class": VETTING_CLASS,
        "vetting_status": IN_PROGRESS,
        "url": f"{brand['url']}/Vettings/{sid}",
    }
    return world.create(VETTING, sid, vetting, now, parent=brand["sid"])


def _fail(world: World, vetting: Document, problem: Problem, now: float) -> None:
    void_reviews(vetting)
    vetting["vetting_status"] = FAILED
    world.save(VETTING, vetting["brand_vetting_sid"], vetting, now)
    brand = world.store.get(KIND, vetting["brand_sid"])
    if brand is None or brand["identity_status"] == VERIFIED:
        return
    brand["errors"] = [problem.error()]
    world.save(KIND, brand["sid"], brand, now)
    world.announce("brand.vetting_failed", brand, now)


def _last_vetting(world: World, brand_sid: str) -> Document | None:
    vettings = [
        v for v in world.store.find_children(VETTING, brand_sid) if v["vetting_class"] == VETTING_CLASS
    ]
    return vettings[-1] if vettings else None
