"""What Twilio finds wrong with a profile or a trust bundle, before or after it was submitted."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Remediation

_row = partial(CatalogueCode, where=CodeSource.EVALUATION)

ROWS = (
    _row(
        code=18601,
        title="the profile was rejected: for a company, name and website could not be connected",
        mends=Remediation.EDIT,
        remedy="read failure_reason at profile.status_callback, the only place that has it; correct profile",
        keys=("profile.status_callback", "profile.business.website_url", "profile.business.business_name"),
        source="P2, P13, ext",
    ),
    _row(
        code=18602,
        title="the company's registration number could not be verified",
        mends=Remediation.EDIT,
        remedy="make business_name and business_registration_number agree with the official register",
        keys=("profile.business.business_registration_number", "profile.business.business_name"),
    ),
    _row(
        code=18603,
        title="the address could not be verified",
        mends=Remediation.EDIT,
        remedy="correct profile.address to what the post office and the register have",
        keys=("profile.address",),
        source="P10, ext",
    ),
    _row(
        code=18604,
        title="the first authorised representative could not be verified",
        mends=Remediation.EDIT,
        remedy="declare somebody whom the company's own pages or a register show",
        keys=("profile.authorized_representative_1",),
    ),
    _row(
        code=18605,
        title="the second authorised representative could not be verified",
        mends=Remediation.EDIT,
        remedy="declare somebody whom the company's own pages or a register show, or nobody",
        keys=("profile.authorized_representative_2",),
    ),
    _row(
        code=18606,
        title="the e-mail's domain is not the website's",
        mends=Remediation.EDIT,
        remedy="declare an e-mail address in the domain of business.website_url",
        keys=("profile.email", "profile.business.website_url"),
    ),
    _row(
        code=22214,
        title="the bundle lacks an end user its policy asks for",
        mends=Remediation.EDIT,
        remedy="declare the section the evaluation names; if it is there, run up again, to assign it",
        keys=("profile", "trust_bundle"),
        source="P3, P7, ext",
    ),
    _row(
        code=22215,
        title="a field of an end user is missing",
        mends=Remediation.EDIT,
        remedy="declare the field the evaluation names, in profile or trust_bundle",
        keys=("profile", "trust_bundle"),
        source="P7, ext",
    ),
    _row(
        code=22216,
        title="the bundle lacks a document, or the profile it rests on",
        mends=Remediation.EDIT,
        remedy="declare profile.address and your own approved primary_profile_sid; then run up again",
        keys=("profile.address", "primary_profile_sid"),
        source="P5, P6, ext",
    ),
    _row(
        code=22217,
        title="a field of a document is missing",
        mends=Remediation.EDIT,
        remedy="complete profile.address: the document only refers to it",
        keys=("profile.address",),
        source="P5, ext",
    ),
    _row(
        code=22218,
        title="a value is not valid, or the profile it rests on is in the wrong status",
        mends=Remediation.EDIT,
        remedy="correct the field the evaluation names; a mobile phone must be a carrier's, not a provider's",
        keys=("profile", "trust_bundle", "trust_bundle.mobile_phone_number"),
        source="P7, P12, ext",
    ),
    _row(
        code=22219,
        title="the address is not one that Twilio can find",
        mends=Remediation.EDIT,
        remedy="correct profile.address; Twilio's suggestion, if it made one, is in the message",
        keys=("profile.address",),
        source="P10, ext",
    ),
)
