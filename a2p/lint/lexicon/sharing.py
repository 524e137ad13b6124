"""How a text says that numbers go to others, that they do not, and that leads are the business."""

from a2p.lint.language.inflection import gerunds, participles, split_words, verb_forms
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_SHARE = "share sell rent pass give provide disclose transfer forward hand lend trade exchange distribute supply release resell license monetize"
_CLASSES = {
    "share": (
        *verb_forms(_SHARE),
        "make available",
        "made available",
        "go to",
        "goes to",
        "pass on",
        "passed on",
        "hand over",
    ),
    "shared": (
        *participles(_SHARE),
        "made available",
        "passed on",
        "passed along",
        "handed over",
        "accessible",
    ),
    "sharing": gerunds(_SHARE),
    "sell": (*verb_forms("sell rent resell monetize trade"),),
    "kept": split_words(
        "remain_with_us remains_with_us stay_with_us stays_with_us kept_to_ourselves keep_to_ourselves "
        "keep_your_number_to_myself kept_private kept_confidential confidential stays_between "
        "stay_between stays_on_the_ticket keep_it_to_ourselves keep_the_list_to_ourselves stay_here "
        "stays_here"
    ),
    "deliver": split_words(
        "deliver delivers delivering delivery_of carrier carriers aggregator aggregators send_the_texts "
        "sends_the_texts sending_the_texts twilio messaging_provider messaging_service sms_provider "
        "text_provider service_providers service_provider on_our_behalf required_by_law law_requires "
        "subcontractors"
    ),
    "strongly": verb_forms(
        "share sell rent disclose transfer forward resell license monetize distribute trade exchange"
    ),
    "partner": split_words(
        "partner partners affiliate affiliates third_party third_parties sister_brands sister_companies sister_brand "
        "sister_company other_companies other_businesses other_brands other_organizations other_vendors vendors "
        "advertisers sponsors marketers lead_buyers buyers brokers data_brokers resellers retailers lenders insurers "
        "photographers caterers dealers agencies subsidiaries outside_parties outside_companies selected_companies "
        "marketing_companies parent_company group_companies realtors exhibitors franchisees affiliated_companies "
        "related_companies neighboring_businesses travel_companies colleagues networks merchants other_stores other_shops other_merchants sister_stores "
        "other_clubs other_members other_agents other_firms highest_bidder bidders companies_we_trust businesses_we_trust trusted_companies  affiliated_businesses "
        "manufacturer manufacturers installers publishers employers recruiters charities campaigns committees hotels publishers "
        "sister_firms sister_shops group_members florist florists venue venues planners supplier suppliers makers"
    ),
    # Partners whom an adjective makes others than carriers.
    "chosen": split_words(
        "trusted selected chosen carefully_chosen marketing advertising promotional media preferred "
        "affiliated related outside unaffiliated associated co_branded like_minded industry commercial"
    ),
    "circle": split_words(
        "partners partner companies brands businesses firms organizations advertisers sponsors merchants agencies "
        "marketers affiliates parties vendors entities retailers"
    ),
    "ours": ("own", "itself"),
    # Who buys leads.
    "pros": split_words(
        "installers contractors companies firms law_firms lenders insurers agents insurance_agents dealers pros "
        "professionals providers brokers attorneys lawyers roofers movers plumbers advisors realtors buyers "
        "electricians builders agencies carriers"
    ),
    "leads": ("lead", "leads", "consumer leads", "sales leads", "inquiries"),
    "otherbiz": split_words(
        "partner partners affiliate affiliates third_party third_parties sister_brands sister_companies "
        "sister_brand sister_company other_companies other_businesses other_brands vendors advertisers "
        "sponsors marketers buyers lead_buyers brokers data_brokers resellers retailers lenders insurers "
        "contractors photographers caterers dealers agencies merchants networks network subsidiaries "
        "brands businesses companies stores outside_parties selected_companies organizations "
        "marketing_companies parent_company group_companies suppliers realtors agents clients advertising "
        "exhibitors franchisees other_organizations neighboring_businesses colleagues friends_of_ours "
        "others anyone_who whoever"
    ),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


SHARING = _compile("""
    <share> ..5 <number> ..4 to|with ..4 <partner>
    <strongly> ..5 <number> ..4 to|with ..4 <otherbiz>
    share|shares|disclose|discloses ..3 to|with ..4 <partner>
    <strongly> it|them|these|those|data|information|contacts|numbers|lists|list to|with ..4 <partner>
    <strongly> with|to others
    <share> them|it|these|those ..2 to|with ..4 <partner>
    <number> ..5 <shared> ..3 to|with|by|among ..4 <partner>
    <number> ..5 shared|sold|disclosed|transferred|forwarded ..3 to|with|among ..4 <otherbiz>
    <share> <partner> ..3 <number>
    <partner> ..5 <share> them ..3 <number>
    <sell> ..5 <number>|list|lists|leads
    <number>|list|lists|leads ..3 <be> sold|rented|resold|traded|monetized
    <partner> ..4 get|gets|receive|receives|obtain|have|has|see|access|use|uses ..4 <number>|list
    <partner> ..4 may|can|will|could|might ..2 text|message|contact|call|reach|send|use ..2 you|them|customers|subscribers|your|too|also|the
    texted|contacted|messaged|called by ..6 <partner>
    texts|messages|offers|sms|text ..2 from ..6 and|or|plus ..3 partners|affiliates|third_parties|sponsors|sister_brands|sister_companies|other_companies
    <number> ..4 go|goes|passes|flows|available|visible|open|shown to ..5 <partner>
    <number> ..4 end_up|ends_up|land|lands|wind_up ..2 with|at ..3 <otherbiz>
    other <otherbiz>|stores|shops|clubs ..6 which|who|that ..1 text|texts|message|call ..3 it|them|you|too|as_well|also
    <number> ..4 shared|exchanged|used|passed|pooled ..2 within|among|across ..4 group|companies|family|brands|subsidiaries|stores
    let|lets|allow|allows|permit|permits ..4 <otherbiz> ..5 use|text|access|have|contact|message ..3 <number>|list|you|them|customers
    joint|shared|common ..1 <number>|list|database ..3 with ..3 <partner>
    co marketing partners
    on ..3 behalf of ..2 partners|affiliates|sponsors|third_parties|advertisers
    <number> ..4 used|seen|held ..2 by ..4 <partner>
    <share> ..5 <number> ..2 to|with|on_to ..8 so they|that
    <number> ..5 <shared> ..2 to|with ..8 so they|that
    get|gets|receive|receives|has|have|given|sent ..2 copy|copies of ..2 list|numbers|phone_numbers
    from|with|to|and|or|plus|by ..2 brands|companies|businesses|firms|shops|stores|organizations <we> ..1 work|partner|trust|like|select|recommend
    <number> ..3 exchanged|traded|licensed|bartered|swapped ..1 with|to
    <partner> ..8 may|can|will|could|might ..2 write|text|message|contact|call|email to? you|them|customers
    sister|partner|other|neighboring|second store|shop|stores|shops|company|companies|firm|business ..1 get|gets|receive|receives|has|have|sees ..2 numbers|number|list
    offers|texts|messages|news|deals ..2 from our|its|their|the|some ..1 <partner>
    receive|receives|get|gets|obtain|obtains ..1 these|those numbers|lists|phone_numbers ..1 too|as_well|also
    <chosen> ..1 <circle> ..8 may|can|will|could|might|contact|text|call|message|send|reach|write|use|so|who|whose|to
    from|with|to|by|and|or|among|plus ..2 <chosen> <circle>
    and|or|plus|with|by|from its|our|their|his|her|other|select|selected|trusted|participating ..2 <partner> ..3 <text>|may|can|send|contact|call|to|about|at|with
    <agree> ..8 and|or|plus its|our|their|other ..2 <partner>
    family of ..1 brands|companies|businesses|sites|stores|websites
    <share>|<shared>|sharing ..6 with|to ..3 us|ourselves and ..2 <partner>
    others|firms|brands|companies|somebody_else|someone_else ..4 may|can|will|could|might ..2 text|message|contact|call|write ..2 you|them|customers|subscribers
    sell|sells|rent|rents|trade|trades|exchange|exchanges|license|licenses|monetize|barter|swap|swaps ..4 <number> ..4 with|to ^us|you
    <share>|<shared> ..6 with|to ..6 for|in_support_of their|its ..2 own|promotions|promotion|marketing|offers|advertising|campaigns|purposes|use
    let|lets|letting|allow|allows ..6 have|see|use|access|work_with ..3 list|numbers|number|phone_numbers|contacts
    give|gives|pass|passes|hand|hands|send|sends ..3 list|numbers|contacts ..2 to|on ..1 other|local|nearby|friendly|fellow
    <number> ..4 go|goes|passes|given|sent ..2 to ..6 who|that|which ..1 pay|pays|buy|rent|sponsor|advertise
""")
ABOUT_SHARING = _compile("""
    share|shared|sharing|sell|sold|rent|rented|disclosed|disclose|third_party|third_parties
""")
NOT_SHARED = _compile("""
    not|never|nor|neither|no|without ..4 <share>|<shared>|<sharing>|sharing
    no <number> ..5 <shared>|<share>|leave|leaves|go
    <share>|<shared> ..4 nobody|no_one|none|nowhere
    <kept>
    nobody|none|no_one ..5 <share>|<shared>|get|gets
    numbers|number ..3 are|is for ..3 alone|only
    stays|stay|remain|remains|keep|kept ..3 us|ourselves|myself|private|between
""")
TO_DELIVER_ONLY = _compile("""
    <deliver>
""")
LEAD_GENERATION = _compile("""
    may|might|could ..1 be owed|entitled|due ..2 money|compensation|cash|settlement ^from_us|refund
    free case review|evaluation
    sell|sells|selling|sold ..1 names|numbers|requests|inquiries|answers|details ..3 to ..2 whoever|anyone|those|companies|people|whom
    sign|signs|signing <people>|them up ..2 for|with ..2 <pros>
    whoever|anyone|companies|firms|businesses ..2 pay|pays|bid|bids ..3 for|per ..2 lead|leads|name|names|request|requests|form|call|click
    quote|estimate|information|project request|inquiry ..3 sent|passed|forwarded|given to ..3 <pros>
    your ..3 request|inquiry|details ..3 sent|passed|forwarded|given|sold to ..3 <pros>
    lawyer|lawyers|attorney|attorneys|law_firm|law_firms may|can|could|will|might ..2 get|win|recover|help ..2 you ..3 money|compensation|cash|settlement
    accident|crash|injury ..8 law_firms|lawyers|attorneys ..3 fee|paid|pay|near_you|who_will_call
    sell|sells|selling|sold ..2 request|inquiry|name|names|details|project|job|case|cases ..1 to ..2 <pros>
    pass|passes|hand|hands|send|sends|give|gives|transfer|transfers ..3 cases|names|callers|requests|homeowners|leads|details|answers|people ..3 to ..3 <pros> ..6 fee|commission|pay|pays|paid|buy|each
    <pros> ..1 get|gets|receive|receives ..1 your|their details|request|information|answers|form|inquiry
    <pros> ..1 buy|buys|purchase ..2 from us|ourbrand
    transfer|transfers|hand|hands|pass|passes ..6 to ..3 <pros> ..2 who|that|which ..1 buy|pay|bid
    lead generation|generator|generators|gen|buyers|buyer|marketplace|aggregator|exchange|vendor|network
    generate|generates|generating|capture|captures ..2 <leads> ..3 for ..4 <otherbiz>
    <sell>|deliver|supply|distribute|provide|route|routes ..3 <leads>
    <leads> ..3 to|for ..3 <otherbiz>
    collect|collects|gather|gathers|take|takes ..6 requests|inquiries|forms ..8 send|sends|sell|sells|route|routes|pass|passes|forward|forwards ..6 companies|contractors|lenders|insurers|agents|firms|dealers|pros|providers|partners
    companies|contractors|lenders|insurers|agents|firms|dealers|partners that|who ..1 buy|buys|pay|pays|bid ..2 them|for|leads|requests
    pay|pays|paid|paying ..3 per|for ..2 <leads>
    match|matches|matching|connect|connects|connecting|introduce|introduces|pair|pairs ..8 with|to ..6^<ours> buyers|lenders|insurers|contractors|advisors|attorneys|lawyers|installers|providers|brokers|agents|carriers|companies|professionals|pros|partners|dealers|agencies|roofers|firms|law_firms|clinics|experts
    collect|collects|gather|gathers ..3 leads|inquiries ..4 for|and
    affiliate marketing|marketer|marketers|offers|links|commissions|network|program
    offers|deals|promotions ..1 of|from ..3 advertisers|sponsors|affiliates|lead_buyers|third_parties|other_companies|various_companies
    earn|earns|earning|get|gets|receive|receives ..2 commission|commissions
    highest bidder
    <share> ..3 data|details|requests|answers|names ..8 bidder|bidders|buyers
    pay|pays|paid|paying ..2 for ..3 name|names|contact|contacts|referral|referrals|introduction|introductions|lead|leads
    products|offers|links of|from|to ..4 other|third_party companies|brands|stores|merchants
    commission ..3 on|for|per ..3 sale|lead|click|referral
    get|receive|compare|see ..2 quotes|offers|rates|bids from ..3 multiple|several|top|different|up_to|many
    hand|hands|pass|passes|send|sends|route|routes|forward|forwards|sell|sells|give|gives|distribute|distributes ..3 inquiry|inquiries|request|requests|interest|enquiry|enquiries|form|forms ..3 to ..4 installers|contractors|companies|firms|lenders|insurers|agents|dealers|pros|professionals|providers|partners|brokers|buyers|attorneys
    installers|contractors|companies|firms|lenders|insurers|agents|dealers|pros|professionals|providers|partners|brokers|attorneys|lawyers ..2 who|that|which ..1 pay|pays|paid|bid ..2 for|per
    fee|fees|commission|paid|dollars|amount ..1 per|for ..2 referral|referrals|introduction|introductions|lead
    refer|refers|referring|introduce|introduces ..10 for|receive|receives|earn|earns|get|gets|collect|collects|paid ..2 fee|commission
    sell|sells|selling|sold ..3 answers|requests|inquiries|enquiries|responses|projects|forms ..1 to
    affiliate programs|partners|networks
    earn|earns ..3 percentage|cut|commission
    sell|sells|selling|sold ..2 call|calls|contact|contacts|lead ..1 to
    installers|contractors|companies|firms|lenders|insurers|agents|dealers|pros|professionals|providers|partners|brokers|attorneys|lawyers|advisors|movers|roofers|clinics|schools|colleges|realtors|doctors|surgeons|builders|plumbers|hospitals ..2 who|that|which? ..1 pay|pays|paid|bid|sponsor|sponsors|fund|compensate|reward ..3 us|for|per|each|our
    sign|signs|signing|line|lines up ..6 for ..3 attorneys|lawyers|firms|law_firms|installers|contractors|agents|lenders|advisors|clinics|partners
    match|matches|pair|pairs|connect|connects|refer|refers|introduce|introduces|route|routes|hook_up|bring_together ..6 with|to ..3 installers|contractors|attorneys|lawyers|advisors|agents|roofers|movers|specialists|pros|brokers|planners|surgeons|colleges|schools|builders|plumbers|electricians|vendors|sellers|buyers|carriers|facilities|communities ..3 near_them|in_their_area|near_you|local|nearby|who|that|in
    were|hurt|injured you? ..1 hurt|injured|exposed|harmed ..6 attorney|lawyer|compensation|claim|settlement|case
    your case|claim ..3 may|might|could be worth
    network of ..3 installers|contractors|attorneys|lawyers|agents|advisors|lenders|pros|professionals|dealers|clinics|buyers|carriers
    paid|compensated|commission ..3 when|if|whenever|each_time ..3 sign|signs|buy|buys|hire|hires|enroll|enrolls|close|closes|switch|switches
    <sell>|selling ..2 each|it|them|those|every|these ..2 to ..3 installers|contractors|attorneys|lawyers|agents|advisors|lenders|pros|professionals|dealers|clinics|buyers|carriers|roofers|firms|companies|insurers|brokers|plumbers|movers|others
    installers|contractors|attorneys|lawyers|agents|advisors|lenders|dealers|roofers|brokers|insurers|movers|plumbers ..2 have|has|got|received|want|wants|bought your ..2 request|details|project|business|inquiry|information|quote|job
""")
