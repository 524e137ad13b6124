"""What the stack's runs have asked of Twilio, and the rules that hold for it, whatever happened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Call = dict[str, Any]
USA2P_SID = "QE2c6890da8086d771620e9b13fadeba0b"
SEVEN = {  # C10
    "description": "Description",
    "message_flow": "MessageFlow",
    "message_samples": "MessageSamples",
    "has_embedded_links": "HasEmbeddedLinks",
    "has_embedded_phone": "HasEmbeddedPhone",
    "age_gated": "AgeGated",
    "direct_lending": "DirectLending",
}
_SUBMISSION, _DELETION, _OTP = 30, 5, 86_400  # G3, G7, O4; seconds
_AS_GOOD_AS = 0.001  # seconds: clocks are told in microseconds
_SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")
_PROFILE, _PRODUCT = re.compile(r"/v1/CustomerProfiles/BU\w+"), re.compile(r"/v1/TrustProducts/BU\w+")
_BRANDS = re.compile(r"/v1/a2p/BrandRegistrations(/BN\w+)?")
_OTPS = re.compile(r"/v1/a2p/BrandRegistrations/(BN\w+)/SmsOtp")
_CAMPAIGNS = re.compile(r"/v1/Services/(MG\w+)/Compliance/Usa2p(/QE\w+)?")


def plain(call: Call) -> str:
    """`POST /v1/Services/MG/PhoneNumbers`: each SID cut to its two letters."""
    return f"{call['method']} " + _SID.sub(lambda sid: sid.group()[:2], call["path"])


@dataclass
class Log:
    """All calls of all runs of one story, oldest first."""

    calls: list[Call] = field(default_factory=list)
    brands_bought: int = 0
    _submitted: dict[str, float] = field(default_factory=dict)  # what was submitted last, and when
    _campaign_deleted: dict[str, float] = field(default_factory=dict)  # by service

    def add(self, calls: list[Call]) -> None:
        """
        The calls of one more run, each held against those before it.

        Raises:
            AssertionError: a call came too early, or without what it has to carry.
        """
        for call in calls:
            if call["method"] != "GET" and call["status"] < 300:
                self._judge(call)
        self.calls += calls

    def _judge(self, call: Call) -> None:
        path, posted = call["path"], call["method"] == "POST"
        submitted = posted and call["parameters"].get("Status") == "pending-review"
        if submitted and _PROFILE.fullmatch(path):
            self._submitted["profile"] = call["time"]
        if submitted and _PRODUCT.fullmatch(path):
            self._after("profile", call)
            self._submitted["trust bundle"] = call["time"]
        if posted and _BRANDS.fullmatch(path):
            self._after("trust bundle", call)
            self._submitted["brand"] = call["time"]
            self.brands_bought += call["status"] == 201
        if campaign := _CAMPAIGNS.fullmatch(path):
            self._judge_campaign(call, *campaign.groups())

    def _judge_campaign(self, call: Call, service: str, record: str | None) -> None:
        if call["method"] == "DELETE":
            self._campaign_deleted[service] = call["time"]
        elif record:
            missing = set(SEVEN.values()) - call["parameters"].keys()
            assert not missing, f"an update without {missing} (C10)"
        else:
            self._after("brand", call)
            gap = call["time"] - self._campaign_deleted.get(service, 0.0)
            assert gap >= _DELETION - _AS_GOOD_AS, f"registered {gap} s after a deletion (G7)"

    def _after(self, what: str, call: Call) -> None:
        gap = call["time"] - self._submitted.get(what, 0.0)
        assert gap >= _SUBMISSION - _AS_GOOD_AS, f"{plain(call)}: {gap} s after the {what} was submitted (G3)"


def writes(calls: list[Call]) -> list[str]:
    """What a run asked Twilio to change, whether it was granted or not."""
    return [plain(call) for call in calls if call["method"] != "GET"]


def campaign_deleted(calls: list[Call]) -> bool:
    """Whether a run has deleted a Campaign, or the service that it hangs on (M2)."""
    return any(
        call["method"] == "DELETE"
        and call["status"] < 300
        and (_CAMPAIGNS.fullmatch(call["path"]) or re.fullmatch(r"/v1/Services/MG\w+", call["path"]))
        for call in calls
    )


def check_otps(calls: list[Call], brands: list[dict[str, Any]]) -> None:
    """
    No one-time password is asked for while the one before it is valid (O2, O4).

    Raises:
        AssertionError: one was.
    """
    sent = {brand["sid"]: [each["sent_at"] for each in brand["_otps"]] for brand in brands}
    for call in calls:
        asked = _OTPS.fullmatch(call["path"])
        if asked and call["method"] == "POST" and call["status"] < 300:
            earlier = [at for at in sent[asked.group(1)] if at < call["time"]]
            assert not earlier or call["time"] - max(earlier) >= _OTP, "a second OTP within a day (O4)"
