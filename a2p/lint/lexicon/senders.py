"""Who writes to whom: strangers, friends, or a platform's customers instead of one business."""

from a2p.lint.language.inflection import noun_forms, split_words, verb_forms
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_TRADES = noun_forms(
    "business company merchant retailer clinic salon dentist restaurant plumber electrician contractor store shop gym "
    "practice office agency realtor agent franchise franchisee organization nonprofit school church spa "
    "landlord hotel dealer dealership brand vendor professional pro seller host doctor studio pharmacy lawyer photographer florist caterer therapist trainer coach tutor accountant roofer painter mechanic "
    "vet barber stylist groomer landscaper mover cleaner instructor guesthouse inn campground kennel marina"
)
_CLASSES = {
    "kin": (
        *noun_forms(
            "friend cousin relative sibling brother sister husband wife spouse son daughter kid uncle aunt "
            "nephew niece grandchild grandparent roommate housemate flatmate buddy pal girlfriend boyfriend "
            "fiance neighbor acquaintance"
        ),
        *split_words(
            "family family_members mother father mom dad parents household loved_ones children grandchildren"
        ),
    ),
    "write": (
        *verb_forms("text write send message remind alert notify tell chat ping reach contact inform update"),
        "texts to",
        "messages to",
        "reminders to",
        "alerts to",
    ),
    "agreed": verb_forms("agree consent opt_in tick check join receive get sign_up reply ask know"),
    "own": ("my", "our", "his", "her", "their own", "own", "the owners", "your own"),
    "trades": _TRADES,
    "pluraltrades": tuple(
        noun for noun in _TRADES if noun.endswith("s") and noun not in {"business", "press"}
    ),
    "endcustomer": noun_forms(
        "customer client patient guest member tenant subscriber lead user end_user audience contact buyer student donor"
    ),
    "useof": (
        *verb_forms("use license subscribe_to sign_up_to let allow enable help"),
        "through",
        "via",
        "with which",
        "by which",
        "platform for",
        "software for",
        "tool for",
        "app for",
    ),
    "platform": split_words(
        "platform saas software crm app application system tool api service_provider marketplace "
        "white_label whitelabel software_provider solution product"
    ),
    "list": split_words(
        "list lists database databases records directories directory data numbers contacts leads"
    ),
    "source": split_words(
        "purchased bought purchase buy buying rented rent acquired obtained third_party scraped scrape "
        "harvested harvest licensed sourced collected_from appended skip_traced"
    ),
    "num": split_words("two three four five six seven eight nine ten 2 3 4 5 6 7 8 9 10"),
    "headcount": (
        *map(str, range(5, 100)),
        *split_words("ten twelve fifteen twenty thirty forty fifty hundred"),
    ),
    "publicplace": split_words(
        "public_records county_records public_record property_records tax_records court_records "
        "public_websites public_website websites directories directory google_maps google yelp linkedin "
        "facebook social_media zillow mls craigslist yellow_pages phone_book the_web the_internet "
        "online_listings business_listings expired_listings chamber_of_commerce data_provider data_broker "
        "data_brokers data_vendor list_broker lead_provider job_boards job_board resume_databases indeed voter_file trade_show trade_shows "
        "attendee_list attendee_lists business_cards license_records for_sale_signs public_listings "
        "public_sources public_data"
    ),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


COLD_OUTREACH = _compile("""
    <source> ..4 list|lists|database|databases|directory|directories|leads
    <source> ..3 data|numbers|phone_numbers ..6 from|of|text|texts|texting|contact|contacts|call
    reach|reaches|text|texts|message ..3 homeowners|owners|landowners ..6 sell|selling
    numbers|names|contacts ..3 off|from|on|through ..3 <publicplace>
    bought|purchased|rented|scraped|harvested|licensed|acquired ..1 contacts ..3 from|of|and ^us|our
    purchased|rented|scraped|licensed|public|county|third_party|court|tax records
    list|lists|database|databases|directory|data|leads ..4 purchased|bought|rented|scraped|harvested|skip_traced|acquired
    <list> ..1 were|was|are|is|been? scraped|purchased|rented|bought|harvested|skip_traced|acquired
    <list>|numbers|contacts|prospects|leads|phone_numbers ..6 from ..6 <publicplace>
    owners|homeowners|residents|people|businesses ..6 from|in ..3 records|public_records|county_records|tax_records|property_records|court_records|directories|listings|license_records
    <publicplace> ..5 numbers|contacts|phone_numbers|leads
    find|finds|take|takes|collect|collects|pull|pulls|get|gets|look|looks|gather|gathers|source|sources|extract|extracts|copy|copies ..4 numbers|contacts|phone_numbers|owners|leads|prospects|data ..6 from|in|on|via|up ..4 <publicplace>
    <publicplace> ..4 gave|give|hand|handed|dropped ..4 business_cards|cards
    <people>|visitors ..6 gave|give ..3 business_cards
    skip trace|traced|tracing
    cold text|texts|texting|outreach|messages|message|leads|prospects|calls|sms|contacts|list|prospecting|calling
    ! unsolicited
    ! text|texts|texting|message|contact|reach|write ..5 not|never ..2 heard|asked|met|opted_in|consented|agreed|given|signed_up|requested
    ! text|texts|texting|message|contact|reach|write ..5 who|that ..1 did|have|do not ..2 ask|know|opt_in|consent|opted_in|sign_up|hear|expect
    <we> ..1 assume|presume ..4 ok|okay|fine|interested|consent
    text|message|contact|reach_out_to|introduce|approach|first|intro|introductory ..4 prospects|strangers|potential_customers|prospective
    intro|introductory|introduction text|texts|message|messages
    prospecting
    introduce|introduces|introducing|introduction|pitch|pitches ..3 <we>|ourselves|itself|services|service|products|company|agency|offer|offers|firm ..4 to|of ..4 owners|businesses|prospects|companies|merchants|people|managers
    introduce|introduces|introducing|pitch|pitches to ..3 businesses|prospects|companies|merchants|managers
    interested|thought|think|thinking|consider|considering ..3 in|of|about|an ..2 selling|sell
    <we> buy houses|homes|property|land
    would you ..3 sell|selling|offer|sale ..4 house|home|property
    would you ..3 consider an offer
    cash offer
    ! no|without prior|previous ..1 consent|contact|relationship|opt_in
    drip|blast|mass text|texts|campaign|prospects ..3 prospects|strangers|leads
    number|numbers ..3 <we> ..1 look|looked|find|found|pull|pulled|research|researched|collect|collected|gather|gathered|scrape
    look|looks|looking up ..4 number|numbers|owners|phone_numbers
    contact|contacts|text|texts|write|writes|reach|reaches|message|messages ..6 whose ..8 <publicplace>
    gives|give|sends|send|hands|supplies|provides|passes us ..2 numbers|list|lists|phone_numbers ..2 of
    bought|purchased|acquired|inherited ..3 customer|client|contact file|files|list|database|base
    numbers|phone_numbers|list|contacts ..4 from ..2 marketing|data|lead|list company|companies|firm|vendor|broker|provider|agency|seller
    ! you do not know me|us
    ! <we> have|did not ..1 met|spoken|talked|meet|speak|talk ..2 yet|before|but
    <we>|just noticed|saw|came_across|spotted ..3 your ..2 house|home|listing|resume|profile|business|website|name|property|roof|lawn|yard|company|ad|street|number|page|post
    <we>|just found|see your ..2 listing|resume|profile|website|name|company|ad|number|page|post ..3 on|in|at|from|and|online|through|under
    damage|storm_damage|hail|issues ..3 on|in your street|neighborhood|block|area
    noticed|saw|spotted ..4 damage|hail|issues ..3 on|to your roof|house|siding
    got|have|found your ..2 number|name|contact ..2 from|through|on|via|in
    are|is you|this the ..2 owner|manager|decision_maker|right_person
    reaching out ..2 to_see_if_you|to_introduce|to_offer|about_your_property|regarding_your_property
    reaching out ..2 because ..3 saw|noticed|found|think|thought|believe|help|heard
    would you ..2 be open|interested to|in
    quick question ..3 about your? ..1 property|house|home|business|website|company|listing
    append|appends|appended|appending ..4 numbers|cell|cells|mobile|phone|phones
    do|have you ..2 have? 5|five|10|ten minutes
    who|whom ..2 handles|manages|decides|is_in_charge|takes_care|do_i_speak|should_i_talk ..6 at|for|of|about your
    right|best person to ..2 talk|speak|ask|contact
    licensed|rented|purchased|bought|compiled ..2 data|marketing ..1 file|files|set|feed
    recent|new movers ..6 data|file|list|records|licensed
""")
COMPANY = _compile("""
    a|our|registered|limited corporation|liability_company|partnership
    our|its|own|an|federal ein|employer_identification_number
    incorporated in|as|under
    <headcount> ..1 employees|staff|workers|locations|branches
    s|c corporation|corp
    with|has|have <num> ..1 branches|subsidiaries
""")
PERSON_TO_PERSON = _compile("""
    <write> ..6 my|own <kin>
    <write> ..6 his|her cousins|cousin|friends|friend|relatives|wife|husband|classmates|buddies|siblings|roommates|family
    <write> ..4 my|own ..1 <kin> ..5 chat|talk|plan|dinner|errands|wishes|hello|groceries
    my|own <kin> ..4 <agreed>
    text|texts|texting|message|messages back_and_forth ..2 with|to ..1 my|our|his|her
    <write> ..4 with|to my ..1 <kin>
    ! this|it|which is not ..1 business|company
    regular|ordinary|normal people talking|texting|chatting
    chat|chats|chatting|talk|talks|catch_up|gossip with|to ..3 <kin>|each_other
    <write> ..2 myself|ourselves|my_own_phone|each_other
    <write> ..3 me|us and my|our wife|husband|family|partner|kids|spouse|household|roommate|roommates
    keep|keeps ..1 my|our ..1 brothers|brother|sisters|sister|mother|father|family|friends|cousins|relatives|parents ..3 up|informed|posted
    keep|keeps|stay|stays in touch with ..3 <kin>|classmates|buddies|pals
    my|her|his personal|private number|phone|line
    personal|private use|texting|conversation|conversations|chat|chats|correspondence
    for|of ..1 my|our|personal personal|private|household|home use|texts|messages|reminders|number|phone
    person to person
    peer to peer
    p2p
    our|my|the household chores|reminders|texts|messages|chat|group
    <write> ..4 my|our household|housemates|roommates|flatmates
    own|my|our|personal|private|residential home ..1 automation|assistant
    home_automation|home_assistant ..6 me|us|myself|my|family|household|owner|alerts_me
    smart home ..6 me|us|my|our|family|household|owner
    my|our ..1 smart home|house|lights|thermostat|garage|doorbell|sensors
    between|among ..1 neighbors|individuals|friends|roommates|relatives|classmates|family_members
    group chat|chats|texts
    family chat|group|texts|reunion
    <kin> ..3 to chat|talk|plan
    own hobby|hobbies
    two|few|handful_of people ..2 household|home|house
    keep|keeps|keeping|catch|catches|catching up with ..5 <kin>
    my|our ..3 number|phone|line ..5 my|our <kin>
    texts|messages|notifies|alerts|pings me ..1 when|if|about
    only|just i|me get|gets|receive|receives|see
    for|among|between|with ..1 me|myself and ..2 <kin>
""")
PERSON_TO_PERSON_PERHAPS = _compile("""
    smart_home|home_automation|automation|sensor|sensors|thermostat|door|doors|garage|lights|dishwasher|laundry ..10 household|family|house|himself|herself|myself|me|us
    household ..6 smart_home|automation|sensor|sensors|door|lights
    <write> ..6 household
    <write> ..6 his|her|their ..1 <kin>
    <kin> and <kin>
    family members
    members of ..1 my|our|the|a|his|her family|household|house
    hobby
    <write> ..4 himself|herself
    with|for|among|between|to his|her|their|my|our ..1 <kin>
""")
PLATFORM = _compile("""
    on behalf of ..4 <pluraltrades>|clients|customers|users|subscribers
    on behalf of a|any|each|every|another|whichever|whatever ..2 <trades>
    <useof> ..6 <trades> ..8 their|respective|own ..1 <endcustomer>
    <trades> ..6 <useof> ..10 their|respective|own ..1 <endcustomer>
    our|its|the ..1 <endcustomer> ..10 send|sends|text|texts|message|remind|reminds|notify|reach|contact|alert ..6 their|respective|own ..1 <endcustomer>
    to|with|by the? customers|clients|patients|guests|members|students|tenants|subscribers|audience of our customers|clients|subscribers
    for ..1 our|its|various|many|multiple|different|several ..2 <trades>|<endcustomer> ..8 to ..2 their|the ..1 <endcustomer>
    <platform> ..6 <trades> ..4 text|message|send|sends|contact|notify|remind
    their|respective own? <endcustomer> ..6 our|its ..1 <platform>
    <endcustomer> of ..1 our|its|the ..1 customers|clients|subscribers|merchants|users|businesses|clinics|salons
    content|sender|message|messages|brand|name ..4 depends|varies|differs ..3 client|customer|business|merchant|clinic|tenant
    sender|name ..3 whichever|each|any|respective ..2 <trades>
    <pluraltrades> ..6 send|text|message|remind|notify|use ..10 their ..1 <endcustomer>
    through|from|over|by our numbers|texting_app|messaging_app
    ourbrand ..3 builds|makes|sells|runs|offers|provides|develops|is ..3 texting|messaging|sms|crm|text_marketing|bulk_texting ..1 app|software|platform|tool|service|system|provider
    <useof> ..6 <pluraltrades> ..4 text|message|write|send
    each of them ..2 writes|texts|sends
    white label|labeled|labelled
    multi tenant
    isv|reseller|resellers|aggregator
    text|texts|texting|send|sends ..3 for ..1 many|other|several|different|multiple|various <trades>
    many|multiple|several|different|various|other <trades> ..4 share|use|send|text ..4 this|our|the number|campaign|account
    every|each <trades> ..2 writes|write|words|chooses|sets|composes ..3 own
    resell|resells|reselling ..3 texting|messaging|sms|text|texts
    for ..2 <pluraltrades> ..8 that|who|which ..1 sign_up|signed_up|work|hire|pay|subscribe ..1 with|for|to? us
    each to its|their own? <endcustomer>
    each|every|all of our clients|customers|merchants puts|put|adds|add|embeds|uses|use ..4 form|page|code|widget
    under ..1 its own|brand|store name|brand
    under ..1 their ..1 names|name|brand|brands
    ourbrand ..2 is ..2 software|platform|app|system|tool by|with|through which
""")
OWN_SENDING_ONLY = _compile("""
    only|no ..1 business|company|sender|one ..2 sends|uses
    no other business
    its own|our own customers|clients|patients
""")
OF_BUSINESS = _compile("""
    <people>
    buyers|regulars|couples|riders|subscribers|neighbors|graduates|campers|farmers|growers|drivers|nurses|staff|crew|volunteers|voters|residents|readers|fans|players|hosts|skiers|ranches|hikers
    order|orders|booking|bookings|appointment|appointments|lessons|visits|church|school|club|shop|store|business
""")
