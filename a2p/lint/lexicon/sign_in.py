"""How a text says that people opt in where a sign-in is needed, and that it can be looked at all the same."""

from a2p.lint.language.inflection import verb_forms
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "login": ("login", "loggedin", "password", "credentials"),
    "enter": verb_forms("see reach open access view"),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


LOGIN_WALL = _compile("""
    behind ..2 login|password|paywall|loggedin|account
    after|once|having|when|while|as_soon_as ..2^<message> loggedin|authenticated
    after|once login|authentication|authenticating
    <people> login ..8 and|then|to|where ..4 <tick>|<agree>|open|opens|go|goes|find|set|navigate|under|edit|add
    <people> login ..6 go|goes|open|opens|navigate|navigates|click|clicks|under|visit
    <must> ..2 login|loggedin|have_an_account|be_members|be_a_member
    needs|requires|require|need|requiring|with ..2 login|password|credentials|user_account|authentication
    members|member|customers|customer|clients|client|employees|employee|staff|tenants|residents|patients|students|parents|users|user only area|page|section|site|part|portal|zone
    only ..2 <people>|employees|staff|members ..3 can|may ..1 <enter>
    only|just accessible|available|visible|open|shown ..2 to ..3 <people>|employees|staff|members|loggedin
    <enter> ..2 only ..2^after|once|when|if|where <people>
    can_not ..1 be ..1 seen|opened|viewed|accessed|reached ..2 without|unless|by
    patient|member|members|client|tenant|parent|customer|employee|student|owner|resident|guest|family|staff portal
    password|passwords is|are ..3 mailed|emailed|sent|needed|given|required|issued
    username|user_name
    password|passwords|pin_code
    password|login protected|restricted|only|gated
    <box>|screen|page|form|opt_in|it ..6 needs|requires|require|need ..1 account|login|membership|registration
    seen|viewed|opened|accessed|used|reached ..2 by ..3 <people>|employees|staff|members only|alone
    registered|existing <people> only|alone ..3 <enter>
    private|internal|members|staff|employee|company area|portal|intranet|page|system|network
    intranet
    inside|within|in|through|via ..4 portal|intranet|members_area|member_area|dashboard|account_settings|user_settings|notification_settings
    in|under|through|via their|your|the account|profile|app|notification|user|member settings|preferences|page
    loggedin <people>
    <people>|users loggedin
    inside|within ..3 account|app
    in|under ..2 account ..2 under|settings|alerts|preferences
""")
# What is done there is to leave or to change, and not to opt in.
LEFT_THERE = _compile("""
    turn|turned|switch|switched ..3 off
    changed|change|edited|updated|undone|stopped|stop|withdrawn|withdraw|revoked|ended ..2 later|in|under|through|via|again|any_time|anytime|at
    opt|opted|opts out
""")
# Codes are about passwords and signing in; only what says that a page is closed counts.
LOGIN_WALL_OF_CODES = _compile("""
    behind ..2 login|password|paywall|loggedin|account
    password|login protected|restricted|gated
    only ..2 <people>|employees|staff|members ..3 can|may ..1 <enter>
""")
NO_WALL = _compile("""
    open to|for ..1 everyone|all|anyone|anybody|everybody|public|visitors
    public
    publicly
    anyone|anybody|everyone|everybody ..1 may|can ..1 <enter>
    no|without ..2 login|password|account|sign_in
    not ..2 behind|require|need|needed|protected
    which|page|form|that anyone|everyone|anybody|reviewers ..1 can|may|could ..2 <enter>|review|look|read|check
    which|page|form anyone|everyone|anybody
""")
PUBLIC_PROOF = _compile("""
    screenshot|screenshots|screen_capture|screen_captures|captures|capture|screen_recording|recording|mockup|mock_up
    picture|pictures|photo|photos|photograph|image|images|scan|scans|copy|video|walkthrough|pdf|sample|preview|demo
    print|printout|specimen|facsimile
    same ..1 form|question|words|sheet ..3 on paper ..8 LINK
    on paper ..5 LINK
    shown|posted|displayed|published ..2 for|to ..1 everyone|anyone|anybody|everybody|visitors ..2 at LINK
    people|anyone|those|visitors|reviewers without ..2 login|account ..6 LINK
    as ..4 see|sees|seen it ..4 LINK
    show|shows|shown|showing|posted|displayed|laid_out|reproduced|published|documented|pictured|printed ..10 LINK
""")
PROOF_ABSENT = _compile("""
    no|without|neither|nor|none ..2 screenshot|screenshots|picture|pictures|copy|photo|scan|image|recording|public_copy
""")
