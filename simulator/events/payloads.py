"""
What is inside the events of a registration: twilio.com/docs/events/event-types/a2p (read November 2026), U11.

Keys are lower case, statuses too. A field that is not known is left out: the published schemas have no
null. Times are milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.core.documents import Document

ERRORS = "https://www.twilio.com/docs/api/errors"
WITH_SERVICE = 2  # the version of the schema of numbers that names the Messaging Service
WITH_CODE = 2  # the version of the schema of Campaigns that has the error code


def describe_brand(brand: Document, now: float) -> dict[str, Any]:
    """brand-registered and brand-failure: no identity, no score; errors in the second."""
    failed = brand["status"] == "FAILED"
    data = {
        "accountsid": brand["account_sid"],
        "brandsid": brand["sid"],
        "brandstatus": "registration_failed" if failed else "registered",
        "externalbrandid": None if failed else brand["tcr_id"],
        "createddate": _milliseconds(brand["date_created"]),
        "updateddate": _milliseconds(now),
    }
    if failed:
        data["brandregistrationerrors"] = [_brand_error(error) for error in brand["errors"]]
    return _without_unknown(data)


def describe_identity(brand: Document, now: float) -> dict[str, Any]:
    """brand-verified and brand-unverified: `identitystatus` in lower case, `brandfeedback` as a text."""
    return describe_brand(brand, now) | {
        "identitystatus": brand["identity_status"].lower(),
        "brandfeedback": ",".join(brand["brand_feedback"] or ()),
    }


def describe_vetting(brand: Document, outcome: str, now: float) -> dict[str, Any]:
    """brand-vetted-verified and brand-secondary-vetting-failure."""
    scores = {"brandscore": brand["brand_score"], "vettingscore": brand["brand_score"]}
    return _without_unknown(describe_identity(brand, now) | scores | {"brandvettingoutcome": outcome})


def describe_contact(brand: Document, now: float) -> dict[str, Any]:
    """invalid-contact-email and email-2fa-clicked (U8)."""
    return describe_brand(brand, now) | {"brandstatus": "registered", "brandfeedback": ""}


def describe_campaign(campaign: Document, status: str, version: int, now: float) -> dict[str, Any]:
    """All events of a Campaign; of the reasons of a failure only the first code is here (S2)."""
    failed = campaign["campaign_status"] == "FAILED" and version >= WITH_CODE
    return _without_unknown(
        {
            "accountsid": campaign["account_sid"],
            "brandsid": campaign.get("brand_registration_sid"),
            "campaignsid": campaign["_campaign_sid"],
            "messagingservicesid": campaign["messaging_service_sid"],
            "externalcampaignid": campaign["campaign_id"],
            "a2pusecase": campaign.get("us_app_to_person_usecase"),
            "createddate": _milliseconds(campaign["date_created"]),
            "updateddate": _milliseconds(now),
            "campaignregistrationstatus": status,
            "timestamp": _milliseconds(now),
            "errorcode": campaign["errors"][0]["error_code"] if failed and campaign["errors"] else None,
        }
    )


def describe_number(
    number: Document, campaign: Mapping[str, Any], id_: str, version: int, now: float
) -> dict[str, Any]:
    """All events of a number; why it failed is a link, under a name that depends on the version."""
    has_service = version >= WITH_SERVICE
    code = number.get("_registration_error") if number["_registration"] == "failure" else None
    return _without_unknown(
        {
            "id": id_,
            "accountsid": number["account_sid"],
            "phonenumbersid": number["sid"],
            "phonenumber": number["phone_number"],
            "campaignsid": campaign.get("_campaign_sid"),
            "messagingservicesid": number["service_sid"] if has_service else None,
            "externalstatus": number["_registration"],
            "failurereason" if has_service else "failureReason": f"{ERRORS}/{code}" if code else None,
            "timestamp": _milliseconds(now),
            "updateddate": _milliseconds(now),
        }
    )


def _brand_error(error: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "registrationerrorcode": error["error_code"],
        "registrationerrordescription": error["description"],
        "registrationerrorurl": error["url"],
        "registrationerrorfields": error["fields"],
    }


def _without_unknown(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)
