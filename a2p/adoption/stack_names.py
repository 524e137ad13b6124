"""Names of stacks: short and unique, or as given in a CSV file."""

import csv
import re
import unicodedata
from collections.abc import Container, Mapping
from pathlib import Path

from a2p.adoption.customers import AccountCustomer
from a2p.errors import DeclarationError
from a2p.stack_names import is_stack_name

_LONGEST = 40


def read_names(file: Path) -> dict[str, str]:
    """
    The names of a CSV file: a Brand's or service's SID, and the stack's name, with or without a heading.

    Raises:
        DeclarationError: the file cannot be read, a name is none for a stack, or is given twice.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = [[cell.strip() for cell in row] for row in csv.reader(lines) if row]
    except (OSError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{file} cannot be read: {type(error).__name__}") from error
    names: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        if not row[0].startswith(("BN", "MG")):
            if number == 1:
                continue
            raise DeclarationError(f"{file}, line {number}: the first value must be a SID, BN… or MG…")
        name = row[1] if len(row) > 1 else ""
        if not is_stack_name(name):
            raise DeclarationError(
                f"{file}, line {number}: not a name for a stack; use letters, digits, '-', '_' and '.'"
            )
        if name in names.values():
            raise DeclarationError(f"{file}, line {number}: {name} is given twice")
        names[row[0]] = name
    return names


def choose_name(account_customer: AccountCustomer, given: Mapping[str, str], taken: Container[str]) -> str:
    """The stack's name: as given, else made of the customer's, with a number if that is taken."""
    sids = _list_sids(account_customer)
    for sid in sids:
        if sid in given:
            return given[sid]
    base = slugify(_find_customer_name(account_customer)) or f"customer-{sids[0][2:10]}"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def slugify(text: str) -> str:
    """Lower-case letters and digits with hyphens between."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def _list_sids(account_customer: AccountCustomer) -> list[str]:
    """What a name may have been given to."""
    services = [sender.service.sid for sender in account_customer.senders]
    return [*services, *([account_customer.registration.brand.sid] if account_customer.registration else [])]


def _find_customer_name(account_customer: AccountCustomer) -> str:
    """The Brand's name; of an external customer, the service's."""
    if account_customer.registration is None:
        return (
            str(account_customer.sender.service.fields.get("friendly_name") or "")
            if account_customer.sender
            else ""
        )
    bundles = (account_customer.registration.trust_bundle, account_customer.registration.profile)
    facts = [end_user.attributes for bundle in bundles for end_user in bundle.end_users]
    names = (attributes.get(key) for key in ("brand_name", "business_name") for attributes in facts)
    return next((name for name in names if name), "")
