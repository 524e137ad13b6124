"""Who writes to whom: strangers, friends, or a platform's customers instead of one business."""

from a2p.lint.language.inflection import noun_forms
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "kin": (
        *noun_forms(
            "friend cousin relative sibling brother sister parent child husband wife spouse partner son daughter kid "
            "uncle aunt nephew niece grandchild grandparent roommate housemate flatmate buddy pal neighbor girlfriend boyfriend"
        ),
        "family",
        "family members",
        "mother",
        "father",
        "mom",
        "dad",
        "household",
        "loved ones",
        "people i know",
        "my people",
        "family and friends",
        "friends and family",
        "myself",
        "children",
        "grandchildren",
        "acquaintances",
    ),
    "own": ("my", "our", "his", "her", "their own", "own", "the owners", "your own"),
    "trades": noun_forms(
        "business company merchant retailer clinic salon dentist restaurant plumber electrician contractor store shop gym "
        "practice office client customer agency realtor agent franchise franchisee organization nonprofit school church spa "
        "landlord hotel dealer dealership brand tenant subscriber vendor professional pro seller host doctor studio pharmacy lawyer"
    ),
    "platform": (
        "platform",
        "saas",
        "software",
        "crm",
        "app",
        "application",
        "system",
        "tool",
        "api",
        "service provider",
        "marketplace",
        "white label",
        "whitelabel",
        "software provider",
        "solution",
        "product",
    ),
    "list": (
        "list",
        "lists",
        "database",
        "databases",
        "records",
        "directories",
        "directory",
        "data",
        "numbers",
        "contacts",
        "leads",
    ),
    "source": (
        "purchased",
        "bought",
        "purchase",
        "buy",
        "buying",
        "rented",
        "rent",
        "acquired",
        "obtained",
        "third party",
        "scraped",
        "scrape",
        "harvested",
        "harvest",
        "licensed",
        "sourced",
        "collected from",
        "appended",
        "skip traced",
    ),
    "publicplace": (
        "public records",
        "county records",
        "public record",
        "property records",
        "tax records",
        "court records",
        "public websites",
        "public website",
        "websites",
        "directories",
        "directory",
        "google maps",
        "google",
        "yelp",
        "linkedin",
        "facebook",
        "social media",
        "zillow",
        "mls",
        "craigslist",
        "yellow pages",
        "phone book",
        "the web",
        "the internet",
        "online listings",
        "business listings",
        "expired listings",
        "chamber of commerce",
        "data provider",
        "data broker",
        "data brokers",
        "data vendor",
        "list broker",
        "lead provider",
        "voter file",
        "trade show",
        "trade shows",
        "attendee list",
        "attendee lists",
        "business cards",
        "license records",
        "for sale signs",
        "public listings",
        "public sources",
        "public data",
    ),
}


def _compile(sources: str) -> tuple:  # type: ignore[type-arg]
    return compile_patterns(sources, _CLASSES)


COLD_OUTREACH = _compile(
    """
    <source> ..4 <list>
    <list> ..4 purchased|bought|rented|scraped|harvested|skip_traced|acquired
    <list>|numbers|contacts|owners|people|prospects|leads|them|phone_numbers ..6 from ..6 <publicplace>
    <publicplace> ..5 numbers|contacts|phone_numbers|leads|owners
    find|finds|take|takes|collect|collects|pull|pulls|get|gets|look|looks|gather|gathers|source|sources|extract|extracts ..6 from|in|on|via ..4 <publicplace>
    skip trace|traced|tracing
    cold text|texts|texting|outreach|messages|message|leads|prospects|calls|sms|contacts|list|prospecting|calling
    ! unsolicited
    ! have not|never ..2 heard|asked|met|opted_in|consented|agreed|given
    ! who|that did|have|do not ..2 ask|know|opt_in|consent|signed_up|opted_in|sign_up
    <we> ..1 assume|presume ..4 ok|okay|fine|interested|consent
    first|initial text|message|sms|contact ..4 asks|asking|requests|request|invites|introduces
    text|message|contact|reach_out_to|introduce|approach ..4 prospects|strangers|potential_customers|prospective
    prospecting|prospect
    introduce|introduces|introducing|introduction|present|pitch|pitches ..6 to|of ..4 owners|businesses|prospects|companies|merchants|people
    interested|thought|think|thinking|consider|considering ..3 in|of|about|an ..2 selling|sell|offer
    <we> buy houses|homes|property|land
    would you ..3 sell|selling|offer|sale ..4 house|home|property
    cash offer
    ! no|without prior|previous ..1 consent|contact|relationship|opt_in
    drip|blast|mass text|texts|campaign|prospects ..3 prospects|strangers|leads
"""
)
PERSON_TO_PERSON = _compile("""
    my|our|his|her|own <kin>
    <kin> and <kin>
    to|with|between|among ..1 <kin> ..4 chat|talk|plan|plans|dinner|errands|birthday|wishes|hello|news
    personal|private text|texts|texting|messages|message|use|conversation|conversations|communication|number|chats
    person to person
    peer to peer
    p2p
    household|home automation|smart_home|smart|family chat|alerts|texts|messages|group|reminders|use
    to|text|texts|texting|alert|alerts|notify|remind myself|me_and|ourselves
    between|among neighbors|individuals|friends|members|people|users|families
    group chat
    chat|chats|chatting with ..3 <kin>|each_other|people
    own|personal|private ..1 phone|use|hobby|reminders|calendar
    one|two|few|handful ..2 people|persons|members ..2 household|home|family|house
""")
PLATFORM = _compile("""
    on behalf of ..4 <trades>
    for|of ..2 our|its|their|the|various|many|multiple|different|each|all ..2 <trades> ..8 their|respective|own customers|clients|patients|guests|members|tenants|end_users
    our|its ..1 <trades> ..10 their|respective|own ..1 customers|clients|patients|guests|members|tenants|subscribers|leads|users|end_users|audience|contacts
    <platform> ..2 for|used_by|serving|that_serves|that_lets|that_helps|that_allows|enabling|to_help ..3 <trades>
    <platform> ..6 <trades> ..4 use|uses|used|send|sends|text|texts|message|subscribe
    <trades> ..4 that|who|which|can|may ..2 use|uses|using|subscribe|subscribes|sign_up|license ..6 <platform>|us|our|it
    through|via|using|over|by|with our|its|the|this ..2 <platform>|messaging ..8 <trades>|their
    <trades> ..6 through|via|using|with our|its|the ..2 <platform>|messaging
    their|respective own? customers|patients|clients|guests|tenants|subscribers ..6 our|its|the ..1 <platform>
    customers|clients|patients|guests of ..1 our|its|the ..1 customers|clients|subscribers|merchants|users|businesses|clinics|salons
    content|sender|message|messages|brand|name ..4 depends|varies|differs ..3 client|customer|business|merchant|clinic|tenant
    white label|labeled|labelled
    multi tenant
    isv|reseller|resellers
    each|every|whichever|any <trades> ..4 sends|texts|uses|writes|may_text
""")
OWN_SENDING_ONLY = _compile("""
    only|no ..1 business|company|sender|one ..2 sends|uses
    no other business
    its own|our own customers|clients|patients
""")
