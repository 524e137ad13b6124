"""Brand vettings (B6 of the contract): a second look by a third party, which may raise the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.brands.registrations import APPROVED, KIND
from simulator.core.documents import Listing
from simulator.core.errors import NotFound, bad_request
from simulator.core.handlers import Call, operation
from simulator.core.state_machines import start, transition

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

VETTING = "vetting"
IN_PROGRESS = "IN_PROGRESS"
COMPLETED = "COMPLETED"
CLASSES = {"campaign-verify": "POLITICAL", "aegis": "STANDARD"}
VETTED_SCORE = 90


@operation("CreateBrandVetting")
def create(world: World, call: Call) -> Answer:
    """Of an approved Brand; a Campaign Verify token has to be given, as Twilio's example does."""
    brand = world.fetch(KIND, call.path["BrandSid"], call.account_sid)
    provider = call.params["VettingProvider"]
    if brand["status"] != APPROVED:
        raise bad_request(f"The Brand is {brand['status']}; only an APPROVED Brand can be vetted")
    if provider == "campaign-verify" and not call.params.get("VettingId"):
        raise bad_request("Missing required parameter VettingId for campaign-verify")
    sid = world.sids.new("VT")
    document = {
        "brand_vetting_sid": sid,
        "account_sid": call.account_sid,
        "brand_sid": brand["sid"],
        "vetting_provider": provider,
        "vetting_id": call.params.get("VettingId"),
        "vetting_class": CLASSES[provider],
        "vetting_status": IN_PROGRESS,
        "url": f"{brand['url']}/Vettings/{sid}",
    }
    world.create(VETTING, sid, document, call.now, parent=brand["sid"])
    start(world, "vetting.result", sid, document, call.now)
    return document


@operation("ListBrandVetting")
def list_vettings(world: World, call: Call) -> Answer:
    """Filtered by provider."""
    brand = world.fetch(KIND, call.path["BrandSid"], call.account_sid)
    given = call.params.get("VettingProvider")
    where = {"vetting_provider": given} if given else {}
    return Listing(VETTING, call.account_sid, brand["sid"], where)


@operation("FetchBrandVetting")
def fetch(world: World, call: Call) -> Answer:
    """One vetting."""
    vetting = world.fetch(VETTING, call.path["BrandVettingSid"], call.account_sid)
    if vetting["brand_sid"] != call.path["BrandSid"]:
        raise NotFound
    return vetting


@transition(
    "vetting.result",
    on=(VETTING, "vetting_status"),
    source=IN_PROGRESS,
    targets=(COMPLETED,),
    delay=lambda world, _vetting: world.timings.brand_vetting,
)
def complete(world: World, vetting: Document, now: float) -> None:
    """The Brand is vetted; lists leave it out from then on (twilio-ruby #688)."""
    vetting["vetting_status"] = COMPLETED
    world.save(VETTING, vetting["brand_vetting_sid"], vetting, now)
    brand = world.store.get(KIND, vetting["brand_sid"])
    if brand is None or brand["status"] != APPROVED or vetting["vetting_class"] not in CLASSES.values():
        return
    brand |= {
        "identity_status": "VETTED_VERIFIED",
        "brand_score": max(VETTED_SCORE, brand["brand_score"] or 0),
        "_listed": False,
    }
    world.save(KIND, brand["sid"], brand, now)
    world.announce("brand.vetted", brand, now)
