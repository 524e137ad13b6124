"""Every rule of the lint, by name."""

from a2p.declared.lint_options import RuleName
from a2p.lint.rule_tables.of_meaning import RULES_OF_MEANING
from a2p.lint.rule_tables.rule_info import LintRuleInfo

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
    **RULES_OF_MEANING,
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
