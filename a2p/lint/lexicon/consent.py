"""How a text says that consent is taken before it is given, or without an act."""

from a2p.lint.language.inflection import split_words, verb_forms
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "yes": split_words("yes on checked ticked selected opted_in opt_in enabled active sms accept"),
    "pre": split_words(
        "prechecked preticked preselected prefilled premarked preset prepopulated pre_checked pre_ticked "
        "pre_selected pre_filled pre_marked pre_populated pre_enabled pre_activated preactivated pre_chosen pre_agreed pre_switched preenabled pre_set pre_checking pre_selection "
        "preselection default_on on_by_default"
    ),
    "enrolled": split_words("enrolled opted_in subscribed signed_up added included registered put_on"),
    "asks": verb_forms("ask request sign scan want wish press tap click send answer"),
    "decline": split_words(
        "not_want not_wish not_like rather_not prefer_not decline declines refuse avoid to_not_receive "
        "not_care_for not_to_receive not_to_get to_not_get stop_texts not_receive"
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
    a|the|this|our|its|one toggle|switch|slider|button|dropdown ..4 texts|text|sms|yes|alerts on
    says|shows|reads texts|text|sms|alerts ..1 on
    texts|text|sms|yes <be> selected|chosen|preselected ..1 as|by|for|unless|until
    <appear>|has|have with ..2 <box> ..1 <ticked>
    comes|come|appears|arrives|shows|opens|starts with ..1 tick|check|checkmark|check_mark|tick_mark|cross
    tick|check|mark|checkmark ..4 can ..1 be removed|taken_out|taken_away|cleared
    we|i ..2 tick|ticked|check|checked|mark|marked|select|selected the|that|this ..2 <box>
    <appear> with ..3 check|tick|checkmark|check_mark|mark|cross ..2 in|on|next|beside|already|there
    <appear> <beforehand> ticked|checked|selected|enabled|activated|marked|prefilled
    <appear> ticked|checked|selected|enabled|activated|marked|preset|on <beforehand>
    comes|come|arrives|appears|starts|opens|loads ticked|checked|selected|enabled|activated|marked
    <box> ..2 comes|come|arrives|appears|starts|opens|loads on ^the|a|that|this|another
    default|defaults ..3 to|is <yes>
    ! set|sets to <yes> ..4 by_default|beforehand|in_advance|for_everybody|for_everyone|automatically|unless
    set to yes|on|checked|ticked
    ! shows|says|reads|displays|is|on yes ..2 unless|until|by_default
    <yes> is ..2 default|preselected|preset
    ! yes ..2 unless
    ! unless ..4 <untick>
    ! if ..2 not ..1 <untick>
    <box>|texting|text ..2 is|are|comes on until|unless
    <box>|texting|text ..2 is|are|comes on when ..2 app|page|form|screen opens|loads|starts
    ! want|wants none|no ..4 slide|slides|turn|turns|switch|switches|clear|clears|take|takes|choose|chooses|pick|picks
    ! clear|clears|remove|removes|untick|unticks the|those ones? ..4 not
    ! <must> ..2 uncheck|untick|unselect|deselect|unmark
    ! <decline> ..6^more|anymore|longer|later <untick>
    ! <decline> ..8^more|anymore|longer|later switch|turn|toggle|shut ..3 off
    <text>|<message>|setting|texts ..2 is|are|were ..1 on|turned_on|switched_on|enabled|active ..2 for ..1 every|each|all|everybody|everyone|new
    <text>|<message>|setting|texts ..2 is|are|were|get|gets turned_on|switched_on|enabled|activated ..2 right_away|at_once|automatically|immediately|from_the_start
    ! <untick> ..4 if|to ..4 <decline>
    ! without the tick|mark|check being removed
    <box>|it ..10 already ..3 has|have|had|holds|bears|carries|contains|shows|with ..2 tick|check|checkmark|check_mark|tick_mark|mark|cross|x
    has|have|had|holds|bears|carries|contains|shows ..1 its|the|a|one tick|check|checkmark|check_mark|tick_mark|cross|x ..3 <beforehand>
    whoever|who|those|anyone|people ..2 object|objects|mind|minds|disagree|disagrees ..5 untick|unticks|uncheck|unchecks|clear|clears|remove|removes|take_it_out|takes_it_out|turn_it_off|turns_it_off|switch_it_off|switches_it_off
    <box> ..14 <we> ..2 put|set|switched|turned|left ..1 on ^a|the|an
    <box> ..6 that|which <we> ..2 <ticked>
    is|are active|on|enabled unless|until
    chosen|selected|picked ..1 for them|you|him|her|<people>
    <we> ..2 chosen|selected|picked ..2 for
    enabled|selected|activated|ticked|checked for each|every|all|any <people>
    enabled|active|selected|activated|ticked|checked ..5 until|unless ..1 changed|turned_off|switched_off|cleared|removed
    has|have been ticked|checked|selected|activated ..1 on_behalf|for_them|for_you|by_us
    check_mark|checkmark|tick|check|cross ..1 that? <we> ..1 put|set|made|placed|leave|left ^blank|empty|open|out
    <box>|slider|switch|toggle ..8 begins|begin|starts|start|stands|stand|sits ..1 at|in|on on|yes
    click|clicks it|them away|off
    already marked|ticked|preselected|filled_in ^by|their|his|her
    already checked|selected ^in|out|with|by|the|their|his|her
    mark|tick|check|cross|x|checkmark ..3 in|on|at|beside ..3 <box> ..4 may|can|could|to|must ..1 take_away|take_out|take_off|remove|clear|undo|delete|erase
    <box> ..5 may|can|could|must ..1 take_away|take_out|take_off|undo|be_cleared|be_emptied
""")
TEXTED_FOR_CALLING = _compile("""
    missed|unanswered call|calls ..10 text|texts|texted|message|sms
    miss|misses ..2 call|calls|caller|callers ..10 text|texts|texted|message|sms
    voicemail ..8 text|texts|texted|sms
    call|calls|caller|callers ..6 automatically|automatic ..3 text|texts|texted|sms|message
""")
AUTO_ENROLLED = _compile("""
    automatically|auto|by_default ..2 <enrolled>
    put|added|placed|moved|transferred ..2 on|to|onto|into ..2 list|club|program ..2 for|of ..3 specials|offers|deals|marketing|promotions|coupons|sales|news
    add|adds|put|puts|move|moves ..3 on|to|onto ..3 flyer|deals|marketing|offers|promo|promotional|promotions|newsletter|specials|coupon|sales list|lists
    also|then|later get|gets|receive|receives|sent ..2 specials|offers|deals|marketing|promotions|coupons|ads|advertising
    <enrolled> ..6 automatically|by_default
    put|added|placed ..4 list ..3 right_away|at_once|immediately|straight_away|anyway
    number|numbers ..4 in|from our|the ..2 crm|system|records|database|files ..4 text|texts|texted|added|imported
    <people> ..2 gave|gives|give|left|leaves ..3 number|numbers ..4 for ..1 any|another|other|whatever reason|reasons|purpose
    last|old|past|former|previous years|seasons? <people> ..6 text|texted|list|added|system
    loaded|uploaded|imported|copied ..4 <people>|list|numbers ..6 text|texts|texted|list
    they are|get ..1 signed_up|enrolled|added|opted_in when|as_soon_as|once ..1 they|you ..1 pay|buy|order|book|register|check_out|call|visit|sign
    goes|go|put|added ..2 on|to|onto ..1 text|texting list ^only|if|when|once|after
    existing <people> ..6 added|imported|uploaded|enrolled|texted
    ! <enrolled> unless ..4 opt|opts|ask|asks|say|says|tell|tells|object|objects|stop
    consent|opt_in is|was ..1 implied|assumed|presumed|automatic
    implied|assumed|presumed|passive|implicit consent|opt_in|permission
    <we> ..1 assume|presume ..5 consent|ok|okay|agree|agrees|fine|yes|interested
    opt out basis|model|regime|principle
    ! all|every|each <people> ..6 <enrolled> ..6 without ..2 asked|asking|action|consent
    every|each|all|everyone|everybody|whoever ..8 is|are|gets|get|will_be ..1 <enrolled>
    ! nothing|no_action ..1 <must>|is|needs|has ..2 to? be? done|do|required|needed|necessary ^to_stop|to_end|to_leave|to_cancel
    ! <people> ..2 need|needs|have|has|do|does not ..3 do anything
    system|software|crm|it ..1 begins|begin|starts|start to? text|texting|send|sending|message|messaging
    receive|receives|get|gets ..3 <message> ..2 as ..1 part of ..4 account|service|contract|agreement|membership|lease
    number|numbers ..4 copied|taken|imported|pulled|loaded|transferred|moved ..8 into|to
    goes|go|lands|land straight|directly|right ..2 onto|on|into ..2 list
    deemed|considered|treated|counted|taken ..2 consent|permission|opt_in|agreement
    ! no ..2 opt_in|consent is|are|was ..1 collected|taken|asked|obtained|recorded
    <we> ..1 take_it|infer|conclude|reckon ..8 welcome|wanted|okay|ok|fine|agree|agreed|texts|consent
""")
BY_AN_ACT = _compile("""
    who|whoever|once|after|if|when|by ..4 <tick>|<agree>|<asks>|text|texts|texting|reply|replies|opting_in|opted_in|opt_in
    tick|ticking|check|checking ..6 <enrolled>
    only those|people|customers
""")
SAYS_YES_FIRST = _compile("""
    once|after|if|when|whether ..5 say|says|said|agree|agrees|agreed
    who ..2 agree|agrees|agreed|say|says|said|press|presses
    press|presses|only if
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
