"""The word classes that more than one subject uses."""

from collections.abc import Mapping

from a2p.lint.language.inflection import gerunds, noun_forms, participles, verb_forms

_TICK = "tick check mark select choose activate enable fill toggle_on switch_on turn_on"
_UNTICK = "untick uncheck unselect deselect unmark clear disable switch_off turn_off toggle_off"

CLASSES: Mapping[str, tuple[str, ...]] = {
    # Who and what
    "people": noun_forms(
        "customer client user guest member patient subscriber visitor buyer shopper consumer resident tenant parent "
        "student person applicant recipient contact owner homeowner caller participant donor volunteer driver "
        "employee account_holder card_holder cardholder lead prospect borrower fan rider player end_user"
    )
    + (
        "people",
        "they",
        "you",
        "whoever",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "families",
        "family",
    ),
    "we": (
        "we",
        "i",
        "us",
        "our",
        "my",
        "the company",
        "the business",
        "the store",
        "the sender",
        "the firm",
    ),
    "text": (
        *noun_forms("text sms mms text_alert text_notification text_reminder text_update"),
        "texting",
        "text messaging",
        "sms messaging",
    ),
    "message": noun_forms(
        "text message sms mms alert notification notice reminder update code poll offer deal coupon tip menu "
        "newsletter promotion confirmation passcode text_message text_alert broadcast bulletin invitation"
    )
    + ("texting", "messaging"),
    "number": noun_forms(
        "number phone_number mobile_number telephone_number cell_number contact_detail contact list phone mobile "
        "telephone_list contact_list subscriber_list customer_list mailing_list"
    )
    + (
        "data",
        "information",
        "details",
        "contact information",
        "opt in data",
        "personal data",
        "personal information",
        "consent",
        "opt ins",
    ),
    # Consent
    "box": noun_forms(
        "box checkbox check tick switch toggle slider square circle button radio_button option line field "
        "dropdown selector bubble selection preference setting checkmark check_mark tickmark tick_mark"
    ),
    "agree": verb_forms("agree consent accept opt_in subscribe sign_up allow permit authorize approve")
    + ("agreement", "consent", "consents", "permission", "authorization", "opt in", "acceptance", "approval"),
    "tick": verb_forms(_TICK),
    "ticking": gerunds(_TICK),
    "ticked": (*participles(_TICK), "on", "active", "pre filled", "full"),
    "untick": (
        *verb_forms(_UNTICK),
        "opt out",
        "switch it off",
        "switch them off",
        "turn it off",
        "turn them off",
        "toggle it off",
        "take the tick away",
        "take the tick out",
        "take the check out",
        "take away the tick",
        "take away the check",
        "take out the tick",
        "remove the tick",
        "remove the check",
        "remove the checkmark",
        "remove the mark",
        "remove it",
    ),
    "beforehand": (
        "already",
        "by default",
        "default",
        "in advance",
        "beforehand",
        "ahead of time",
        "automatically",
        "auto",
        "at first",
        "initially",
        "from the start",
        "from the beginning",
        "from the outset",
        "to begin with",
        "to start with",
        "for them",
        "for you",
        "for the customer",
        "for convenience",
        "for the user",
        "when the page opens",
        "when the page loads",
        "when the form opens",
        "when the form loads",
        "on load",
        "on page load",
        "out of the box",
        "as standard",
        "preset",
    ),
    "appear": (
        *verb_forms("come start arrive appear show stand begin open load display default present render"),
        "is",
        "are",
        "be",
        "being",
        "stays",
        "which is",
    ),
    "be": ("is", "are", "be", "been", "being", "was", "were", "stays", "remains", "gets"),
    # Buying and the like: what may not hang on consent
    "transact": verb_forms(
        "buy order book purchase check_out checkout finish complete submit continue proceed register enroll apply "
        "join shop schedule reserve pay create_an_account open_an_account use place rent donate enter"
    )
    + (
        "go on",
        "move on",
        "move forward",
        "be completed",
        "be finished",
        "be submitted",
        "be placed",
        "go through",
    ),
    "transaction": noun_forms(
        "order purchase booking checkout account registration appointment reservation service quote sale form "
        "application membership enrollment treatment rental job visit delivery subscription_plan estimate "
        "employment tenancy lease admission class ticket product transaction donation"
    )
    + ("checking out", "sign up", "buying", "ordering", "booking", "shopping", "being served", "use", "work"),
    "must": (
        "must",
        "have to",
        "has to",
        "need to",
        "needs to",
        "required to",
        "are required to",
        "is required to",
        "obliged to",
        "obligated to",
        "forced to",
        "asked to and have to",
        "got to",
    ),
    "required": (
        "required",
        "mandatory",
        "compulsory",
        "obligatory",
        "necessary",
        "a must",
        "non optional",
        "not optional",
        "requirement",
        "requirements",
    ),
    "impossible": (
        "can not",
        "impossible",
        "not possible",
        "unable",
        "not able",
        "will not",
        "does not",
        "do not",
        "not be",
        "not allowed",
        "blocked",
        "greyed out",
        "grayed out",
        "disabled",
        "rejected",
        "refused",
    ),
    "without": ("without", "unless", "until", "till", "before", "while", "if"),
    # Others who may get numbers
    "others": (
        *noun_forms(
            "partner affiliate vendor sponsor advertiser broker marketer reseller buyer retailer merchant lender "
            "insurer contractor photographer caterer provider supplier agency company business brand organization "
            "store firm dealer network subsidiary seller"
        ),
        "third party",
        "third parties",
        "sister company",
        "sister companies",
        "sister brands",
        "sister brand",
        "other companies",
        "other businesses",
        "other brands",
        "others",
        "everybody",
        "anyone",
        "lead buyers",
        "lead buyer",
        "data brokers",
        "outside parties",
        "outside companies",
        "parent company",
        "group companies",
        "family of companies",
        "family of brands",
    ),
    # Time
    "period": (
        *noun_forms(
            "hour day week weekday weekend month year season quarter term semester night morning evening night fortnight"
        ),
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "mo",
        "wk",
        "yr",
    ),
    "count": (
        *map(str, range(31)),
        *(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty"]),
        "a",
        "an",
        "a few",
        "few",
        "several",
        "a couple",
        "a couple of",
        "a handful",
        "a handful of",
        "couple of",
        "half a dozen",
        "single",
        "a single",
        "many",
    ),
}
