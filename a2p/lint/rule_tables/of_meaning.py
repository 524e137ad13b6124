"""The rules about what the texts mean: consent, senders, subjects, contradictions."""

from a2p.declared.lint_options import RuleName
from a2p.lint.rule_tables.rule_info import LintRuleInfo

RULES_OF_MEANING: dict[RuleName, LintRuleInfo] = {
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
    "many-campaigns": LintRuleInfo(
        "advice", "U20", (30930,), "more than five Campaigns on a low-volume standard Brand"
    ),
    "webhook-host": LintRuleInfo(
        "warning", "P2", (), "a webhook at a host that nobody has, such as example.com"
    ),
    "mock-sole-proprietor": LintRuleInfo(
        "warning", "B1", (), "a mock Brand of a sole proprietor, for which Twilio takes no Campaign"
    ),
}
