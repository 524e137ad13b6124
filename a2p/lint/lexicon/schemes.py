"""Gambling, prize draws, get-rich schemes and other people's jobs: how a text says that they are offered."""

from a2p.lint.language.inflection import split_words
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "place": split_words("street road avenue drive lane boulevard park beach court square plaza building"),
    "money": ("cash", "money", "dollars", "amount", "income", "thousands", "funds", "k"),
    "manifold": split_words(
        "many different other multiple various several hundreds_of thousands_of dozens_of top leading local third_party "
        "partner our_partner nationwide all_kinds_of"
    ),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


GAMBLING = _compile("""
    gambling|sportsbook|sportsbooks|sports_betting|online_casino|online_casinos|slot_machines|free_spins|free_bets|free_bet|jackpot|jackpots|blackjack|roulette|poker_room|parlay|parlays|betting|bettors|wager|wagers|wagering|bookmaker|daily_fantasy|fantasy_sports_betting|lottery_tickets|scratch_cards|igaming|bet_credits|odds_boost
    casino|casinos ..4^<place> bonus|bonuses|games|players|player|deposit|spins|online|app|slots|chips|resort|night_out|comp|comps|winnings
    online|our|at_the casino|casinos
    free play ..6 tables|slots|credits|games|casino|machines
    credits ..5 tables|slots|machines ^of
    slots ..2 and|or roulette|poker|blackjack
    slots ..3 pay|pays|paying|payout
    slot|slots machine|machines
    poker tables|table
    bet|wager amount|now|on|and|today|tonight
    betting|bet|sports picks|tips|odds|lines|lock
    deposit ..4 bonus|spins
    poker ..3 tournament|cash_game|chips|online
    picks ..5 winners|parlay|odds|spread|bets
    social_casino|social_casinos|sweeps_casino|sweepstakes_casino|sweeps_coins|sweep_coins|free_sc|against_the_spread|moneyline|moneylines|point_spread|point_spreads|handicapper|handicappers|capper|cappers|sharp_money|prop_bets|racebook|video_poker|baccarat|craps|keno|high_rollers|scratchers|scratch_off|scratch_offs|scratch_ticket|scratch_tickets|powerball|mega_millions|fish_tables|fish_games|real_money_games|bet_slip|betslip|bet_slips|teasers_and_parlays|dfs|bookie|bookies|free_play_credits|gold_coins_and_sweeps|risk_free_bet|bonus_bet|bonus_bets|no_deposit_bonus|texas_holdem|holdem|roulette_table|sports_wagering|off_track_betting
    fantasy ..4 contest|contests|lineup|lineups|cash|prizes|entry|payout|payouts|entries
    bingo ..4 cash|real_money|online|jackpot|jackpots|payout
    horse|horses|greyhound|race|races|track ..4 bet|bets|wager|wagers|betting|odds|exacta|trifecta
    real money games|gaming|play|slots|poker|prizes|skill_games
    spin|spins ..3 win|reels|coins|cash|bonus
    spin|spins|spinning the? slots
    locks|picks|lock|plays ..5 spread|cappers|moneyline|nfl|nba|parlay
    locks|picks|lock ..5 tonight|football|sports ..5 units|games|odds|win|wins|record
    play|plays|playing for ..1 cash|real_money|money
    skill games|machines ..4 cash|payout|pay|win
    cash|money out ..2 winnings
    coins|bankroll ..4 table|tables|slots|reload|redeem
    chips ..4 reload|redeem|slots|poker|blackjack
    poker ..3 game|games|night|nights|buy_in|buy_ins|tournaments|table|tables|league|room|rooms
    prize_pool|prize_pools|buy_ins|rakeback|freeroll|freerolls|bad_beat|high_hand
    slot ..1 machine|machines|games|game|tournament|players
    free coins|spins|sc|bets
    syndicate ..6 won|tickets|lotto|draw|pool
    lotto|lottos|mega_jackpot|numbers_game
""")
SWEEPSTAKES = _compile("""
    sweepstake|sweepstakes|sweeps|prize_draw|prize_drawing|lottery|lotteries|raffle|raffles|prize_wheel
    enter|entry|entries|chance ..4 to ..1 win
    winning ..2 new|free ..1 iphone|car|truck|tv|phone|console|vacation|laptop
    step|steps|tap|click from|away ..1 winning|prize
    enter|enters ..3 into ..3 contest|contests|drawing|drawings|giveaway|giveaways|draw
    win|won|claim|claiming ..4 prize|prizes|cash|truck|car|iphone|ipad|vacation
    win|claim|claiming ..3 trip ..1 to|for
    you are ..2 winner|finalist
    picked|chosen|selected ..2 for ..2 prize|reward|gift_card|giveaway
    you are|have been? selected ..4 prize|win|gift_card|receive_a_free|cash|amount
    contest|giveaway|drawing ..4 winner|winners|prize|prizes|enter
    giveaway|giveaways|prize_drawing weekly|daily
    prize drawings|draws|giveaways
    enter ..2 drawing|raffle|contest|draw
    next|weekly|monthly|grand|lucky winner
    instant win|winner|winners|prize|prizes
    spin|scratch ..1 to|and win
    entered|automatically_entered ..4 win|drawing|draw|prize|prizes
    prize|prizes ..4 drawn|drawing|raffled|given_away
    win ..3 amount|<money>|gift_card|gift_cards|tickets|getaway|cruise|tv|console|laptop|phone|year_of|free
    raffled off
    draw|draws|drawing ..5 number|name|person|one|winner ..5 win|wins
    you have? won .
    lucky subscriber|subscribers|member|members|reader|customer|customers|texter|fan
    giving|give|gives away ..2 pickup|boat|atv|motorcycle|tv|gun|rifle|trip|prize|console
    lucky draw|draws
    giving|give|gives away ..3 car|truck|cash|iphone|vacation|house|amount|prizes
    shot|chance|chances at ..5 boat|truck|car|cash|prize|amount|vacation|trip|tickets|gift_card
    your|their entry|entries ..2 in for|to ..5 prize|draw|drawing|win|cash|gift_card|truck|giveaway|sweepstakes
    one of ..2 you|them|subscribers|members|readers ..2 takes|wins|drives_home|drives_away
    be|get in ..1 draw|drawing|running
""")
# Lots that are drawn for a place, and nothing is sold or won.
NO_SWEEPSTAKES = _compile("""
    enrollment|admission|admissions|housing|seat|school|charter|kindergarten|permit|lodging|plot|slip|hunt|tag|visa|apartment|entry_permit ..1 lottery|lotteries
    permit|permits|seats|plots|apartments|spots|tags ..3 by lottery
    lottery ..4 seat|seats|spot|spots|enrollment|admission|plot|plots|permits|permit|apartment|apartments|housing
""")
SCHEMES = _compile(
    """
    get|become|getting|becoming|be rich
    rich quick
    six|seven|6|7 figure|figures
    passive|residual income
    extra income ^tax
    financial freedom
    home based|business opportunity|opportunities
    home business
    work from home|anywhere ..4 job|jobs|opportunity|opportunities|income|and|earn|make|business|program|kit|offer|offers|assembling|stuffing
    jobs|work|gigs ..6 from home
    job ..3 from home
    work|jobs|gigs|tasks ..1 <people> ..1 do at|from home
    jobs|work_you_can_do|gigs ..3 at home
    stuffing|stuff envelopes
    earn|make|making|earning ..5 from home|anywhere|your_phone|their_phones|their_couch|the_couch|your_couch|your_sofa
    earn|make|earning ..5 per|a week|day|month|hour ..5 home|part_time|no_experience|online|skills|sitting
    make money|thousands|cash ..3 online|fast|home|now|today|easily|daily
    be your own boss
    multi level marketing
    mlm|pyramid_scheme|network_marketing|multilevel_marketing|downline|side_hustle_system|dropshipping_course|mystery_shopper|mystery_shoppers|secret_shopper|envelope_stuffing
    ! no experience ..6 income|risk|earn|week|make|required_earn
    secret|proven|turnkey system ..6 income|make|earn|money|wealth|figures
    guaranteed|risk_free income|returns|profits|profit|earnings|return
    double|triple|multiply your money|income|investment|savings
    turn ..2 into <number>|thousands|k
    turn ..3 into ..3 000|thousand|thousands
    members|students made|earned|make ..4 week|month|day ..4 phones|home|online
    retire early
    flip|flipping|flips ..1 houses|homes
    none of ..2 own money
    quit your job
    pay|pays|paid|earn|earns|make|work|job|jobs ..8 from ..2 kitchen_table|couch|sofa
    turn|turns ..1 <money> into ..1 <money>
    each|everyone|member|members|recruits ..1 earn|earns|paid ..2 from|on|for ..3 bring|brings|recruit|recruits|enroll|enrolls ..1 in|into|under|others|members
    bring|brings|bringing ..2 new people|members|recruits ..3 into ..1 team|organization|network
    make|makes|earn|earns ..4 a|per day ..1 online
    recruit|recruits|recruiting ..6 income|commission|business|team|downline|freedom
    full_time|full time|second|weekly income
    fire|replace your|their|the boss|job|salary
    team|people|recruits|members|everybody|everyone ..1 under|beneath|below them|you
    distributors|recruits|new_members|affiliates ..2 earn|earns ..2 on|from|off
    top earners|earner
    financial independence
    make|makes|earn|earns|earning|making ..2 living|money|income ..2 from|on|with ..2 phone|phones|home|couch|laptop|anywhere
    quit|leave ..2 9_to_5|day_job
    upline|downlines|binary_plan|team_builder|team_builders|rank_bonus|rank_bonuses|network_marketer|network_marketers|direct_selling_opportunity|drop_servicing|money_machine|cash_system|money_system|laptop_lifestyle|cash_flow_system|affiliate_income|ground_floor_opportunity
    be|become ..2 own boss
    independent distributor|distributors
    compensation|comp|pay plan ..6 team|recruit|levels|legs|rank|distributor|distributors|prospects|members
    commission|commissions|bonus|bonuses ..5 you_recruit|you_enroll|you_sign_up|your_team|every_recruit|levels|each_person|each_member_you
    side hustle|hustles|gig ..4 earn|income|amount|cash|week|month|pays
    time|wealth|money|income freedom
    earn|earns|earning|make|makes|making ..3 amount|<money>|$|<number> ..1 per|a|/ day|week|month|hour ..6 phone|laptop|spare|simple|easy|typing|surveys|posting|clicking|ads|reviewing|data_entry|rating|apps|no_skills|anywhere|couch|home
    paid ..3 surveys|to_click|for_clicks|to_post|for_surveys|per_survey|for_typing|per_like|for_liking
    data entry|typing|rebate_processor|package_handler|reshipping|payment_processor ..4 home|remote|earn|anywhere
    opportunity|opportunities ..5 replace|quit|fire|unlimited|uncapped|limitless
    unlimited|limitless|uncapped income|earnings|earning_potential
    remote ..3 job|jobs|gig|gigs|work ..6 no_experience|no_skills|per_week|a_week|amount_a_day|amount_per_day|per_day
    seminar|webinar|masterclass|class|training|course ..6 wealth|millionaire|millionaires|flip_houses|wholesaling|financially_free|passive
    millionaire|millionaires mindset|mentor|secrets|system|club|blueprint
    build|builds|building|grow|growing ..2 team|organization|network|downline ..6 paid|earn|earns|income|bonus|commission|commissions
    paid|bonus|bonuses|commission|commissions ..3 on|for|from|of ..3 its_sales|their_sales|teams_sales|partners_sales|recruits
    earn|earns|earned you|them a ..2 bonus|car
    change|changed your|their|my life|lives ..4 income|opportunity|money|financially
    become|becoming ..2 partner|partners|distributor|distributors|affiliate|promoter ..8 team|paid|commission|bonus|earn
"""
)
# What only somebody asks for who means to steal it.
PHISHING = _compile("""
    confirm|verify|enter|send|submit|provide|reply_with ..3 password|passwords|ssn|social_security_number|card_number|bank_details|bank_login|account_password ^reset|change|changes|recovery
    account ..3 suspended|locked|limited|on_hold|restricted ..6 confirm|verify|provide|submit ..3 identity|details|password|information|payment
    tap|click|claim ..4 your ..1 unclaimed|pending ..2 refund|package|funds|inheritance
""")
JOB_BOARDS = _compile("""
    job|jobs|career|hiring ..1 board|boards|aggregator|marketplace|search_engine
    job|jobs|openings|positions|vacancies|gigs ..4 from|by|at|of|with|posted_by|listed_by ..2 <manifold> ..2 employers|companies|businesses|firms|agencies|sites|recruiters
    <manifold> ..2 employers|companies|recruiters|staffing_firms ..3 hiring|openings|vacancies|jobs|positions|pay_us
    job|career ..1 alerts|alert|matches|leads
    employers|companies|firms ..2 are|is ..1 hiring ..3 near|in|around
    job seekers|hunters ..8 openings|jobs|matches|employers|vacancies|alerts|positions
    candidates|applicants|resumes|applications ..6 <manifold> employers|companies|recruiters|clients
    employers|companies|recruiters ..3 pay|pays|paid ..2 per|for ..2 applicant|click|candidate|application
    third party recruiting|recruiter|recruiters|recruitment|job|jobs|staffing|hiring
""")
NO_JOB_BOARD = _compile("""
    our|own ..1 employees|staff|crew|nurses|drivers|workers|students|graduates|temps
""")
