"""What happens outside the stack: reviewers, the customer, people in Twilio's Console."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests

from tests.support.stories.log import SEVEN, USA2P_SID

if TYPE_CHECKING:
    from tests.support.miniature import World

MINUTE, DAY = 60, 86_400
MARK = "a2p/customer"
FINAL_CODES = (30882, 30883)
REMEDIABLE_CODES = (30886, 30893)
# What is decided on, how, and with which codes.
DECISIONS = (
    ("campaign", "VERIFIED"),
    *(("campaign", "FAILED", code) for code in (*REMEDIABLE_CODES, FINAL_CODES[0])),
    ("campaign", "SUSPENDED"),
    ("brand", "APPROVED"),
    ("brand", "IN_REVIEW"),
    ("brand", "FAILED", 30795),
    ("brand", "SUSPENDED"),
    ("profile", "twilio-rejected"),
    ("trust_bundle", "twilio-rejected"),
)
DRIFTS = (
    ("edit_service", True),
    ("edit_service", False),
    ("edit_campaign", "Somebody has written something else, in the Console, about what is sent here."),
    ("edit_end_user", "Roe"),
    ("delete_campaign",),
    ("delete_service",),
    ("take_number_out",),
    ("delete_bundle", "CustomerProfiles"),
    ("delete_bundle", "TrustProducts"),
)
Document = dict[str, Any]


@dataclass
class Outside:
    """The world of one story, as seen by everybody but the stack."""

    world: World

    def state(self) -> dict[str, list[Document]]:
        return self.world.state()

    def profile(self) -> Document | None:
        return self._bundle("CustomerProfiles")

    def trust_bundle(self) -> Document | None:
        return self._bundle("TrustProducts")

    def brand(self) -> Document | None:
        """The youngest: the one that is made of the bundles there are."""
        return _last(self.state().get("brand", []))

    def brands(self) -> list[Document]:
        return self.state().get("brand", [])

    def service(self) -> Document | None:
        return _last([s for s in self.state().get("service", []) if s["friendly_name"] == MARK])

    def campaign(self) -> Document | None:
        service = self.service()
        campaigns = self.state().get("campaign", [])
        return _last([c for c in campaigns if service and c["messaging_service_sid"] == service["sid"]])

    def decide(self, what: str, sid: str, status: str, *codes: int) -> None:
        """`what` is profiles, brands or campaigns (by the service's SID)."""
        errors = [{"error_code": code} for code in codes]
        self.world.control("POST", f"/{what}/{sid}/decide", {"status": status, "errors": errors})

    def decide_on_campaign(self, status: str, *codes: int) -> None:
        campaign = self.campaign()
        if campaign and campaign["campaign_status"] != "SUSPENDED":
            self.decide("campaigns", campaign["messaging_service_sid"], status, *codes)

    def decide_on_brand(self, status: str, *codes: int) -> None:
        brand = self.brand()
        if brand is None or brand["status"] in {"FAILED", "SUSPENDED"}:
            return
        if brand["status"] == "APPROVED" and status == "IN_REVIEW":
            return
        self.decide("brands", brand["sid"], status, *codes)

    def decide_on_profile(self, status: str) -> None:
        self._decide_on_bundle(self.profile(), status)

    def decide_on_trust_bundle(self, status: str) -> None:
        self._decide_on_bundle(self.trust_bundle(), status)

    def _decide_on_bundle(self, bundle: Document | None, status: str) -> None:
        if bundle and bundle["status"] == "in-review":
            self.decide("profiles", bundle["sid"], status)

    def answer_yes(self) -> None:
        """The customer answers whatever question his phone shows."""
        for number in {sms["to"] for sms in self.state().get("sms", [])}:
            self.world.control("POST", "/otp/reply", {"mobile_phone_number": number})

    def edit_service(self, value: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        if service := self.service():
            self._call("POST", f"/v1/Services/{service['sid']}", StickySender=value)

    def edit_campaign(self, text: str) -> None:
        """Somebody changes the description; an update carries all seven fields."""
        campaign = self.campaign()
        if campaign is None or campaign["campaign_status"] == "SUSPENDED":
            return
        fields = {api: campaign[name] for name, api in SEVEN.items()} | {"Description": text}
        self._call("POST", self._usa2p(campaign), **fields)

    def edit_end_user(self, name: str) -> None:
        """Somebody corrects a name in the profile."""
        for each in self.state().get("end_user", []):
            if each["friendly_name"] == MARK and "last_name" in each["attributes"]:
                attributes = {**each["attributes"], "last_name": name}
                self._call("POST", f"/v1/EndUsers/{each['sid']}", Attributes=attributes)
                return

    def delete_campaign(self) -> None:
        campaign = self.campaign()
        if campaign and campaign["campaign_status"] != "SUSPENDED":
            self._call("DELETE", self._usa2p(campaign))

    def delete_service(self) -> None:
        campaign, service = self.campaign(), self.service()
        if service and not (campaign and campaign["campaign_status"] == "SUSPENDED"):
            self._call("DELETE", f"/v1/Services/{service['sid']}")

    def delete_bundle(self, collection: str) -> bool:
        """Whether there was one."""
        bundle = self._bundle(collection)
        if bundle:
            self._call("DELETE", f"/v1/{collection}/{bundle['sid']}")
        return bundle is not None

    def take_number_out(self) -> None:
        service, campaign = self.service(), self.campaign()
        if service is None or (campaign and campaign["campaign_status"] == "SUSPENDED"):
            return
        for number in self.state().get("pool_number", []):
            if number["service_sid"] == service["sid"]:
                self._call("DELETE", f"/v1/Services/{service['sid']}/PhoneNumbers/{number['sid']}")
                return

    def _usa2p(self, campaign: Document) -> str:
        return f"/v1/Services/{campaign['messaging_service_sid']}/Compliance/Usa2p/{USA2P_SID}"

    def _bundle(self, collection: str) -> Document | None:
        ours = [b for b in self.state().get("bundle", []) if b["friendly_name"] == MARK]
        return _last([b for b in ours if b["_collection"] == collection])

    def _call(self, method: str, path: str, **fields: Any) -> None:
        simulator = self.world.simulator
        data = {name: _written(value) for name, value in fields.items()}
        auth = (simulator.account_sid, simulator.auth_token)
        answer = requests.request(method, simulator.url + path, data=data, auth=auth, timeout=30)
        self.world.has_changed()
        assert answer.ok, answer.text


def _last(documents: list[Document]) -> Document | None:
    return documents[-1] if documents else None


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value) if isinstance(value, dict) else value
