"""What the words of a consent cover: texts alone, several channels, contact of any kind, anything at all."""

from a2p.lint.lexicon.compile import compile_patterns

CONTACT_CONSENT = compile_patterns("""
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
    keep|keeps ..1 me|us in|on|up ..1 loop|know|picture|touch|top|to_date
    <agree> ..2 to be notified|informed|updated|alerted
""")
# One box is said to stand for all that is sent.
ONE_FOR_ALL = compile_patterns("""
    one|single|same|only ..2 <box> ..8 for|covers|cover ..2 everything|both|all|either
    both|all|everything ..4 one|single|same ..2 <box>
""")
CHANNELS = compile_patterns("""
    <agree>|contacted|reach|reached|contact ..8 call|calls|phone|telephone|email|emails|mail|letters|fax|voice ..4 and ..3 <text>|text_messages|texts
    <agree>|contacted|reach|reached|contact ..8 <text>|text_messages|texts ..3 and ..2 call|calls|phone|telephone|phone_calls|email|emails|mail|fax ^number|numbers|list|lists|address|addresses
    calls|phone_calls|emails|email|mails ..3 and texts|text|sms
    texts|sms|text_messages|text ..1 and calls|emails|phone_calls|email|phone ^number|numbers|address|addresses
    call|phone|email ..2 and text me|you
    call|text ..1 and|or email me|you
    may|can|could|to ..1 call|email|phone ..1 text|sms|message ..1 or|and ..1 email|mail|call ..1 me|you
    call|phone|email or text me|you
    text or call|phone|email me|you
    text ..1 and call me|you
    by|via phone|email|call|calls|telephone ..4 and text|sms|texts|text_message
    contacted|reached|contact|reach ..8 phone|call|calls|email|telephone|phone_call ..3 text|texts|sms ..2 or|and ..2 email|emails|mail|phone|call
    contacted|reached|contact|reach ..8 phone|call|calls|email|telephone ..2 or|and ..1 text|texts|sms
    call|phone|email|text ..1 call|text|email ..1 or|and ..1 call|text|email|mail|phone me|you
    ok|okay|agree|fine ..2 call|phone|email|text ..1 call|text|email ..1 or|and ..1 call|text|email|mail|phone us
""")
WITH_TERMS = compile_patterns("""
    <agree> ..5 terms|terms_and_conditions|terms_of_service|terms_of_use|conditions|privacy_policy|service_agreement|rental_agreement|lease|rules|bylaws ..5 and ..6 <text>|messages
    one|single|same signature|box|checkbox|tick|click|consent|button ..2 covers|cover|stands_for|includes ..12 <text>
    <agree> ..2 to|receive treatment|care|services|policy|policies|financial_policy|the_financial_policy|waiver|release|lease|rules|contract|photos|payment|billing|liability|the_waiver|the_release|the_lease|the_rules|the_contract ..14 and ..3 <text>
    <agree> ..8 financial_policy|office_policies|waiver|liability|cancellation_policy|house_rules|photo_release|treatment ..8 and ..3 <text>
""")
APART = compile_patterns("""
    boxes|checkboxes|choices|options|switches|toggles|circles|rows|columns|squares
    separate|separately|apart
    each|box|line of its own|them|these
    choose|choosing|chooses|prefer|preferred|prefers|pick|picking
    any|either|both|none|one of|or them|these|none|both|several
""")
ANYTHING = compile_patterns("""
    about|with|for ..1 anything|whatever|everything ..2 <we> ..1 like|want|choose|please|offer|do|see_fit
    about|for|of|with|receive|get|send|plus ..2 anything|everything|whatever
    anything|everything by|via text|sms
    and|or anything|everything else
    whatever|anything ..3 we|you|comes|like
    of any|all|every|whatever|different kind|kinds|type|types|sort|sorts
    receive|get|send|text_me|agree|consent|may|can ..3 any|all|every|whatever|other|various|further kind|kinds|type|types|sort|sorts|manner of message|messages|text|texts|communication|communications|content|information
    for|and ..1 any|other|various|all|different|further ..1 purpose|purposes|topics|subjects|matters|services
    marketing ..4 and|or ..2 other|any purposes|messages|texts
""")
TEXTING_AGREED = compile_patterns("""
    can|may|will|to text me|you
    <agree> ..4 <text>
    text me
""")
OF_TEXTS = compile_patterns("""
    <text>
    text_messages|message_me|mobile_messages|mms|texted|texting|sms
    by|via text
    <number> messages
    messages ..4 from|about|by
    receive|get|send|recurring|automated|marketing|promotional ..2 messages
""")
TEXTS_OFFERED = compile_patterns("""
    <agree>|<tick>|<box>|join|joins|sign_up|wants|want|get ..4 <text>
    <text> ..4 <box>|list|alerts|club|program
    box|row|line|section|question|answer|choice|option|part|square|circle|sheet|form ..4 <text>
    ask|asks|asked|want|wants|wish|like|prefer|prefers ..4 <text>
""")
