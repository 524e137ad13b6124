"""The word classes that more than one subject uses."""

from collections.abc import Mapping

from a2p.lint.language.inflection import gerunds, noun_forms, participles, split_words, verb_forms

_TICK = "tick check mark select choose activate enable fill toggle_on switch_on turn_on"
_UNTICK = (
    "empty deactivate untick uncheck unselect deselect unmark clear disable switch_off turn_off toggle_off"
)

CLASSES: Mapping[str, tuple[str, ...]] = {
    # Who and what
    "people": noun_forms(
        "customer client user guest member patient subscriber visitor buyer shopper consumer resident tenant parent "
        "student person applicant recipient contact owner homeowner caller participant donor volunteer driver "
        "employee account_holder card_holder cardholder lead prospect borrower fan rider player end_user"
    )
    + split_words("people they you whoever anyone anybody everyone everybody families family"),
    "we": split_words("we i us our my the_company the_business the_store the_sender the_firm"),
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
    + split_words("texting messaging"),
    "number": noun_forms(
        "number phone_number mobile_number telephone_number cell_number contact_detail contact list phone mobile "
        "telephone_list contact_list subscriber_list customer_list mailing_list"
    )
    + split_words(
        "data information details contact_information opt_in_data personal_data personal_information "
        "consent opt_ins"
    ),
    # Consent
    "box": noun_forms(
        "box checkbox check tick switch toggle slider square circle button radio_button option line field "
        "dropdown selector bubble selection preference setting checkmark check_mark tickmark tick_mark"
    ),
    "agree": verb_forms(
        "agree consent accept opt_in subscribe sign_up allow permit authorize approve say_yes"
    )
    + split_words("agreement consent consents permission authorization opt_in acceptance approval"),
    "tick": verb_forms(_TICK),
    "ticking": gerunds(_TICK),
    "ticked": (*participles(_TICK), "on", "active", "pre filled", "full"),
    "untick": (
        # "Leave it empty" and "keep it clear" take nothing out.
        *(form for form in verb_forms(_UNTICK) if form not in {"empty", "clear"}),
        *split_words("empty_it empty_the empty_that clear_it clear_the clear_that"),
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
        "take it out",
        "takes it out",
    ),
    "beforehand": split_words(
        "already by_default default in_advance beforehand ahead_of_time automatically auto at_first "
        "initially from_the_start from_the_beginning from_the_outset to_begin_with to_start_with for_them "
        "for_you for_the_customer for_convenience for_the_user when_the_page_opens when_the_page_loads "
        "when_the_form_opens when_the_form_loads on_load on_page_load out_of_the_box as_standard preset"
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
    + split_words("go_on move_on move_forward be_completed be_finished be_submitted be_placed go_through"),
    "transaction": noun_forms(
        "order purchase booking checkout account registration appointment reservation service quote sale form "
        "application membership enrollment treatment rental job visit delivery subscription_plan estimate "
        "employment tenancy lease admission class ticket product transaction donation"
    )
    + split_words("checking_out sign_up buying ordering booking shopping being_served use work"),
    "must": split_words(
        "must have_to has_to need_to needs_to required_to are_required_to is_required_to obliged_to "
        "obligated_to forced_to asked_to_and_have_to got_to"
    ),
    "required": split_words(
        "required mandatory compulsory obligatory necessary a_must non_optional not_optional requirement "
        "requirements"
    ),
    "impossible": split_words(
        "can_not impossible not_possible unable not_able will_not does_not do_not not_be not_allowed "
        "blocked greyed_out grayed_out disabled rejected refused"
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
        *(
            [
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "fifteen",
                "twenty",
                "thirty",
            ]
        ),
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
