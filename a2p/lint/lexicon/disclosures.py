"""How a text says how often messages come, what they may cost, how to stop them and how to get help."""

from a2p.lint.language.inflection import split_words
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "vary": split_words("vary varies varying depend depends differ differs fluctuates"),
    "measure": split_words("number amount volume quantity count how_many how_often cadence"),
    "each": split_words(
        "per a an each every for_each for_every / for_one in_each in_a after_each before_each with_each "
        "for_any"
    ),
    "limit": split_words(
        "at_most up_to no_more_than not_more_than never_more_than maximum maximum_of max max_of "
        "limited_to average_of approximately about around roughly fewer_than less_than between expect "
        "usually typically no_more"
    ),
    "adverb": split_words(
        "daily weekly biweekly fortnightly monthly quarterly yearly annually hourly nightly "
        "occasional occasionally infrequent sporadic one_time onetime non_recurring "
        "seasonally rarely seldom"
    ),
    "num": (
        *map(str, range(1, 31)),
        *split_words("one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty"),
        *split_words(
            "a_few few several a_couple a_couple_of a_handful a_handful_of a_single single dozen a_dozen half_a_dozen two_dozen"
        ),
    ),
    "unit": split_words(
        "event visit order booking appointment request delivery trip ride stay session lesson class login "
        "transaction purchase issue claim storm shift parcel package ticket job haircut plant box code "
        "time service project case inquiry quote"
    ),
    "charge": split_words(
        "rate rates charge charges fee fees cost costs pricing price prices cost_you tariffs"
    ),
    "carrier": split_words(
        "message messages messaging data carrier carriers text texts texting sms mms provider operator "
        "network mobile wireless phone plan airtime standard normal usual cellular"
    ),
    "apply": split_words(
        "may_apply apply applies can_apply might_apply could_apply will_apply may_be_charged "
        "may_be_billed may_be_incurred may_occur can_occur might_be_charged may_charge may_cost"
    ),
    "reply": split_words(
        "reply replies replying text texting texts send sending sends respond responding answer answering "
        "type typing write writing word keyword back text_back with"
    ),
    "stopword": ("stop", "unsubscribe", "quit", "end", "cancel", "stopall", "opt out", "revoke", "leave"),
    "leave": split_words(
        "opt_out opts_out opting_out unsubscribe cancel quit stop stops end ends leave withdraw block "
        "get_off off_the_list opt_you_out opts_you_out stop_them revoke"
    ),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


FREQUENCY = _compile("""
    frequency|frequencies|cadence
    <num> ..2^<box> <message>
    <num> ..1 <each> <period>|<unit>
    <num> ..1^<box> per|each|every|/|for_each|for_every|monthly|weekly|daily ^<people>|child|children|option
    <num> ..2 <period>
    <message> ..8 per|apiece
    <message> ..6 each|every ..1 <unit>|<period>|time
    before|after|for|with|at each|every ..1 <unit>
    per|each|every|/ <period>|<unit> ..3 <message>
    once|twice a|an|per|each|every <period>|<unit>
    <measure> ..4 <vary>|based_on|according_to
    messages|texts ..4 <vary>
    how_many|how_often ..4 <vary>|up_to|whenever|when|each|every|once|as
    <limit> ..2 <num>
    how_many|how_often ..3 <num>
    texts|messages ..1 <num>
    as often|many|few ..3 as
    <adverb> ..3 <message>
    <message> ..3 <adverb>
    <adverb> at_most|or_less|or_so|maximum
    at_most|about|roughly <adverb>
    one|a|single time|off message|text|code|notice
    one time
    each|every monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekday|weekend|holiday
    each|every time|day|week|month|year|season|evening|morning
    only|just on|during|in ..2 days|day|emergencies|emergency|storms|season|outages|outage
    only|just when|once|after|before ..4 <unit>|order|ready|done
    <num> ..2 until|during|in ..3 <period>|<unit>|election_day
    a|one|single <message> ..2 each|every|per|before|after ..1 each|every|per|your|the <unit>
    <message> ..6 with|per|at|for|after|before|upon|in each|every|any ^<people>
    once|twice ..3 at_most|only|per|when|before|after|at
    <text>|texted ..3 once|twice|thrice
    <num> ..2 only if|when|in|during|for
    only if|when ..3 something|there|needed|necessary|urgent|happens|changes
    as|whenever ..3 class|schedule|season|calendar|weather|work ..1 schedule? requires|allows|demands|calls
    dozen ..2 <message>
    once|twice|thrice ..1 <adverb>
    <num> or so ^old|years
    <num> or|to <num> ^years|minutes|hours|am|pm|days|percent|business|boxes|checkboxes|ways|options|fields
    <num> ..2^<box> for|per|with|at a|an|each|every|one|any ^<box>|<people>|child|option
    whenever there|something|needed|necessary|anything
    <message> ..3 whenever
    a <text> a|per|each|every <period>|<unit>
    <message> ..3 on ..1 days|weekdays|weekends|mondays|fridays|sundays|saturdays|match_days
    <message> ..2 when ..1 you|they login
""")
RATES = _compile("""
    <carrier> ..3 rate|rates|charges|fees|tariffs ..3 <apply>
    message|messages|messaging|data|carrier|carriers|sms|texting|provider|wireless ..2 rate|rates|charges|fees|tariffs
    text|texts ..1 rates|charges
    <apply> ..3 <carrier> ..3 rates|charges|fees
    rates|charges|fees|cost|costs ..3 carrier|provider|operator|phone_plan|mobile_plan|network|phone_company
    carrier|carriers|provider|operator|phone_company|phone_plan|mobile_plan|plan ..4 charge|charges|bill|bills|cost|costs|charged|charging
    texts|messages ..2 count|counts ..2 plan
    rates ..1 standard|normal ..1 message|text|messaging
    costs|cost|charged ..4 your|their ..1 plan|carrier|provider|operator
    rates|charges|fees|costs ..1 <apply>
""")
STOP = _compile("""
    <reply> ..2 <stopword>
    unsubscribe
    stopall
    <stopword> ..2 to ..2 <leave>
    <leave> ..2 at any
    <leave> any time
    <leave> it|them|texts|messages any time
    <leave> anytime|whenever
    <leave> ..2 by replying|texting|sending|writing|text|message
    stop|quit|end|cancel stops|ends|quits|cancels|works|gets|removes|opts|finishes|blocks
""")
HELP = _compile("""
    <reply> ..2 help|information
    help for|gets|helps|works|brings|if
    questions|support|assistance|help|trouble|problem|problems|issues|contact|reach ..4 EMAIL|PHONE|LINK
    call|contact|reach|ask|email|phone ..3 PHONE|EMAIL
    EMAIL
""")
CONFIRMS_OPT_IN = _compile("""
    you|your are|have|been ..3 subscribed|enrolled|opted_in|signed_up|registered|added|joined
    you|we are|have ..2 subscribed|enrolled|opted_in|signed_up|joined
    thanks|thank_you|thx for ..3 opting_in|subscribing|joining|signing_up|enrolling|opting|registering
    thanks|thank_you|thx for opting|subscribing
    welcome to ..6 alerts|texts|updates|list|club|program|messages|notifications|text_list|text_club|sms
    you are in|on ..4 list|alerts|texts|program|club
    you will|shall now receive|get
    you opted_in
    subscription ..3 confirmed|active
    confirmed ..4 subscription|opt_in
    successfully|now subscribed|enrolled|opted_in|signed_up|registered
""")
STOPPED = _compile("""
    opted_out|unsubscribed|removed|stopped|cancelled|canceled|off
    opt out|opt_out_request|unsubscription|unsubscribe|stop ..3 confirmed|complete|done|processed|received|request
    no more|further|longer
    not|never ..3 receive|get|text|message|send|sent|hear|contact|contacted|texted|be
    off ..2 list
    done|stopped|ended
    last|final text|message
    stop|stopped|end|ended ..2 texting|sending|messaging|texts|messages
""")
NO_MORE = _compile("""
    no more|further|longer|other|additional|messages|texts|new
    no <message>
    nothing|none ..3 more|further|else
    not|never ..4 receive|get|text|message|send|sent|hear|contact|contacted|texted|messaged|come|write
    last|final text|message
    stop|stopped|stops|ended|cease ..2 texting|sending|messaging|texts|messages|receiving|come
    messages|texts|reminders|alerts ..3 stop|stopped|end|ended|cease|over
    <message> ..2 will|have ..1 stop|stopped|end|ended
""")
# Words of which a description can be made that says nothing.
SAYS_NOTHING = frozenset(
    split_words(
        ". ourbrand a an the and or of to for from with by in on at our its their it they we us i you your is are be will "
        "do does so this that these those can may have has use uses using used text texts texting message messages "
        "messaging sms send sends sending sent communicate communication communications notification notifications "
        "update updates information alert alerts customer customers client clients people user users member members "
        "about regarding campaign business company service services product products number phone mobile as when if "
        "needed need all any general purpose purposes account"
    )
)
VARIOUS_PURPOSES = _compile("""
    various|general|different|multiple|several|other|all|any|miscellaneous ..1 business? purposes|needs|reasons|matters|topics|things|communication|communications|business_needs|business_purposes
    as needed
    as necessary
    as required
    from time to time
    when needed|necessary
    general|business|customer|client|regular|day_to_day|internal|external communication|communications|messaging|use|purposes|notifications|information
    communicate|communicating|communication|stay_in_touch|keep_in_touch|connect|interact|contact|reach_out ..2 with|to our|the|its|my? <people>
    send|sends|sending <message> to? our|the|its|my? <people>
    this is|campaign|number ..3 texting|messaging|sms
    things|matters|topics|subjects that ..3 concern|interest|matter|relate
    all|any|every|various|different kind|kinds|types|sorts of
    about things|matters|stuff|whatever|anything
    business texting|messaging|sms|communication
    <message> about our|its? business|services|products|company
    improve|improves|improving|enhance|enhances|increase|increases|boost|boosts|drive|drives|strengthen|strengthens|build|builds ..4 engagement|experience|communication|communications|relationship|relationships|satisfaction|retention|loyalty
    better|seamless|great|best|smooth experience|service|communication|engagement
    relevant|valuable content
    keep|keeps|keeping ..4 engaged
    important|general|relevant|useful ..4^about|on|of|when|regarding|concerning to ..2 <people> via|by|through|over|.
    able to text|message|send|contact|reach ..3 <people>
    text|message|contact ..2 people|customers|clients|members|patients ..1 when|if|as ..2 have_to|need|needed|want|necessary
""")
OF_TEXTING = _compile("""
    text|texts|texting|sms|mms|text_messages|text_message|mobile_number|mobile_numbers|mobile_phone|mobile_information|messaging
""")
SENDS = _compile("""
    send|sends|sending|text|texts|texting|message|messages|messaging|sms|communicate|communicates
""")
