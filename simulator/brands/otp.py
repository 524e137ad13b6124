"""
Identity by one-time password (O1, O2): one SMS by itself, later ones by API, 24 hours each.

The telephone network is a list of messages; `/_sim/otp/reply` plays the customer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.brands.registrations import APPROVED, KIND, SOLE_PROPRIETOR, UNVERIFIED
from simulator.core.errors import bad_request
from simulator.core.handlers import Call, operation
from simulator.core.rates import keep_rate
from simulator.trusthub import business_facts

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

SENDER = "+19152782000"
QUESTION = (
    "Please confirm your registration for US A2P Messaging by replying YES. Msg & data rates may apply."
)
CONFIRMATION = "Thank you. Your registration has been confirmed."
REQUESTS_PER_WINDOW = 10  # O2, per account


@operation("CreateBrandRegistrationOtp")
def create(world: World, call: Call) -> Answer:
    """O2: another OTP, for a Brand that still waits for its first YES."""
    brand = world.fetch(KIND, call.path["BrandRegistrationSid"], call.account_sid)
    keep_rate(world, call, "otp", most=REQUESTS_PER_WINDOW, seconds=world.timings.otp_rate_window)
    waits = brand["status"] == APPROVED and brand["identity_status"] == UNVERIFIED
    if brand["brand_type"] != SOLE_PROPRIETOR or not waits:
        raise bad_request(
            "An OTP can only be sent for a SOLE_PROPRIETOR Brand that is APPROVED and UNVERIFIED"
        )
    send_otp(world, brand, call.now)
    world.save(KIND, brand["sid"], brand, call.now)
    return {"account_sid": call.account_sid, "brand_registration_sid": brand["sid"]}


def send_otp(world: World, brand: Document, now: float) -> None:
    """Text the mobile number in the trust bundle; the caller saves the Brand."""
    mobile = business_facts.read_facts(world, brand).mobile
    brand["_mobile"] = mobile
    brand["_otps"].append({"sent_at": now, "expires_at": now + world.timings.otp_validity})
    record_text(world, brand, mobile, QUESTION, now)
    world.announce("brand.otp", brand, now)


def record_text(world: World, brand: Document, to: str, body: str, now: float) -> None:
    """Put a message where `/_sim/state` shows it."""
    sid = world.sids.new("SM")
    message = {"sid": sid, "account_sid": brand["account_sid"], "from": SENDER, "to": to}
    world.create("sms", sid, message | {"body": body, "brand_sid": brand["sid"]}, now)


def is_pending(brand: Document, now: float) -> bool:
    """Whether a YES would count: the last OTP is at most 24 hours old (O2)."""
    return bool(brand["_otps"]) and now <= brand["_otps"][-1]["expires_at"]


def find_unverified(world: World, mobile: str) -> list[Document]:
    """The Brands that wait for a YES from this number."""
    brands = world.store.find(KIND, _mobile=mobile)
    return [b for b in brands if (b["status"], b["identity_status"]) == (APPROVED, UNVERIFIED)]
