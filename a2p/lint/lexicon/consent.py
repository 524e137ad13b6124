"""How a text says that consent is taken before it is given, forced, bundled, or given where nobody can look."""

from a2p.lint.language.inflection import gerunds, split_words, verb_forms
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "yes": split_words("yes on checked ticked selected opted_in opt_in enabled active sms accept"),
    "pre": split_words(
        "prechecked preticked preselected prefilled premarked preset prepopulated pre_checked pre_ticked "
        "pre_selected pre_filled pre_marked pre_populated pre_enabled pre_set pre_checking pre_selection "
        "preselection default_on on_by_default"
    ),
    "enrolled": split_words("enrolled opted_in subscribed signed_up added included registered put_on"),
    "decline": split_words(
        "not_want not_wish not_like rather_not prefer_not decline declines refuse avoid to_not_receive "
        "not_to_receive not_to_get to_not_get stop_texts not_receive"
    ),
    "submission": (
        *gerunds(
            "create open register buy purchase order book shop accept agree_to enroll join use pay rent donate apply"
        ),
        "making",
        "placing",
        "signing up for",
        "checking out",
        "completing",
    ),
    "terms": split_words(
        "terms terms_and_conditions terms_of_service terms_of_use conditions service_agreement "
        "user_agreement membership_agreement rental_agreement lease privacy_policy"
    ),
    "smsconsent": split_words(
        "texts text sms text_messages text_message being_texted be_texted opt_in consent agreement "
        "agreeing checkbox box tick check sms_consent text_consent them"
    ),
    "buy": (
        *verb_forms(
            "buy order purchase check_out checkout finish complete submit continue proceed book shop schedule reserve pay apply"
        ),
        *split_words(
            "create_an_account open_an_account register registering enroll enrolling go_on move_on move_forward"
        ),
        *split_words(
            "be_completed be_finished be_submitted be_placed go_through be_sent be_booked place_an_order"
        ),
    ),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


PRESELECTED = _compile("""
    <pre>
    <box> ..4^<must> <appear> ..2 <beforehand> <ticked>
    <box> ..4^<must> <appear> ..1 <ticked> ..2 <beforehand>
    <beforehand> ticked|checked|selected|marked|enabled|activated|filled ..3 <box>|consent|texts|sms
    <ticked> <beforehand> ..4 <box>|consent|texts|sms|you|they|unless
    <appear> already <ticked>
    <box> ..2 <ticked> <beforehand>
    <appear> ..3 on position|state
    tick|check|mark|checkmark|check_mark ..2 there|present|placed|shown|set <beforehand>
    check|tick|mark|cross ..2 in|on ..2 <box> ..5 <beforehand>
    ! who|that|whoever do|does|did not ..1 opt_out ..8 receive|receives|get|gets|are|is|texted
    toggle|switch|slider|button|dropdown ..4 texts|text|sms|yes|alerts on
    says|shows|reads texts|text|sms|alerts ..1 on
    texts|text|sms|yes <be> selected|chosen|preselected ..1 as|by|for|unless|until
    <appear>|has|have with ..2 <box> ..1 <ticked>
    comes|come|appears|arrives|shows|opens|starts with ..1 tick|check|checkmark|check_mark|tick_mark|cross
    tick|check|mark|checkmark ..4 can ..1 be removed|taken_out|taken_away|cleared
    we|i ..2 tick|ticked|check|checked|mark|marked|select|selected the|that|this ..2 <box>
    <appear> with ..3 check|tick|checkmark|check_mark|mark|cross ..2 in|on|next|beside|already|there
    <appear> <beforehand> ticked|checked|selected|enabled|activated|marked|prefilled
    <appear> ticked|checked|selected|enabled|activated|marked|preset|on <beforehand>
    comes|come|arrives|appears|starts|opens|loads ticked|checked|selected|enabled|activated|marked|on
    default|defaults ..3 to|is <yes>
    ! set|sets to <yes> ..4 by_default|beforehand|in_advance|for_everybody|for_everyone|automatically|unless
    set to yes|on|checked|ticked
    ! shows|says|reads|displays|is|on yes ..2 unless|until|by_default
    <yes> is ..2 default|preselected|preset
    ! yes ..2 unless
    ! unless ..4 <untick>
    ! want|wants none|no ..4 slide|slides|turn|turns|switch|switches|clear|clears|take|takes|choose|chooses|pick|picks
    ! clear|clears|remove|removes|untick|unticks the|those ones? ..4 not
    ! <must> ..2 uncheck|untick|unselect|deselect|unmark
    ! <decline> ..6 <untick>
    ! <untick> ..4 if|to ..4 <decline>
    ! without the tick|mark|check being removed
""")
UNTICKING = _compile("""
    uncheck|untick|unticks|unchecks|unticking|unchecking|deselect|deselects|unselect|unselects|remove_the_tick|remove_the_check
    take|takes|remove|removes the tick|check|checkmark|mark ..2 away|out|off|from
""")
AUTO_ENROLLED = _compile("""
    automatically|auto|by_default ..2 <enrolled>
    <enrolled> ..6 automatically|by_default
    put|added|placed ..4 list ..3 right_away|at_once|immediately|straight_away|anyway
    missed|unanswered call|calls ..10 text|texts|texted|message|sms
    miss|misses ..2 call|calls|caller|callers ..10 text|texts|texted|message|sms
    voicemail ..8 text|texts|texted|sms
    call|calls|caller|callers ..6 automatically|automatic ..3 text|texts|texted|sms|message
    number|numbers ..4 in|from our|the ..2 crm|system|records|database|files ..4 text|texts|texted|added|imported
    existing <people> ..6 added|imported|uploaded|enrolled|texted
    ! <enrolled> unless ..4 opt|opts|ask|asks|say|says|tell|tells|object|objects|stop
    consent|opt_in is|was ..1 implied|assumed|presumed|automatic
    implied|assumed|presumed|passive|implicit consent|opt_in|permission
    <we> ..1 assume|presume ..5 consent|ok|okay|agree|agrees|fine|yes|interested
    opt out basis|model|regime|principle
    ! all|every|each <people> ..6 <enrolled> ..6 without ..2 asked|asking|action|consent
""")

REQUIRED = _compile("""
    <must> ..2 <agree> ..8 before|in_order_to|for ..2 <buy>|<transaction>
    <must> ..2 <agree> ..8 to ..1 <buy>
    <must> ..2 <agree> ..4 to be|get served|seen|treated|admitted|accepted
    <must> ..2 <agree> ..8 to be|get served|seen|treated|admitted|accepted
    ! <must> ..2 <tick>|<agree> ..8 otherwise|or_else|or|else ..5 not|no|refused|cancelled|rejected
    ! otherwise ..4 <transaction> ..3 not|refused|rejected|cancelled
    only ..3 take|accept|serve|deliver|ship|sell|book|see|treat|admit ..8 who|that ..2 say_yes|<agree>|<tick>
    to|in_order_to <buy>|use ..6 <must> ..2 <agree>|<tick>
    <must> ..2 <tick> ..8 in_order_to|before ..2 <buy>|<transaction>
    <must> ..2 <tick> ..6 to <buy>
    <required> ..3^<number> checkbox|box|tick|switch|toggle|consent|opt_in|agreement
    <smsconsent> ..3 <be> <required>|needed ..8 <transact>|<transaction>
    <ticking>|agreeing|consenting|opting_in|accepting|consent|opt_in|agreement ..6 <be> ..2 <required>
    <ticking>|agreeing|consenting|opting_in|accepting|consent|opt_in|agreement ..6 <be> ..2 needed ..3 to|for ..2 <buy>|<transaction>
    <box>|consent|opt_in|texts|sms|both|agreement ..3 <be> ..1 mandatory|compulsory|obligatory|required|non_optional
    require|requires|requiring ..2 <people> ..3 to ..1 <agree>
    ! decline|declines|refuse|refuses|rejects|reject ..4 <smsconsent> ..3 can_not|may_not|will_not|not ..2 <buy>|use|enter|have|get
    <transaction> comes|come with ..1 <text>
    <agree> ..4 with|by ..2 contract|lease|membership|order|purchase|booking
    <agree> ..6 is|are part of ..2 <transaction>
    ! nobody|no_one|none|no <people>? ..5 without it|them|texts|consent|consenting|agreeing
    <box> ..4 asterisk|star
    asterisk|star ..6 mandatory|required|must
    ! button|checkout|form|page|next ..4 only|not ..2 once|after|when|if|until ..8 <box>|<smsconsent>
    ! <agree> ..8 can_not|not be skipped|declined|refused|avoided|bypassed|left_out
    marked|marked_as|labeled|labelled|flagged required|mandatory
    with a red|an star|asterisk
    <box> ..3 red|asterisk|starred star|required|mandatory
    condition|prerequisite|precondition|requirement of|for|to ..2 <transaction>|<transact>
    ! <transaction> ..4 <impossible> ..6 <without> ..8 <smsconsent>|empty|unticked|unchecked|blank|checked|ticked
    <buy> only_if|only_after|only_when ..4 <agree>|<tick>
    only ..3 <people>|those ..2 <agree> ..4 can|may ..2 <buy>
    ! <impossible> ..2 <buy> ..8 <without> ..8 <smsconsent>|empty|unticked|unchecked|blank
    ! no|nobody|no_one ..4 can|may|will|is ..2 <buy>|<transaction>|served ..4 <without> ..6 <smsconsent>
    ! without ..4 <smsconsent>|tick|agreeing ..3 no|nobody|can_not|not ..4 <buy>|<transaction>
    ! there_is|there_are|get|gets no <transaction> ..3 <without> ..3 <smsconsent>
    <transaction> ..3 requires|require ..4^<number> consent|opt_in|agreeing|agreement|texts|sms|accepting
    declining|refusing|opting_out ..6 cancels|ends|closes|prevents|blocks|means ..5 <transaction>
    ! no|nobody|none ..5 for ..4 <people>|those|anyone ..2 who? decline|declines|refuse|refuses|do_not
    ! button|checkout|form ..3 stays|remains|is disabled|grey|gray|dead|greyed_out|grayed_out|inactive|locked ..3 until|unless
    ! form|checkout|application|booking|order ..3 will_not|does_not|can_not ..2 submit|go|be|complete|continue|finish|proceed ..3 unless|until|without|while
""")
BY_TRANSACTION = _compile("""
    by <submission> ..8 <agree> ..6 <text>|messages|be_texted|contacted
    <submission> ..10 means|constitutes|counts_as|is_taken_as|is|equals|implies|includes ..4 consent|agreement|permission ..4 <text>|messages|texts
    <terms> ..3 include|includes|contain|contains|cover|covers ..4 consent|permission|agreement|opt_in
    <agree> ..3 <terms> ..2 and ..6 <text>|messages|texts
    everyone|everybody|all|anyone ..4 who|that <transact> ..5 <enrolled>|agrees|consents
""")
VOLUNTARY = _compile("""
    optional|optionally|voluntary|voluntarily
    not|never|nor ..2 required|needed|condition|mandatory|necessary|must|needs|obliged|compulsory|depend|depends|hang
    no|nobody|none ..2 must|required|purchase|obligation|condition|need|needs|has_to
    do|does|need|have not|dont ..1 need|have|require
    can|may|could ..2 <transact> ..3 without|either_way|anyway
    works|fine|same|ordered|sold|booked|rented|continues|goes ..2 without|either_way|anyway|regardless|all_the_same
    if ..2 like|want|wish|choose|care|please
    leave|leaves|skip|skips ..3 it|blank|alone|be|empty
    either way
    your choice
    it is up to
    may|can|could <tick>|choose|opt_in|decline
""")

BEFORE_TEXTS = _compile("""
    before|prior_to ..5 <text>|message|messages|messaging|texting|send|sends|sending
    <must>|required|needed|require|requires ..10 to|for ..1 receive|get|receiving|getting|join|be_texted ..3 <text>|<message>|list
    to join|enroll|register|subscribe ..3 list|text_list|club|program|alerts|texts|text
""")
BY_AN_ACT = _compile("""
    who|whoever|once|after|if|when|by ..4 <tick>|<agree>|text|texts|texting|reply|replies|opting_in|opted_in|opt_in
    tick|ticking|check|checking ..6 <enrolled>
    only those|people|customers
""")
CONTACT_CONSENT = _compile("""
    <agree> ..3 receive|get|to|receiving|getting ..3^<text> communications|communication|correspondence|updates|notifications|information|news|alerts|offers|contact
    <agree> ..2 to be contacted
    <agree> ..2 to being contacted
    may|can contact me|you|us
    contact me
    <agree> ..2 to ..1 contact|outreach
    send|sends|give|get ..1 me notifications|updates|news|information|alerts|offers|communications
    reach|reaches|reaching out to me|you
    get|be in touch with me|you
    keep me posted|informed|updated
    <agree> ..3 communications|correspondence
    stay|keep in touch
    want|wish|like ..2 updates|news|information|offers|alerts|to_hear|hear ..2 from|about
""")
CHANNELS = _compile("""
    <agree>|contacted|reach|reached|contact ..8 call|calls|phone|telephone|email|emails|mail|letters|fax|voice ..4 and ..3 <text>|text_messages|texts
    <agree>|contacted|reach|reached|contact ..8 <text>|text_messages|texts ..3 and ..2 call|calls|phone|telephone|phone_calls|email|emails|mail|fax
    calls|phone_calls|emails|email|mails ..3 and texts|text|sms
    texts|sms|text_messages|text ..1 and calls|emails|phone_calls|email|phone
    call|phone|email ..2 and text me|you
    call|text ..1 and|or email me|you
    may|can|could|to ..1 call|email|phone ..1 text|sms|message ..1 or|and ..1 email|mail|call ..1 me|you
    call|phone|email or text me|you
    text or call|phone|email me|you
    text ..1 and call me|you
    by|via phone|email|call|calls|telephone ..4 and text|sms|texts|text_message
""")
ANYTHING = _compile("""
    about|for|of|with|receive|get|send|plus ..2 anything|everything|whatever
    anything|everything by|via text|sms
    and|or anything|everything else
    whatever|anything ..3 we|you|comes|like
    of any|all|every|whatever|different kind|kinds|type|types|sort|sorts
    receive|get|send|text_me|agree|consent|may|can ..3 any|all|every|whatever|other|various|further kind|kinds|type|types|sort|sorts|manner of message|messages|text|texts|communication|communications|content|information
    for|and ..1 any|other|various|all|different|further ..1 purpose|purposes|topics|subjects|matters|services
    marketing ..4 and|or ..2 other|any purposes|messages|texts
""")
TEXTING_AGREED = _compile("""
    can|may|will|to text me|you
    <agree> ..4 <text>
    text me
""")
OF_TEXTS = _compile("""
    <text>
    text_messages|message_me|mobile_messages|mms|texted|texting|sms
    by|via text
    <number> messages
    messages ..4 from|about|by
    receive|get|send|recurring|automated|marketing|promotional ..2 messages
""")
DATE_OF_BIRTH = _compile("""
    date of birth
    born ..3 on|before|when
    birth year|date|month
    year of birth
    age verification|verified
    verify|verifies|check|checks ..3 age|id|ids|identity
    photo id
    id|ids ..3 checked|scanned|shown
""")
TEXTS_OFFERED = _compile("""
    <agree>|<tick>|<box>|join|joins|sign_up|wants|want|get ..4 <text>
    <text> ..4 <box>|list|alerts|club|program
""")
