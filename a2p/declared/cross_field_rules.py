"""
The rules between several keys, or between several entries of one list.

They read the declaration as it was written, before anything is known to be right, so that they are told in
the same run as the errors of single fields. What has a wrong shape is passed over: the models complain of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from a2p.declared.fields.regions import REGIONS, is_region
from a2p.declared.lint_options import find_unknown_lint_rules
from a2p.declared.problems import DeclarationProblem, format_value

Raw = Mapping[str, Any]
CrossFieldRule = Callable[[Raw], Iterator[DeclarationProblem]]

_NEED_TWO_SAMPLES = frozenset({"SOLE_PROPRIETOR", "MIXED", "MARKETING"})  # C4
_OWN_OPT_OUT = ("opt_out_message", "opt_out_keywords", "help_message", "help_keywords")
_KEYWORDS = ("opt_in_keywords", "opt_out_keywords", "help_keywords")
EXTERNAL = "external_campaign"
NOT_WITH_EXTERNAL = frozenset({"primary_profile_sid", "profile", "trust_bundle", "brand", "campaign", "lint"})
_POSTAL_CODES = {
    "US": (
        re.compile(r"[0-9]{5}(?:-[0-9]{4})?"),
        "five digits needed, or nine with a hyphen after the fifth",
    ),
    "CA": (
        re.compile(r"[A-Za-z][0-9][A-Za-z][ -]?[0-9][A-Za-z][0-9]"),
        "letters and digits in turn needed, as in K1A 0B1",
    ),
}
_EIN = re.compile(r"[0-9]{2}-?[0-9]{7}")


def find_broken_rules(declared: Raw, kind: str) -> Iterator[DeclarationProblem]:
    """Every rule that a declaration of such a kind breaks: a Brand type, or EXTERNAL."""
    for rule in _RULES_BY_KIND[kind]:
        yield from rule(declared)


def _count_samples(declared: Raw) -> Iterator[DeclarationProblem]:
    campaign = _get_mapping(declared, "campaign")
    samples, usecase = campaign.get("message_samples"), campaign.get("us_app_to_person_usecase")
    location = ("campaign", "message_samples")
    if not isinstance(samples, list):
        return
    if not 1 <= len(samples) <= 5:
        yield DeclarationProblem(location, f"{len(samples)} samples, 1 to 5 needed (C4)")
    if len(samples) == 1 and isinstance(usecase, str) and usecase in _NEED_TWO_SAMPLES:
        yield DeclarationProblem(location, f"1 given, the use case {usecase} needs 2 (C4)")


def _measure_keywords(declared: Raw) -> Iterator[DeclarationProblem]:
    campaign = _get_mapping(declared, "campaign")
    for key in _KEYWORDS:
        joined = len(",".join(each for each in _get_list(campaign, key) if isinstance(each, str)))
        if joined > 255:  # C3 leaves open whether each or all; the strict reading holds in both
            yield DeclarationProblem(("campaign", key), f"{joined} characters in all, 255 at most (C3)")


def _require_opt_in_answer(declared: Raw) -> Iterator[DeclarationProblem]:
    """A message without keywords is right: it goes with every way to opt in (U18)."""
    campaign = _get_mapping(declared, "campaign")
    if _has_value(campaign, "opt_in_keywords") and not _has_value(campaign, "opt_in_message"):
        yield DeclarationProblem(
            ("campaign", "opt_in_message"), "missing, needed with opt_in_keywords, which it answers (C5)"
        )


def _match_postal_code(declared: Raw) -> Iterator[DeclarationProblem]:
    """Never with the value, which is personal (U19)."""
    address = _get_mapping(_get_mapping(declared, "profile"), "address")
    code, country = address.get("postal_code"), address.get("iso_country")
    location = ("profile", "address", "postal_code")
    if not isinstance(code, str) or country not in _POSTAL_CODES:
        return
    form, rule = _POSTAL_CODES[country]
    if form.fullmatch(code):
        return
    zero = country == "US" and re.fullmatch(r"[0-9]{4}", code)
    hint = ": a spreadsheet may have dropped its first zero" if zero else ""
    yield DeclarationProblem(location, f"{rule} (U19){hint}")


def _match_region(declared: Raw) -> Iterator[DeclarationProblem]:
    """A state's two letters, or its name, in the United States and Canada (P4, 30701)."""
    address = _get_mapping(_get_mapping(declared, "profile"), "address")
    region, country = address.get("region"), address.get("iso_country")
    known = REGIONS.get(country) if isinstance(country, str) else None
    if not isinstance(region, str) or not region.strip() or known is None or is_region(region, known):
        return
    yield DeclarationProblem(
        ("profile", "address", "region"), "no state or province of its country: two capital letters, as in CA"
    )


def _match_opt_out_owner(declared: Raw) -> Iterator[DeclarationProblem]:
    campaign = _get_mapping(declared, "campaign")
    who = campaign.get("opt_out_management", "default")
    for key in _OWN_OPT_OUT:
        if who == "self" and not _has_value(campaign, key):
            yield DeclarationProblem(
                ("campaign", key), "missing, needed where opt_out_management is self (C5)"
            )
        if who in ("default", "advanced") and _has_value(campaign, key):
            yield DeclarationProblem(
                ("campaign", key),
                "Twilio overwrites it unless opt_out_management is self (C5): "
                "remove it, or set opt_out_management: self",
            )


def _match_vetting_token(declared: Raw) -> Iterator[DeclarationProblem]:
    vetting = _get_mapping(_get_mapping(declared, "brand"), "vetting")
    location, given = ("brand", "vetting", "vetting_id"), _has_value(vetting, "vetting_id")
    if vetting.get("provider") == "campaign-verify" and not given:
        yield DeclarationProblem(location, "missing, campaign-verify needs the token it gave")
    if vetting.get("provider") == "aegis" and given:
        yield DeclarationProblem(location, "aegis takes none: remove it")


def _match_authentication_emails(declared: Raw) -> Iterator[DeclarationProblem]:
    brand, bundle = _get_mapping(declared, "brand"), _get_mapping(declared, "trust_bundle")
    company_type = bundle.get("company_type")
    if (
        _has_value(brand, "authentication_emails")
        and isinstance(company_type, str)
        and company_type != "public"
    ):
        yield DeclarationProblem(
            ("brand", "authentication_emails"),
            f"only with company_type public, {format_value(company_type)} given: remove it (U8)",
        )


def _require_ein(declared: Raw) -> Iterator[DeclarationProblem]:
    business = _get_mapping(_get_mapping(declared, "profile"), "business")
    number = business.get("business_registration_number")
    is_ein = business.get("business_registration_identifier", "EIN") == "EIN"
    if is_ein and isinstance(number, str) and number and not _EIN.fullmatch(number):
        yield DeclarationProblem(
            ("profile", "business", "business_registration_number"),
            "not an EIN: nine digits, a hyphen after the second",
        )


def _refuse_repeated_numbers(declared: Raw) -> Iterator[DeclarationProblem]:
    numbers = [number for number in _get_list(declared, "phone_numbers") if isinstance(number, str)]
    for number, times in Counter(numbers).items():
        if times > 1:
            yield DeclarationProblem(
                ("phone_numbers",), f"{format_value(number)} given {times} times, once needed"
            )


def _name_bought_numbers_apart(declared: Raw) -> Iterator[DeclarationProblem]:
    """A bought number is found again by its name, so two of one name would be one."""
    seen: set[object] = set()
    for index, entry in enumerate(_get_list(declared, "phone_numbers")):
        if not isinstance(entry, Mapping) or "buy" not in entry:
            continue
        name = entry.get("name", "main")
        if isinstance(name, str) and name in seen:
            yield DeclarationProblem(
                ("phone_numbers", index, "name"),
                f"{format_value(name)} given before: give each number to buy a name of its own",
            )
        seen.add(name if isinstance(name, str) else None)


def _limit_to_one_number(declared: Raw) -> Iterator[DeclarationProblem]:
    count = len({repr(number) for number in _get_list(declared, "phone_numbers")})
    if count > 1:
        yield DeclarationProblem(("phone_numbers",), f"{count} given, a sole proprietor may have 1 (N1)")


def _require_sole_proprietor_use_case(declared: Raw) -> Iterator[DeclarationProblem]:
    usecase = _get_mapping(declared, "campaign").get("us_app_to_person_usecase")
    if isinstance(usecase, str) and usecase != "SOLE_PROPRIETOR":
        yield DeclarationProblem(
            ("campaign", "us_app_to_person_usecase"),
            f"{format_value(usecase)} given, "
            "a SOLE_PROPRIETOR Brand has only the use case SOLE_PROPRIETOR (B6)",
        )


def _refuse_sole_proprietor_use_case(declared: Raw) -> Iterator[DeclarationProblem]:
    if _get_mapping(declared, "campaign").get("us_app_to_person_usecase") == "SOLE_PROPRIETOR":
        yield DeclarationProblem(
            ("campaign", "us_app_to_person_usecase"),
            "SOLE_PROPRIETOR is only for SOLE_PROPRIETOR Brands (B6)",
        )


def _refuse_second_registration(declared: Raw) -> Iterator[DeclarationProblem]:
    for key in declared:
        if key in NOT_WITH_EXTERNAL - {"lint"}:
            yield DeclarationProblem(
                (key,),
                f"not with {EXTERNAL}, whose profile and Brand are at The Campaign Registry (E1): "
                "remove the one or the other",
            )


def _refuse_lint_section(declared: Raw) -> Iterator[DeclarationProblem]:
    if "lint" in declared:
        yield DeclarationProblem(
            ("lint",),
            f"nothing to silence with {EXTERNAL}, whose texts are at The Campaign Registry (E1), and are not "
            "read for remarks: remove it; from Pulumi.yaml, move it to the files that have a campaign",
        )


def _refuse_service_use_case(declared: Raw) -> Iterator[DeclarationProblem]:
    usecase = _get_mapping(declared, "messaging_service").get("usecase")
    if isinstance(usecase, str) and usecase != "undeclared":
        yield DeclarationProblem(
            ("messaging_service", "usecase"),
            f"{format_value(usecase)} given, an external campaign needs a service without one: "
            "remove it, or set usecase: undeclared (M1)",
        )


def _limit_to_one_number_if_declared(declared: Raw) -> Iterator[DeclarationProblem]:
    if _get_mapping(declared, EXTERNAL).get("sole_proprietor") is True:
        yield from _limit_to_one_number(declared)


_FOR_ALL_BRANDS: tuple[CrossFieldRule, ...] = (
    _count_samples,
    _measure_keywords,
    _require_opt_in_answer,
    _match_postal_code,
    _match_region,
    _match_opt_out_owner,
    _refuse_repeated_numbers,
    _name_bought_numbers_apart,
    find_unknown_lint_rules,
)
_RULES_BY_KIND: dict[str, tuple[CrossFieldRule, ...]] = {
    "SOLE_PROPRIETOR": (*_FOR_ALL_BRANDS, _limit_to_one_number, _require_sole_proprietor_use_case),
    "STANDARD": (
        *_FOR_ALL_BRANDS,
        _require_ein,
        _match_vetting_token,
        _match_authentication_emails,
        _refuse_sole_proprietor_use_case,
    ),
    EXTERNAL: (
        _refuse_repeated_numbers,
        _name_bought_numbers_apart,
        _refuse_second_registration,
        _refuse_lint_section,
        _refuse_service_use_case,
        _limit_to_one_number_if_declared,
    ),
}


def _get_mapping(declared: Raw, key: str) -> Raw:
    value = declared.get(key)
    return value if isinstance(value, Mapping) else {}


def _get_list(declared: Raw, key: str) -> list[Any]:
    value = declared.get(key)
    return value if isinstance(value, list) else []


def _has_value(declared: Raw, key: str) -> bool:
    return declared.get(key) is not None
