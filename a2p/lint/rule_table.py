"""Every rule of the lint: how bad it is, what demands it, and which rejections it earns."""

from typing import Literal, NamedTuple

from a2p.declared.lint_options import RuleName

# error: it will be rejected. warning: it is likely to be. advice: it will pass, and there is a better way.
Severity = Literal["error", "warning", "advice"]
Certainty = Literal["certain", "likely", "possible"]
_CERTAINTY: dict[Severity, Certainty] = {"error": "certain", "warning": "likely", "advice": "possible"}


class LintRuleInfo(NamedTuple):
    """
    One rule.

    requirement: the id of what Twilio demands. codes: of the rejections it earns, the likeliest first; none
    where there is none of its own. about: what it complains of. is_final: no edit helps.
    """

    severity: Severity
    requirement: str
    codes: tuple[int, ...]
    about: str
    is_final: bool = False

    @property
    def code(self) -> int:
        """The likeliest rejection, or 0."""
        return self.codes[0] if self.codes else 0

    @property
    def certainty(self) -> Certainty:
        """How sure it is that a reviewer objects."""
        return _CERTAINTY[self.severity]


RULES: dict[RuleName, LintRuleInfo] = {
    # The texts of the Campaign
    "policy-url": LintRuleInfo(
        "error", "U1", (30933, 30934), "a Campaign without privacy_policy_url or terms_and_conditions_url"
    ),
    "policy-url-adopted": LintRuleInfo(
        "advice",
        "U1",
        (30933, 30934),
        "the same of a Campaign that is at Twilio already: it needs them once it is edited",
    ),
    "public-shortener": LintRuleInfo(
        "error", "C18", (30892,), "a link by a public shortener, such as bit.ly, in any text"
    ),
    "placeholder": LintRuleInfo(
        "warning", "C18", (30909, 30893), "a text that is still to be filled in, such as TODO or lorem ipsum"
    ),
    "direct-lending": LintRuleInfo(
        "warning", "C17", (30895,), "words of lending, while direct_lending is false"
    ),
    "age-gate": LintRuleInfo(
        "warning",
        "C17",
        (30888,),
        "words of alcohol, tobacco, firearms and the like, while age_gated is false",
    ),
    "company-form": LintRuleInfo(
        "warning",
        "G10",
        (30915, 30903, 30914),
        "LLC, Inc., EIN and the like in what a sole proprietor declares",
    ),
    "language": LintRuleInfo("warning", "code 30910", (30910,), "texts that are mostly not in English"),
    "description-brand": LintRuleInfo(
        "warning", "C18", (30886, 30909), "a description that does not name the Brand"
    ),
    # Its samples
    "one-sample": LintRuleInfo("warning", "C4", (30893,), "one sample message alone"),
    "sample-brand": LintRuleInfo(
        "warning", "C18", (30893, 30907), "samples none of which names the Brand or its website"
    ),
    "opt-out-words": LintRuleInfo("warning", "C18", (30893,), "samples none of which says how to opt out"),
    "duplicate-samples": LintRuleInfo("warning", "C18", (30893,), "two samples that say the same"),
    "hardcoded-value": LintRuleInfo(
        "advice", "C18", (30893,), "a sample with a date, time, amount or code that should be [in brackets]"
    ),
    "undeclared-link": LintRuleInfo(
        "warning", "C18", (30893,), "a sample with a link, while has_embedded_links is false"
    ),
    "missing-link": LintRuleInfo(
        "warning", "C18", (30893,), "samples without a link, while has_embedded_links is true"
    ),
    "undeclared-phone": LintRuleInfo(
        "warning", "C18", (30889,), "a sample with a phone number, while has_embedded_phone is false"
    ),
    "missing-phone": LintRuleInfo(
        "warning", "C18", (30889,), "samples without a phone number, while has_embedded_phone is true"
    ),
    # How people opt in
    "flow-opt-in": LintRuleInfo(
        "warning", "C18", (30909, 30917, 30896), "a message_flow that does not say how people opt in"
    ),
    "flow-link": LintRuleInfo(
        "warning", "C18", (30909, 30917), "a message_flow without a link to where people opt in"
    ),
    "flow-terms": LintRuleInfo(
        "warning", "C18", (30909,), "a message_flow that mentions no terms, without terms_and_conditions_url"
    ),
    "flow-frequency": LintRuleInfo(
        "warning", "C18", (30924, 30909, 30545), "a message_flow that does not say how often messages come"
    ),
    "flow-rates": LintRuleInfo(
        "warning", "C18", (30924, 30909, 30569), 'a message_flow without "message and data rates may apply"'
    ),
    "flow-opt-out": LintRuleInfo(
        "warning", "C18", (30924, 30909), "a message_flow that does not say how to opt out, as by STOP"
    ),
    "flow-privacy-policy": LintRuleInfo(
        "warning",
        "C18",
        (30908,),
        "a message_flow that mentions no privacy policy, without privacy_policy_url",
    ),
    "flow-sharing": LintRuleInfo(
        "advice", "C18", (30908,), "a message_flow that does not say that numbers are shared with nobody"
    ),
    # What is answered to keywords
    "opt-in-message": LintRuleInfo(
        "warning",
        "C18",
        (30896, 30540),
        "an opt-in reply without the Brand, what people are enrolled in, HELP or STOP",
    ),
    "opt-out-message": LintRuleInfo(
        "warning",
        "C18",
        (30887,),
        "an opt-out reply that does not say that it was done, and that no more messages come",
    ),
    "help-message": LintRuleInfo(
        "warning", "C18", (30890,), "a help reply without a link, e-mail address or phone number"
    ),
    "own-opt-out": LintRuleInfo("advice", "C19", (), "an opt-out of one's own instead of Twilio's"),
    # Consent
    "preselected-consent": LintRuleInfo(
        "warning",
        "C18",
        (30925, 30931),
        "consent that is selected before people choose: ticked boxes, switches that are on",
    ),
    "automatic-consent": LintRuleInfo(
        "warning",
        "C18",
        (30923, 30925, 30909, 30896),
        "people who are opted in without doing anything, or by a mere assumption",
    ),
    "required-consent": LintRuleInfo(
        "warning", "C18", (30923, 30931), "consent that is required to buy, book, register or submit a form"
    ),
    "bundled-consent": LintRuleInfo(
        "warning",
        "C18",
        (30548, 30551, 30896, 30909, 30913),
        "one consent for several things: calls, e-mails and texts; notices and offers; the terms",
    ),
    "unclear-consent": LintRuleInfo(
        "warning",
        "C18",
        (30551, 30896, 30909),
        "consent to communications or contact, in words that do not speak of texts",
    ),
    "consent-scope": LintRuleInfo(
        "warning",
        "C18",
        (30896, 30913),
        "consent that is wider than the use case, or to something else than is sent",
    ),
    "flow-login": LintRuleInfo(
        "warning", "C18", (30909, 30917, 30921), "an opt-in behind a sign-in, without a public picture of it"
    ),
    "flow-ways": LintRuleInfo(
        "warning", "C18", (30917, 30909), "a way to opt in that is named and not described"
    ),
    "flow-help": LintRuleInfo(
        "warning", "C18", (30924, 30909, 30896), "neither HELP nor a contact in flow or replies"
    ),
    "number-sharing": LintRuleInfo(
        "warning",
        "C18",
        (30908, 30932),
        "numbers or opt-in data that are sold, or shared with partners, affiliates or others",
    ),
    "undeclared-keyword": LintRuleInfo(
        "warning",
        "C5",
        (30896, 30917, 30909),
        "a keyword that people are told to text, and that opt_in_keywords lacks",
    ),
    # Who writes, and of what
    "lead-generation": LintRuleInfo(
        "warning",
        "C18",
        (30897, 30885, 30908),
        "leads that are generated, bought or sold; affiliate marketing",
        is_final=True,
    ),
    "cold-outreach": LintRuleInfo(
        "warning",
        "C18",
        (30896, 30909, 30884, 30897),
        "texts to people who have not asked for them: bought lists, found numbers",
    ),
    "person-to-person": LintRuleInfo(
        "warning",
        "C18",
        (30912, 30532, 30533),
        "texts among friends, family or household, which no Campaign is for",
        is_final=True,
    ),
    "platform": LintRuleInfo(
        "warning",
        "C18",
        (30909, 30886, 30893),
        "a platform that texts on behalf of its customers, instead of one business",
    ),
    "forbidden-goods": LintRuleInfo(
        "warning",
        "C18",
        (30883, 30897, 30952),
        "cannabis, CBD, vape, firearms, prescription drugs, adult content: no flag and no age gate helps",
        is_final=True,
    ),
    "forbidden-finance": LintRuleInfo(
        "warning",
        "C18",
        (30897, 30885),
        "payday and third-party loans, debt relief, credit repair, crypto and stock "
        "picks: direct_lending does not help",
        is_final=True,
    ),
    "forbidden-schemes": LintRuleInfo(
        "warning",
        "C18",
        (30897, 30883, 30885),
        "gambling, sweepstakes, get-rich schemes, work from home",
        is_final=True,
    ),
    "debt-collection": LintRuleInfo(
        "warning", "C18", (30897,), "the collection of debts that are owed to others", is_final=True
    ),
    "vague-description": LintRuleInfo(
        "warning", "C18", (30886,), "a description that does not say what is sent, to whom and why"
    ),
    "no-marketing": LintRuleInfo(
        "warning",
        "C18",
        (30886, 30893),
        "a sample that sells, though the description says that there is no marketing",
    ),
    "use-case-samples": LintRuleInfo("warning", "C22", (30893,), "samples that do not fit the use case"),
    "foreign-link": LintRuleInfo(
        "warning",
        "C18",
        (30907, 30893),
        "a sample that links to a host which is neither the customer's nor explained",
    ),
    "confirmation-sample": LintRuleInfo(
        "warning",
        "C18",
        (30896, 30893, 30540),
        "a sample that confirms an opt-in without frequency, rates or STOP",
    ),
    "free-mail": LintRuleInfo(
        "warning", "P12", (30881, 21736), "a company's address at a provider of free mail, such as gmail.com"
    ),
    "free-mail-support": LintRuleInfo(
        "advice", "C18", (30881,), "a contact at a provider of free mail in a company's texts"
    ),
    "contact-email": LintRuleInfo(
        "warning", "code 21737", (21737,), "a public company without brand_contact_email"
    ),
    "phone-numbers": LintRuleInfo(
        "warning", "N2", (), "no number: messages are blocked, whatever is approved"
    ),
    "webhook-host": LintRuleInfo(
        "warning", "P2", (), "a webhook at a host that nobody has, such as example.com"
    ),
    # Everything else
    "use-case": LintRuleInfo(
        "error", "C22", (21720,), "a use case that Twilio does not list for this kind of Brand"
    ),
    "use-case-approval": LintRuleInfo(
        "warning", "C22", (30900,), "a use case to which carriers have to agree after the registration"
    ),
    "unusable-email": LintRuleInfo(
        "warning", "P12", (30753,), "an e-mail address whose domain is made up, or thrown away after use"
    ),
    "status-callback": LintRuleInfo(
        "advice",
        "P2",
        (),
        "no status_callback, the only channel on which Twilio tells why a bundle was rejected",
    ),
    "unused-silence": LintRuleInfo("advice", "a2p:lint", (), "a silenced rule that finds nothing"),
}
