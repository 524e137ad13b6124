"""
Checks that a successful answer has the shape of its Twilio object, before it is used or cached.

One row for each kind of object, with the fields this project reads. An answer of that shape needs no further
checks; any other was cut off, comes from a proxy, or is about another object.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

Check = Callable[[Any], bool]
_SID = re.compile(r"[A-Z]{2}[0-9a-fA-F]{32}")
_MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class ShapeMismatch(ValueError):
    """The answer is not of its kind; the text says what is wrong with it, and nothing of its values."""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(datetime.strptime(value, _MOMENT_FORMAT).replace(tzinfo=UTC))
    except ValueError:
        return False


def _is_rfc2822_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(parsedate_to_datetime(value))
    except ValueError:
        return False


def _is_mapping(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_text_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_reason_list(value: Any) -> bool:
    """A list of errors, each with its code, if any, as a number, and a list of fields, if any."""
    return isinstance(value, list) and all(isinstance(each, Mapping) and _is_reason(each) for each in value)


def _is_reason(value: Mapping[str, Any]) -> bool:
    codes = (value.get("error_code"), value.get("code"))
    numbers = all(code is None or str(code).isdecimal() or code == "" for code in codes)
    fields, invalid = value.get("fields"), value.get("invalid")
    return (
        numbers
        and (fields is None or isinstance(fields, list))
        and (invalid is None or _is_reason_list(invalid))
    )


def _is_coded_reason_list(value: Any) -> bool:
    """The same, and each of them has a code (C8)."""
    return _is_reason_list(value) and all(each.get("error_code") for each in value)


@dataclass(frozen=True)
class Shape:
    """
    One kind of object: how its SID begins, and what is read of it.

    always: what no answer may lack. known: what may be null or absent, and otherwise is of this type. listed:
    the key of a list of them in the 2010 API, where that is not the path's last part.
    """

    prefix: str
    always: Mapping[str, Check] = field(default_factory=dict)
    known: Mapping[str, Check] = field(default_factory=dict)
    sid: str = "sid"
    listed: str = ""


_SERVICE_FLAGS: Final = (
    *("sticky_sender", "mms_converter", "smart_encoding", "area_code_geomatch"),
    *("use_inbound_webhook_on_number", "synchronous_validation"),
)
_CAMPAIGN_FLAGS: Final = (
    *("has_embedded_links", "has_embedded_phone", "age_gated", "direct_lending"),
    *("subscriber_opt_in", "mock"),
)
_BUNDLE = Shape(
    "BU",
    {"status": _is_text, "friendly_name": _is_text, "policy_sid": _is_text},
    {"email": _is_text, "status_callback": _is_text, "date_updated": _is_moment, "errors": _is_reason_list},
)
_SHAPES: Final[Mapping[str, Shape]] = {
    "CustomerProfiles": _BUNDLE,
    "TrustProducts": _BUNDLE,
    "EndUsers": Shape(
        "IT",
        {"type": _is_text},
        {"attributes": _is_mapping, "friendly_name": _is_text, "date_created": _is_moment},
    ),
    "SupportingDocuments": Shape(
        "RD", {"type": _is_text}, {"attributes": _is_mapping, "friendly_name": _is_text}
    ),
    "Addresses": Shape(
        "AD",
        {"iso_country": _is_text, "street": _is_text},
        dict.fromkeys(
            ("customer_name", "street_secondary", "city", "region", "postal_code", "friendly_name"), _is_text
        )
        | dict.fromkeys(("date_created", "date_updated"), _is_rfc2822_moment),
    ),
    "EntityAssignments": Shape("BV", {"object_sid": _is_text}),
    "Evaluations": Shape(
        "EL", {"status": _is_text}, {"results": _is_reason_list, "date_created": _is_moment}
    ),
    "BrandRegistrations": Shape(
        "BN",
        {"status": _is_text, "customer_profile_bundle_sid": _is_text, "a2p_profile_bundle_sid": _is_text},
        {
            "brand_type": _is_text,
            **dict.fromkeys(("mock", "skip_automatic_sec_vet"), _is_flag),
            "identity_status": _is_text,
            "tcr_id": _is_text,
            "brand_score": _is_number,
            "brand_feedback": _is_text_list,
            "failure_reason": _is_text,
            "errors": _is_reason_list,
            "date_created": _is_moment,
            "date_updated": _is_moment,
        },
    ),
    "Vettings": Shape(
        "VT", {"vetting_provider": _is_text}, {"date_created": _is_moment}, sid="brand_vetting_sid"
    ),
    "Services": Shape("MG", {"friendly_name": _is_text}, dict.fromkeys(_SERVICE_FLAGS, _is_flag)),
    "Usa2p": Shape(
        "QE",
        {"campaign_status": _is_text},
        {
            "campaign_id": _is_text,
            "description": _is_text,
            "message_flow": _is_text,
            "message_samples": _is_text_list,
            "errors": _is_coded_reason_list,
            **dict.fromkeys(_CAMPAIGN_FLAGS, _is_flag),
        },
    ),
    "PhoneNumbers": Shape("PN"),
    "IncomingPhoneNumbers": Shape(
        "PN", {"phone_number": _is_text, "friendly_name": _is_text}, listed="incoming_phone_numbers"
    ),
    # Of /AvailablePhoneNumbers/US/Local: numbers on offer have no SID yet.
    "Local": Shape("", {"phone_number": _is_text}, sid="", listed="available_phone_numbers"),
}


def parse_response(method: str, path: str, text: str) -> dict[str, Any]:
    """
    The object that a successful answer to this call is; an empty one for a deletion.

    Raises:
        Misfit: it is no such object.
    """
    if method == "DELETE":
        if text.strip():
            raise ShapeMismatch("a deletion is answered with nothing, and this is something")
        return {}
    body = _parse_object(text)
    collection, sid = _split_path(path)
    shape = _SHAPES.get(collection)
    if sid is not None:
        _require_shape(shape or Shape(sid[:2]), body)
        if body[(shape or Shape("")).sid] != sid:
            raise ShapeMismatch("it is about another object than the one asked for")
    elif method == "GET":
        _require_list(collection, shape, body)
    elif shape is not None:
        _require_shape(shape, body)
    return body


def read_next_page(body: Mapping[str, Any]) -> str | None:
    """Where a list goes on, if it does."""
    meta = body.get("meta")
    found = meta.get("next_page_url") if isinstance(meta, Mapping) else body.get("next_page_uri")
    return found or None


def find_own_path(path: str, body: Mapping[str, Any]) -> str | None:
    """Where the object of this answer can be read, if it says so itself: at its own path, or below it."""
    collection, sid = _split_path(path)
    own = path
    if sid is None:
        shape = _SHAPES.get(collection)
        stem, dot, ending = path.partition(".json")
        own = f"{stem}/{body.get(shape.sid if shape else 'sid')}{dot}{ending}"
    url = body.get("url") or body.get("uri")
    return own if isinstance(url, str) and url.partition("?")[0].endswith(own) else None


def _parse_object(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
        if _SURROGATE.search(text):
            json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ShapeMismatch("a success without JSON, as a proxy or a sign-in page gives") from error
    if not isinstance(body, dict):
        raise ShapeMismatch("a success without a JSON object")
    return body


def _split_path(path: str) -> tuple[str, str | None]:
    """The collection of a path, and the SID if it is about one object."""
    *_, before, last = ("", *path.removesuffix(".json").split("/"))
    return (before, last) if _SID.fullmatch(last) else (last, None)


def _require_list(collection: str, shape: Shape | None, body: Mapping[str, Any]) -> None:
    meta = body.get("meta")
    key = meta.get("key") if isinstance(meta, Mapping) else (shape and shape.listed) or collection.lower()
    objects = body.get(key) if isinstance(key, str) else None
    if not isinstance(objects, list):
        raise ShapeMismatch("a list without its objects")
    if not isinstance(read_next_page(body), str | None):
        raise ShapeMismatch("a list that goes on nowhere")
    for each in objects:
        if not isinstance(each, Mapping):
            raise ShapeMismatch("a list of what are no objects")
        if shape is not None:
            _require_shape(shape, each)


def _require_shape(shape: Shape, body: Mapping[str, Any]) -> None:
    sid = body.get(shape.sid)
    has_sid = bool(shape.sid)
    if has_sid and (not isinstance(sid, str) or not _SID.fullmatch(sid) or not sid.startswith(shape.prefix)):
        raise ShapeMismatch(f"its {shape.sid} is none that begins with {shape.prefix}")
    for name, check in shape.always.items():
        if not check(body.get(name)):
            raise ShapeMismatch(f"{name} is missing, or not of its type")
    for name, check in shape.known.items():
        if body.get(name) is not None and not check(body[name]):
            raise ShapeMismatch(f"{name} is not of its type")
    url = body.get("url") or body.get("uri")
    last = url.removesuffix(".json").rpartition("/")[2] if isinstance(url, str) else ""
    if _SID.fullmatch(last) and last != sid:
        raise ShapeMismatch("it names two objects")
