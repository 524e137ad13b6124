"""How a text says that consent is a condition of something else, or that it is none."""

from a2p.lint.language.inflection import gerunds, split_words, verb_forms
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "enrolled": split_words("enrolled opted_in subscribed signed_up added included registered put_on"),
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


REQUIRED = _compile("""
    <must> ..2 <agree> ..8 before|in_order_to|for ..2 <buy>|<transaction>
    <must> ..2 <agree> ..8 to ..1 <buy>
    <must> ..2 <agree> ..4 to be|get served|seen|treated|admitted|accepted
    <must> ..2 <agree> ..8 to be|get served|seen|treated|admitted|accepted
    ! <must> ..2 <tick>|<agree> ..8 otherwise|or_else|or|else ..5 not|no|refused|cancelled|rejected
    ! otherwise ..4 <transaction> ..3 not|refused|rejected|cancelled
    only ..3 take|accept|serve|deliver|ship|sell|book|see|treat|admit|make|schedule|offer|give|open|hire|enroll ..8 who|that ..2 say_yes|<agree>|<tick>
    to|in_order_to <buy>|use ..6 <must> ..2 <agree>|<tick>
    <must> ..2 <tick> ..8 in_order_to|before ..2 <buy>|<transaction>
    <must> ..2 <tick> ..6 to <buy>
    <required> ..3^<number>|only|if|when|and|the checkbox|box|tick|switch|toggle|consent|opt_in|agreement
    <required> and|,? the? consent|opt_in
    <smsconsent> ..3 <be> <required>|needed ..8 <transact>|<transaction>
    <ticking>|agreeing|consenting|opting_in|accepting|consent|opt_in|agreement ..6 <be> ..2 <required>
    <ticking>|agreeing|consenting|opting_in|accepting|consent|opt_in|agreement ..6 <be> ..2 needed ..3 to|for ..2 <buy>|<transaction>
    <box>|consent|opt_in|texts|sms|both|agreement ..3 <be> ..1 mandatory|compulsory|obligatory|required|non_optional
    require|requires|requiring ..2 <people> ..3 to ..1 <agree>
    ! decline|declines|refuse|refuses|rejects|reject ..4 <smsconsent> ..3 can_not|may_not|will_not|not ..2 <buy>|use|enter|have|get
    <transaction> comes|come with ..1 <text>
    agree|agrees|consent|consents|accept|accepts ..4 with|by ..2 contract|lease|membership|order|purchase|booking
    <agree> ..6 is|are part of ..2 <transaction>
    ! nobody|no_one|none|no ^<text>|<message> <people>? ..5^<text>|<message>|list|added|enrolled|texted|contacted|messaged|written without it|them|texts|consent|consenting|agreeing
    <box> ..4 asterisk|star
    asterisk|star ..6 mandatory|required|must
    ! error|warning|refused|rejected|blocked|stops ..3 until|unless ..5 <ticked>|<tick>|<agree>
    <transaction> ..2 possible|available|allowed|offered|open|accepted ..1 only ..1 with|to|for|if|after|when ..5 <smsconsent>|<agree>
    only ..2 with|after ..1 <smsconsent> ..6 <transaction> ..3 possible|available|allowed|accepted|completed|processed
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
    ! button|checkout|form ..3^join stays|remains|is disabled|grey|gray|dead|greyed_out|grayed_out|inactive|locked ..3 until|unless
    ! form|checkout|application|booking|order ..3 will_not|does_not|can_not ..2 submit|go|be|complete|continue|finish|proceed ..3 unless|until|without|while ..8 <smsconsent>|<ticked>|<tick>|<agree>|it|both|all
    to|in_order_to get|have|be|become|receive ..5^<text> <must> ..2 <agree>|<tick>
    ! no text|texts|box|consent ^or ..1 no|and ..2 <transaction>|<transact>|service|quote
    ! can_not|will_not|may_not ..2 get|have|receive|see|book|buy ..4 till|until|unless|before|without ..4 <agree>|yes ..3 <text>
    ! no yes|tick|check|consent|opt_in|agreement|signature|texts no ^<text> ^<message>
    ! <transaction> ..4 <impossible> ..6 <without> ..8 yes|agreed|agrees|accepts|accepted|accept|say_yes|consented
    <transaction> ..3 accepted|taken|placed|made|sold|booked|processed|given|filled ..2 only with|if|when|after|to ..6 <smsconsent>|<agree>
    ! <must> ..3 ticked|checked|signed|initialed|initialled|accepted|agreed ..2 or|otherwise|else ..8 not|no
    sms|text consent|opt_in ..1 required|mandatory
    ! not ..1 hire|rent|sell|serve|book|take|treat|ship|deliver|admit|see ..2 <people>|those|anybody|anyone who ..1 will_not|do_not|does_not|refuse|refuses|decline|won_t
    if ..2 <transact> ..4 have|has ..1 agreed|consented|opted_in ^before|first
    ! not ..1 hire|rent|sell|serve|book|take|treat|ship|deliver|admit|see|open ..8 who|that|unless|until|without ..4 <agree>|<smsconsent>
    <agree>|texts|it|this ..3 is|are|forms|form|makes|make ..1 condition|prerequisite|precondition
    ! no|nobody|none ..5^<text>|<message>|list|added|enrolled|texted|contacted|messaged|written|number|numbers without ..3 agreed|agreeing|consent|consenting|opting_in|accepting
    ! without ..4 <agree>|<smsconsent> ..5 lapses|lapse|ends|stops|expires|is_refused|is_cancelled|is_void|is_denied|is_declined
    <must> ..2 <tick> ..8 before ..5 <buy>|<transaction>
    released|handed|rented|given|sold|shipped|delivered|served|admitted|opened ..3 only ..1 to ..4 who|that ..3 signed|agreed|accepted|consented|ticked|checked
    ! there_is|there_are no ..2 way|option|possibility|means|path ..5 <buy>|around|skip|avoid|proceed|get|refuse ..5 otherwise|without|else|unless|it|this|them
    to|in_order_to get|have|be|become|receive|obtain|see|use|request ..8^<text> <must> ..2 <agree>|<tick>
    <people> <must> ..1 accept|allow|take|permit ..2 <text> ^before
    ! can_not|may_not|not ..3 opt_out|decline|refuse|be_declined|be_refused|be_skipped|be_deselected|be_unchecked
    <text> ..8 <be> ..2 part of ..3 ^form|application|checkout|sign_up <transaction>|deal|package|plan|lease|contract|agreement
    <agree>|consent|texts ..4 <be> ..2 automatic|implied|assumed|presumed ..2 with|by|when|on ..4 <transaction>|<transact>
    membership|lease|contract|service|account|enrollment|tenancy|plan|booking|registration|stay includes|include|comes_with|entails ..2 <text>
    ! nobody|no_one|none ..8 <buy>|<transact>|member|customer|client|patient|tenant|in ..8 who|that|if|unless|without ..3 not? ..3 say_yes|agree|accept|tick|consent|agreeing|consenting
    <agree> ..2 <terms> ..6 and with|by ..1 them|it|that ..2 <text>
    ! without ..2 texts|text|sms|consent ..4 not ..2 offered|available|possible|accepted|sold|processed
    signing|signature|submitting|ordering|booking|registering|applying|paying|purchase ..3 is|counts_as|means|equals|constitutes also? ..2 consent|agreement|permission ..3 <text>
""")
BY_TRANSACTION = _compile("""
    by <submission> ..8 <agree> ..6 <text>|messages|be_texted|contacted
    <submission> ..10 means|constitutes|counts_as|is_taken_as|is|equals|implies|includes ..4 consent|agreement|permission ..4 <text>|messages|texts
    <terms> ..3 include|includes|contain|contains|cover|covers ..4 consent|permission|agreement|opt_in
    everyone|everybody|anyone|whoever ..4 signs|rents|buys|orders|books|joins|enrolls|registers ..4 agrees|consents|opts_in ..2 <text>
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
    number|name|phone|email|address|zip field|line
    only if|when ..4 <ticked>
    by law
    to be|stay|remain empty|unticked|unchecked
    only joins|adds|signs
    before|prior_to ..5 <text>|message|messages|messaging|texting|send|sends|sending
    <must>|required|needed|require|requires ..10 to|for ..1 receive|get|receiving|getting|join|be_texted ..3 <text>|<message>|list
    to join|enroll|register|subscribe ..3 list|text_list|club|program|alerts|texts|text
""")
