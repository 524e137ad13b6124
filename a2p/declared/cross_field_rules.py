"""
The rules between several keys, or between several entries of one list.

They read the declaration as it was written, before anything is known to be right, so that they are told in
the same run as the errors of single fields. What has a wrong shape is passed over: the models complain of it.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from a2p.declared.lint_options import unknown_lint_rules
from a2p.declared.problems import Finding, shown

Raw = Mapping[str, Any]
Rule = Callable[[Raw], Iterator[Finding]]

_NEED_TWO_SAMPLES = frozenset({"SOLE_PROPRIETOR", "MIXED", "MARKETING"})  # C4
_OWN_OPT_OUT = ("opt_out_message", "opt_out_keywords", "help_message", "help_keywords")
_KEYWORDS = ("opt_in_keywords", "opt_out_keywords", "help_keywords")
EXTERNAL = "external_campaign"
NOT_WITH_EXTERNAL = frozenset({"primary_profile_sid", "profile", "trust_bundle", "brand", "campaign", "lint"})
_EIN = re.compile(r"[0-9]{2}-?[0-9]{7}")


def broken_rules(declared: Raw, kind: str) -> Iterator[Finding]:
    """Every rule that a declaration of such a kind breaks: a Brand type, or EXTERNAL."""
    for rule in _FOR[kind]:
        yield from rule(declared)


def _so_many_samples(declared: Raw) -> Iterator[Finding]:
    campaign = _mapping(declared, "campaign")
    samples, usecase = campaign.get("message_samples"), campaign.get("us_app_to_person_usecase")
    location = ("campaign", "message_samples")
    if not isinstance(samples, list):
        return
    if not 1 <= len(samples) <= 5:
        yield Finding(location, f"{len(samples)} samples, 1 to 5 needed (C4)")
    if len(samples) == 1 and isinstance(usecase, str) and usecase in _NEED_TWO_SAMPLES:
        yield Finding(location, f"1 given, the use case {usecase} needs 2 (C4)")


def _keywords_fit(declared: Raw) -> Iterator[Finding]:
    campaign = _mapping(declared, "campaign")
    for key in _KEYWORDS:
        joined = len(",".join(each for each in _list(campaign, key) if isinstance(each, str)))
        if joined > 255:  # C3 leaves open whether each or all; the strict reading holds in both
            yield Finding(("campaign", key), f"{joined} characters in all, 255 at most (C3)")


def _opt_in_is_whole(declared: Raw) -> Iterator[Finding]:
    campaign = _mapping(declared, "campaign")
    for key, other in itertools.permutations(("opt_in_message", "opt_in_keywords")):
        if _given(campaign, other) and not _given(campaign, key):
            yield Finding(("campaign", key), f"missing, needed with {other}: declare both or neither (C5)")


def _opt_out_is_whose_it_is(declared: Raw) -> Iterator[Finding]:
    campaign = _mapping(declared, "campaign")
    who = campaign.get("opt_out_management", "default")
    for key in _OWN_OPT_OUT:
        if who == "self" and not _given(campaign, key):
            yield Finding(("campaign", key), "missing, needed where opt_out_management is self (C5)")
        if who in ("default", "advanced") and _given(campaign, key):
            yield Finding(
                ("campaign", key),
                "Twilio overwrites it unless opt_out_management is self (C5): "
                "remove it, or set opt_out_management: self",
            )


def _vetting_is_whole(declared: Raw) -> Iterator[Finding]:
    vetting = _mapping(_mapping(declared, "brand"), "vetting")
    location, given = ("brand", "vetting", "vetting_id"), _given(vetting, "vetting_id")
    if vetting.get("provider") == "campaign-verify" and not given:
        yield Finding(location, "missing, campaign-verify needs the token it gave")
    if vetting.get("provider") == "aegis" and given:
        yield Finding(location, "aegis takes none: remove it")


def _registered_number(declared: Raw) -> Iterator[Finding]:
    business = _mapping(_mapping(declared, "profile"), "business")
    number = business.get("business_registration_number")
    is_ein = business.get("business_registration_identifier", "EIN") == "EIN"
    if is_ein and isinstance(number, str) and number and not _EIN.fullmatch(number):
        yield Finding(
            ("profile", "business", "business_registration_number"),
            "not an EIN: nine digits, a hyphen after the second",
        )


def _each_number_once(declared: Raw) -> Iterator[Finding]:
    numbers = [number for number in _list(declared, "phone_numbers") if isinstance(number, str)]
    for number, times in Counter(numbers).items():
        if times > 1:
            yield Finding(("phone_numbers",), f"{shown(number)} given {times} times, once needed")


def _one_number(declared: Raw) -> Iterator[Finding]:
    count = len({repr(number) for number in _list(declared, "phone_numbers")})
    if count > 1:
        yield Finding(("phone_numbers",), f"{count} given, a sole proprietor may have 1 (N1)")


def _only_its_use_case(declared: Raw) -> Iterator[Finding]:
    usecase = _mapping(declared, "campaign").get("us_app_to_person_usecase")
    if isinstance(usecase, str) and usecase != "SOLE_PROPRIETOR":
        yield Finding(
            ("campaign", "us_app_to_person_usecase"),
            f"{shown(usecase)} given, a SOLE_PROPRIETOR Brand has only the use case SOLE_PROPRIETOR (B6)",
        )


def _not_the_sole_proprietors(declared: Raw) -> Iterator[Finding]:
    if _mapping(declared, "campaign").get("us_app_to_person_usecase") == "SOLE_PROPRIETOR":
        yield Finding(
            ("campaign", "us_app_to_person_usecase"),
            "SOLE_PROPRIETOR is only for SOLE_PROPRIETOR Brands (B6)",
        )


def _no_other_way_to_register(declared: Raw) -> Iterator[Finding]:
    for key in declared:
        if key in NOT_WITH_EXTERNAL - {"lint"}:
            yield Finding(
                (key,),
                f"not with {EXTERNAL}, whose profile and Brand are at The Campaign Registry (E1): "
                "remove the one or the other",
            )


def _nothing_to_silence(declared: Raw) -> Iterator[Finding]:
    if "lint" in declared:
        yield Finding(
            ("lint",),
            f"nothing to silence with {EXTERNAL}, whose texts are at The Campaign Registry (E1), and are not "
            "read for remarks: remove it; from Pulumi.yaml, move it to the files that have a campaign",
        )


def _no_use_case_of_the_service(declared: Raw) -> Iterator[Finding]:
    usecase = _mapping(declared, "messaging_service").get("usecase")
    if isinstance(usecase, str) and usecase != "undeclared":
        yield Finding(
            ("messaging_service", "usecase"),
            f"{shown(usecase)} given, an external campaign needs a service without one: "
            "remove it, or set usecase: undeclared (M1)",
        )


def _one_number_where_it_says_so(declared: Raw) -> Iterator[Finding]:
    if _mapping(declared, EXTERNAL).get("sole_proprietor") is True:
        yield from _one_number(declared)


_FOR_ALL_BRANDS: tuple[Rule, ...] = (
    _so_many_samples,
    _keywords_fit,
    _opt_in_is_whole,
    _opt_out_is_whose_it_is,
    _each_number_once,
    unknown_lint_rules,
)
_FOR: dict[str, tuple[Rule, ...]] = {
    "SOLE_PROPRIETOR": (*_FOR_ALL_BRANDS, _one_number, _only_its_use_case),
    "STANDARD": (*_FOR_ALL_BRANDS, _registered_number, _vetting_is_whole, _not_the_sole_proprietors),
    EXTERNAL: (
        _each_number_once,
        _no_other_way_to_register,
        _nothing_to_silence,
        _no_use_case_of_the_service,
        _one_number_where_it_says_so,
    ),
}


def _mapping(declared: Raw, key: str) -> Raw:
    value = declared.get(key)
    return value if isinstance(value, Mapping) else {}


def _list(declared: Raw, key: str) -> list[Any]:
    value = declared.get(key)
    return value if isinstance(value, list) else []


def _given(declared: Raw, key: str) -> bool:
    return declared.get(key) is not None
