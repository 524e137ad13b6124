"""What a message is about: selling, a passcode, a delivery, an appointment, an account, asking for gifts."""

from a2p.lint.language.inflection import noun_forms, split_words, verb_forms
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "saving": (
        *noun_forms(
            "discount coupon promo deal voucher bargain bonus rebate markdown freebie giveaway promo_code bogo doorbuster"
        ),
        "half price",
        "half off",
        "two for one",
        "2 for 1",
        "buy one get one",
        "free shipping",
        "on sale",
        "clearance",
        "cashback",
        "special offer",
        "special offers",
        "limited time",
        "flash sale",
        "early access",
    ),
    "amounts": tuple(map(str, range(1, 101))),
    "urgent": split_words(
        "today_only while_supplies_last while_they_last before_they_are_gone "
        "before_it_is_gone last_chance ends_tonight ends_today ends_soon hurry do_not_miss dont_miss "
        "act_now order_now shop_now buy_now book_now sign_up_now this_month_only only_a_few_left "
        "going_fast selling_fast nearly_gone almost_gone final_hours get_yours grab_yours claim_yours "
        "reserve_yours"
    ),
    "code": split_words("code passcode otp pin one_time_password verification_code security_code token"),
    "verb_sell": (*verb_forms("upgrade refer save shop"),),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


SELLING = _compile("""
    percent|% off
    <amounts> off
    <saving>
    <urgent>
    save|saves ..1 up_to|percent|big|money|more|amount|<amounts>|even
    sale starts|ends|today|now|begins|event|starting
    spring|summer|fall|autumn|winter|holiday|annual|semi_annual|big|black_friday|cyber_monday|weekend|members_only|flash|warehouse sale
    shop|buy|grab ..2 the|our|your|a|now|today|yours ..3 sale|deal|deals|offer|offers|collection|free|off
    free|complimentary ..1 gift|trial|sample|drink|dessert|appetizer|wax|upgrade|cookie|coffee|float|shot|shipping|spins|delivery ..4 with|for|on|when|today|this|all|each|every
    free|complimentary gift|dessert|appetizer|drink|spins
    upgrade|upgrading|go|switch ..2 to ..2 premium|gold|pro|plus|platinum|unlimited|deluxe|vip
    go|get premium|gold|platinum|unlimited
    refer|invite a|your? friend|friends
    bring a|your friend|friends
    ask us about ..3 new|our ..3 offer|offers|bundle|deals|special|specials|financing
    new arrivals|collection|menu|flavors|offers|products
    just dropped|landed|launched
    are|is back ..1 grab|get|order|while
    gift cards|card|certificates ..3 for|make|buy|available|now
    shot|drink|drinks|float|it|dessert|coffee|lunch|round ..2 on us
    open a|an ..2 account ..6 bonus
    earn ..3 points|rewards|cash|bonus
    win|wins ..2 amount|prize|prizes|up_to|cash
    exclusive|special|members_only|vip offer|offers|deal|deals|price|prices|access|discount|discounts
    book|order|buy ..3 by ..3 for|and ..2 get|save|off|free
    half price|off
    prices|rooms|rates|passes|tickets starting? at|from amount
    starting at amount
    two|buy ..2 get ..2 one|free|half
    order now|today ..3 and|for|to|before
    second|next|third|other ..2 is? free|half
    get|gets ..1 the|our|your ..1 new
    cash back
    come hungry|thirsty
    until sold out
    order|buy|shop|book|reserve|claim|grab|call|visit|come_in|enroll yours|now|today
    yours now|today
    try ..1 our|the ..1 new
    weekly|daily|lunch|dinner|todays|this_weeks|weekend|our specials
    specials|special today|this_week|of_the_week|of_the_day
    now available
    sale is on
    our|a sale
    enter|chance|could|can|to ..1 win
    seats|spots|tickets|tables ..1 are|is ..1 limited|nearly_gone|almost_gone|going_fast
    limited seats|spots|offer|edition
    offer|offers|special|specials|promo|promotion ..3 ends|expires|valid|just_for|for_you
    our ..2 new ..2 offers|deals|specials
    join|become ..3 vip|rewards|loyalty club|member|program
    come ..1 taste|try|shop
    and save
    rates|prices|plans ..1 from|as_low_as|starting amount|<amounts>|rate|as
    lower|best|great|special|low|new rate|rates|price|prices ..3 on|for
    earn ..2 rate|apy|interest|percent|points|miles
    open ..2 cd|savings|checking|ira ..4 and|today|now|this
    stock up
    second|third|fourth|next|other|one ..1 is on us
    spring|summer|fall|winter|holiday|weekend|daily|weekly special
    amount|dollars off ^the_road
    black_friday|cyber_monday|prime_day|super_sale|happy_hour_deals|door_buster
    free month|week|year|class|session|night|visit|consultation|month_of|fitting|tasting ..2 for|with|when|if|on|<period>|.
    refer|refers|refer_a|bring ..2 buddy|friend|neighbor|someone|coworker
    referral ..2 bonus|reward|credit
    for_only|for_just|only|just ..1 <amounts> dollars|bucks ^left|due
    for_only|for_just amount
    book|buy this month|week|weekend
""")
PROMOTIONAL = _compile("""
    marketing|promotional|promotions|promotion|advertising|advertisement|advertisements|ads|promos
    offer|offers ^a|an|the|two|three|both|to|no|help|you|people|them|us|either|shifts|advice
    deals|discount|discounts|coupon|coupons|sale|sales|specials|bargains|vouchers|giveaways|savings|rebates
    new arrivals|arrivals|products|collections|flavors|items|menus
    special events|offers
    donation|donations|fundraising|gifts|pledge|pledges|contribution|contributions ..2 request|requests|appeals|asks
    requests|appeals for donations|gifts
    donations|fundraising
""")
SOLICITING = _compile("""
    donation|donations|fundraising|gifts|gift|pledge|pledges|contribution|contributions|charitable ..2 request|requests|appeals|appeal|asks|drives
    requests|appeals|asks for donations|gifts|money|support
    donations|fundraising|fundraisers|appeals
    marketing|promotional|promotions ..3 and|or ..3 donation|donations|notices
""")
NO_PROMOTION = _compile("""
    ! no|not|never|nothing|none|without|neither|nor|free_of|contain_no|carry_no|zero ..5 marketing|promotional|promotions|promotion|advertising|ads|advertisements|offers|coupons|sales|selling|solicitation|solicitations|promos
    ! never|not ..4 advertise|promote|solicit|pitch|upsell
    transactional only
    strictly|purely|only|solely|exclusively ..1 transactional|informational|operational|service|account
    informational only
    transactional|informational|operational ..1 messages|texts|notices|alerts|notifications ..1 only
    keep|keeps|keeping offers|promotions|ads|marketing out
    ! not ..3 for marketing
""")
INFORMATIONAL = _compile("""
    appointment|appointments|booking|bookings|reservation|reservations
    order|orders|delivery|deliveries|shipping|shipment|shipments|pickup|pick_up ..2 update|updates|status|notification|notifications|texts|text|notices|alerts|reminders|confirmations|confirmation
    about my|your|the|their ..1 order|appointment|visit|account|delivery|application|case|move|treatment|child|stay|booking
    reminder|reminders|remind
    application|applications ..2 notice|notices|updates|status|progress|notifications
    receipt|receipts|tracking|results|arrival
    when my|the|our|your ..3 is|are|get|gets|come|comes|arrive|arrives|ready|here|in|done
    ready ..3 for|to ..1 pickup|pick_up|collect
    account|billing|payment|statement|balance ..2 notice|notices|alerts|updates|texts|reminders|notifications|information
    closing|closings|closures|cancellations|schedule|schedules|outages|outage
    code|codes|passcode|passcodes|verification
""")
PASSCODE = _compile(
    """
    verification|security|login|access|passcode|one_time|confirmation|sign_in|authentication|two_factor|2fa|otp ..1 code|codes|passcode|pin|password|passcodes
    code|passcode|otp|pin is
    your ..4 code|passcode|otp|pin
    is ..2 your ..4 code|passcode|otp|pin
    use ..2 to ..1 verify|confirm|login|authenticate|reset
    enter ..3 code|passcode ..3 to
    passcode|passcodes|otp
    one time password|passcode|code|pin|codes|passcodes|passwords
    login code|codes
    verify ..2 number|phone|account|identity|login|identities
    code to ..3 verify|reset|login|confirm|see|open|access
"""
)
# What belongs to a passcode, and what has nothing to do with one.
OF_SIGNING_IN = _compile("""
    code|codes|login|loggedin|verify|verified|verification|identity|device|password|pin|access|authenticate|unlock|token
    confirm ..3 number|phone|email|you|account|transfer|change
    subscribed|enrolled|opted_in|opted_out|unsubscribed|help
    ! not|wasnt you
    was|were|is|been ..1 changed|reset|replaced|removed
""")
NO_CODE = _compile("""
    invoice|order|appointment|delivery|registration|statement|payment|request|bill|reminder|sale|event
""")
TRANSACTIONAL = _compile("""
    your|the ..3 order|parcel|package|delivery|shipment ..4 is|was|has|ships|shipped|arrives|ready|delivered|way
    your ..3 appointment|booking|reservation|visit|lesson|session|consultation|table|treatment|cleaning ..3 is|on|at|has|tomorrow|moved|confirmed
    appointment|visit reminder|confirmed|confirmation
    your ..3 payment|bill|invoice|statement|balance|rent ..3 is|was|due|received|ready
    your ..3 is|are ready ..3 pick|pickup|at|to
    is on ..2 way
    scheduled|booked|saved|reserved|set ..4 appointment|time|table|spot|slot|visit|date ..3 for|on|at
    appointment|booking|reservation|visit ..4 on|for|at
    see you|us tomorrow|on|at
""")
EDUCATION = _compile("""
    student|students|class|classes|course|courses|campus|school|tuition|enrollment|semester|term|lesson|lessons|exam|exams|homework|teacher|teachers|professor|faculty|college|university|academy|bus|registration|degree|pupils|grade|grades|classroom|graduation|scholarship|dorm|library|parents
""")
OF_DONATION = _compile("""
    donate|donation|donations|gift|gifts|give|fundraiser|fundraising|volunteer|volunteers|charity|cause|shelter|rescue|pantry|church|support|supporters|members|ministry|nonprofit|mission|appeal|pledge|relief|parish|worship|mass|prayer|congregation|parishioners
""")
OF_POLITICS = _compile("""
    vote|votes|voting|voter|voters|election|elections|ballot|candidate|campaign|senator|congress|mayor|council|rally|polls|polling|canvass|precinct|measure|referendum|policy|legislation|caucus|primary
""")
OF_FRAUD = _compile("""
    fraud|suspicious|unusual|unauthorized|did_you|blocked|charge|charges|transaction|payment|login|device|locked|attempt|card|verify|purchase|spend|password|security|breach
""")
INVITING = _compile("""
    join|visit|discover|explore|try|come|taste|see|meet ..3 us|our|the|new
    new|featured|seasonal|special
    <message> ..2 events|workshops|classes
    tickets|seats|spots|table|tables ..3 left|open|available|out|sale
    is|are ..1 live|here|back|out|open
""")
CONCRETE = _compile("""
    confirm|confirms|confirming|remind|reminds|reminding|warn|warns|warning|ask|asks|tell|tells|text|texts|alert|alerts|let|lets|inform|informs|notify|notifies ..8 order|orders|visit|visits|booking|bookings|ready|late|closed|open|delivery|deliveries|lesson|lessons|shift|shifts|meeting|meetings|repair|repairs|rent|bill|pickup|arrives|arrived|come|comes|due|booked|ordered|closings|closing|moved|changed|outage|outages|invoice|weather|game|games|practice|session|sessions|trip|trips|tour|tours
""")
