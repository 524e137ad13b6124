"""
What happens before a run: reviewers decide, customers answer, time passes, people use the Console.

Each step is `verb: argument`. In paths and parameters `{brand}` and the like stand for the SIDs of the
stack's own objects; `{authorized_representative_1}` and the like for its end users, by type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.any_stack import AnyStack

MARK = "a2p/customer"
USA2P_SID = "QE2c6890da8086d771620e9b13fadeba0b"
_SEVEN = {
    "description": "Description",
    "message_flow": "MessageFlow",
    "message_samples": "MessageSamples",
    "has_embedded_links": "HasEmbeddedLinks",
    "has_embedded_phone": "HasEmbeddedPhone",
    "age_gated": "AgeGated",
    "direct_lending": "DirectLending",
}


_URLS = {
    "privacy_policy_url": "PrivacyPolicyUrl",
    "terms_and_conditions_url": "TermsAndConditionsUrl",
}


def happen(stack: AnyStack, steps: tuple[dict[str, Any], ...]) -> None:
    """All steps, in order."""
    for step in steps:
        (verb, argument), *more = step.items()
        assert not more, f"one thing at a time: {step}"
        VERBS[verb](stack, argument)


def sids(stack: AnyStack) -> dict[str, str]:
    """What the placeholders stand for: this stack's objects by what they are."""
    state = stack.simulator.control("GET", "/state")
    ours = [each for each in state.get("bundle", []) if each["friendly_name"] == MARK]
    found = {
        {"CustomerProfiles": "profile", "TrustProducts": "trust_bundle"}[each["_collection"]]: each["sid"]
        for each in ours
    }
    found |= {each["type"]: each["sid"] for each in state.get("end_user", [])}
    for kind in ("address", "brand", "service", "supporting_document"):
        if state.get(kind):
            found[kind] = state[kind][-1]["sid"]
    for service in state.get("service", []):
        name = service["friendly_name"]
        of_several = f"service_{name.removeprefix(f'{MARK}/')}" if name.startswith(f"{MARK}/") else ""
        found[of_several or ("service" if name == MARK else "other_service")] = service["sid"]
    numbers = [each["sid"] for each in stack.simulator.phone_numbers]
    found |= {f"number_{index}": sid for index, sid in enumerate(numbers, start=1)}
    found |= {
        f"e164_{i}": each["phone_number"] for i, each in enumerate(stack.simulator.phone_numbers, start=1)
    }
    if bought := [
        each for each in state.get("incoming_number", []) if each["friendly_name"].startswith(MARK)
    ]:
        found["bought"] = bought[-1]["sid"]
    isv = {"primary_profile": stack.simulator.primary_customer_profile_sid}
    return found | isv | {"campaign": USA2P_SID, "account": stack.simulator.account_sid}


def _lose_state(stack: AnyStack, _nothing: None) -> None:
    stack.lose_state()


def _vanish(stack: AnyStack, kind: str) -> None:
    stack.delete_documents(kind)


def _decide(collection: str, kind: str) -> Callable[[AnyStack, dict[str, Any]], None]:
    def act(stack: AnyStack, decision: dict[str, Any]) -> None:
        stack.simulator.control("POST", f"/{collection}/{sids(stack)[kind]}/decide", decision)

    return act


def _decide_campaign(stack: AnyStack, decision: dict[str, Any]) -> None:
    """Of the stack's Campaign; with `campaign`, of the one of that name."""
    name = decision.get("campaign")
    service = sids(stack)[f"service_{name}" if name else "service"]
    given = {key: value for key, value in decision.items() if key != "campaign"}
    stack.simulator.control("POST", f"/campaigns/{service}/decide", given)


def _advance(stack: AnyStack, seconds: float) -> None:
    stack.simulator.advance(seconds)


def _otp_reply(stack: AnyStack, number: str) -> None:
    assert stack.simulator.control("POST", "/otp/reply", {"mobile_phone_number": number})["verified"]


def _email_click(stack: AnyStack, address: str) -> None:
    assert stack.simulator.control("POST", "/email/click", {"to": address})["verified"]


def _registry(stack: AnyStack, act: str) -> None:
    """Of the external campaign: the ISV shares it with Twilio, or Twilio accepts or rejects it."""
    (campaign,) = stack.simulator.control("GET", "/state")["tcr_campaign"]
    path = f"/tcr/campaigns/{campaign['campaign_id']}"
    if act == "share":
        stack.simulator.control("POST", f"{path}/share")
    else:
        stack.simulator.control("POST", f"{path}/decide", {"status": act})


def _opt_out(stack: AnyStack, setting: dict[str, Any]) -> None:
    stack.simulator.control("POST", f"/services/{sids(stack)['service']}", setting)


def _refuse(stack: AnyStack, fault: dict[str, Any]) -> None:
    """Twilio answers the next calls that a fault of the simulator names with what it says."""
    stack.simulator.control("POST", "/faults", fault)


def _set(stack: AnyStack, changes: dict[str, bool]) -> None:
    stack.simulator.control("POST", "/settings", changes)


def _customers(stack: AnyStack, customers: list[dict[str, Any]]) -> None:
    stack.simulator.control("POST", "/scenarios", {"customers": customers})


def _edit_campaign(stack: AnyStack, changed: dict[str, Any]) -> None:
    """Somebody updates the Campaign at Twilio; the other fields of the seven stay as they are."""
    campaign = stack.simulator.control("GET", "/state")["campaign"][0]
    fields = {**{name: campaign[name] for name in _SEVEN}, **changed}
    path = "/v1/Services/{service}/Compliance/Usa2p/{campaign}"
    names = _SEVEN | _URLS
    _twilio(stack, {"POST": path, "params": {names[name]: value for name, value in fields.items()}})


def _other_campaign(stack: AnyStack, decision: dict[str, Any]) -> None:
    """Somebody else registers a Campaign on the same Brand, in a service of his own, and it is reviewed."""
    _twilio(stack, {"POST": "/v1/Services", "params": {"FriendlyName": "of somebody else"}})
    campaign = stack.simulator.control("GET", "/state")["campaign"][0]
    params = {_SEVEN[name]: campaign[name] for name in _SEVEN} | {
        "BrandRegistrationSid": campaign["brand_registration_sid"],
        "UsAppToPersonUsecase": "CUSTOMER_CARE",
        "PrivacyPolicyUrl": campaign["privacy_policy_url"],
        "TermsAndConditionsUrl": campaign["terms_and_conditions_url"],
    }
    stack.simulator.advance(1.01)  # Twilio takes one registration a second (U9)
    _twilio(stack, {"POST": "/v1/Services/{other_service}/Compliance/Usa2p", "params": params})
    stack.simulator.control("POST", f"/campaigns/{sids(stack)['other_service']}/decide", decision)


def _twilio(stack: AnyStack, request: dict[str, Any]) -> None:
    """A plain call of Twilio's API, which has to succeed."""
    (method,) = request.keys() - {"params"}
    known = sids(stack)
    data = {name: _filled(value, known) for name, value in request.get("params", {}).items()}
    simulator = stack.simulator
    answer = requests.request(
        method,
        simulator.url + _filled(request[method], known),
        data=data,
        auth=(simulator.account_sid, simulator.auth_token),
        timeout=30,
    )
    assert answer.ok, answer.text


def _filled(value: Any, known: dict[str, str]) -> Any:
    """With SIDs for placeholders, and booleans as Twilio writes them. Other braces (JSON) stay."""
    if isinstance(value, list):
        return [_filled(each, known) for each in value]
    if isinstance(value, bool):
        return str(value).lower()
    return re.sub(r"\{([a-z_0-9-]+)\}", lambda found: known[found.group(1)], str(value))


VERBS: dict[str, Callable[[AnyStack, Any], None]] = {
    "advance": _advance,
    "customers": _customers,
    "decide_brand": _decide("brands", "brand"),
    "decide_campaign": _decide_campaign,
    "decide_profile": _decide("profiles", "profile"),
    "decide_primary_profile": _decide("profiles", "primary_profile"),
    "decide_trust_bundle": _decide("profiles", "trust_bundle"),
    "edit_campaign": _edit_campaign,
    "email_click": _email_click,
    "lose_state": _lose_state,
    "opt_out": _opt_out,
    "other_campaign": _other_campaign,
    "otp_reply": _otp_reply,
    "refuse": _refuse,
    "registry": _registry,
    "rename_stack": lambda stack, name: stack.rename(name),
    "settings": _set,
    "twilio": _twilio,
    "vanish": _vanish,
}
