"""
Authentication+: the e-mail by which somebody of a public company proves its Brand (U8).

21736 and 21737 are answers to a request as well; their rows are in refusals.py.
"""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Remediation

# Twilio's changelog of 2025-08-07 names these codes.
_row = partial(CatalogueCode, where=CodeSource.BRAND, source="U8, ext", as_of="2025-08-07")
_EMAIL = ("trust_bundle.brand_contact_email",)

ROWS = (
    _row(
        code=21738,
        title="the verification e-mail could not be delivered to the Brand's contact",
        mends=Remediation.EDIT,
        keys=_EMAIL,
        remedy="correct trust_bundle.brand_contact_email; then have another e-mail sent, which costs a fee",
    ),
    _row(
        code=21739,
        title="the verification by e-mail was not completed, or took too long",
        mends=Remediation.ELSEWHERE,
        keys=_EMAIL,
        remedy="have another e-mail sent, which costs a fee, and its link opened within 7 days",
    ),
    _row(
        code=21740,
        title="the contact's e-mail address is of a domain that proves nothing, such as gmail.com",
        mends=Remediation.EDIT,
        keys=_EMAIL,
        remedy="declare an address in the company's own domain as trust_bundle.brand_contact_email",
    ),
    _row(
        code=21741,
        title="the code of the verification e-mail was not entered in time",
        mends=Remediation.ELSEWHERE,
        keys=_EMAIL,
        remedy="have another e-mail sent, which costs a fee, and answer it within 7 days",
    ),
)
