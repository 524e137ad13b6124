"""
Words that say nothing alone, and together say what is sold: "repay", "payroll" and "get it today" a payday loan.

A table has one cue a line; its first line is the heart of the matter, without which the others do not count.
"""

from typing import NamedTuple

from a2p.lint.language.inflection import split_words
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_SUMS = tuple(map(str, range(1, 1000)))
_CLASSES = {
    "sum": (
        *_SUMS,
        *(f"{number}k" for number in _SUMS[:100]),
        *split_words("amount thousands figures hundreds cash money dollars"),
    ),
    "bargain": split_words(
        "deal deals discount off sale coupon free save savings cheap bogo from_amount percent"
    ),
    "period": split_words("day week month hour year"),
}


class Cues(NamedTuple):
    """heart: the first line of a table. others: the further lines, one cue each. least: how many of those it takes."""

    heart: Pattern
    others: tuple[Pattern, ...]
    least: int


def _cues(least: int, table: str) -> Cues:
    heart, *others = compile_patterns(table, _CLASSES)
    return Cues(heart, tuple(others), least)


CANNABIS = _cues(
    2,
    """
    flower|buds|nugs|eighth|eighths|strain|strains|edibles|gummies|pre_rolls|joints|concentrates|carts|tinctures|bongs|mushroom_bars|mushroom_chocolates|hemp|dabs|terpenes|terps|grinders|rolling_papers|water_pipes
    eighth|eighths|ounces|half_ounce|grams|gram|3 5g|oz
    strain|strains|indica|hybrid|sativa|terpenes|terps|potency
    edibles|gummies|chews|mushroom_bars|mushroom_chocolates|chocolates
    pre_rolls|joints|papers|grinders|water_pipes|bongs|glass_pipes|rigs
    concentrates|carts|cartridges|resin|rosin|shatter|dabs
    budtender|dispensary|weed|cannabis|collective|recreational_menu|medical_patients|head_shop|licensed_grower|growers
""",
)
VAPE = _cues(
    2,
    """
    nic|nicotine|mods|coils|clouds|pods|puffs|puff|disposables
    flavors|flavor|juice|juices|salts
    mods|coils|tanks|kits|starter_kit|batteries
    disposables|disposable|pods|cartridges
    21|smoke|smokers|smoking
    vapor|vape|vapes|smoke_shop
""",
)
LOANS = _cues(
    3,
    """
    ! borrow|repay|payback|payday|paycheck|paychecks|payroll|wages|advance|advances|advanced|no_collateral|bad_credit|no_credit|any_credit|receipts|receivables|pawn|lender|lenders
    payday|paycheck|paychecks|payroll|wages|next_pay
    repay|pay_back|pay_it_back|payback|renew
    ! no_collateral|no_credit_check|bad_credit|any_credit|no_credit
    advance|advances|advanced|ahead_of|early
    <sum> ..3 now|today|tomorrow|tonight|account|minutes|instantly|days|cash
    approved|preapproved|pre_approved|eligible|qualify|qualified|prequalified|funded|funding|sameday|same_day
    future|receivables|receipts|collateral|pawn|title
    loans|cash_advance|payday|lending|funding|quick_cash
""",
)
DEBTS = _cues(
    3,
    """
    balances|debts|debt|owe|owes|unsecured|charge_offs|late_payments|negative|derogatory|inquiries|bureaus|score|scores|fico
    settle|settled|resolved|negotiate|negotiated|negotiates|less|fraction|pennies|forgive|forgiven|wipe|wiped
    creditors|creditor|lenders|collectors|bureaus|experian|equifax|transunion|card_companies
    program|enrolled|program_deposit|deposit
    charge_offs|late_payments|negative|derogatory|inquiries|items
    deleted|removed|disputed|dispute|letters|off_the_files
    score|scores|fico|credit_file|credit_files|credit_report|credit_reports
    percent|<sum> ..2 less
    relief|rescue|settlement|resolution|forgiveness|repair|credit
""",
)
INVESTMENTS = _cues(
    2,
    """
    stocks|stock|shares|options|puts|ticker|coins|coin|tokens|token|wallet|trader|traders|trading|staking|forex|futures
    long|short|entry|entries|exits|target|breakout|setup|setups
    trader|traders|trading|trades
    gain|gains|profit|profits|returns|return|double|doubled|yield|yields|3x|5x|10x|100x
    staking|stake|wallet|blockchain|on_chain|mint|presale
    signal|signals|pick|picks|calls ..1 yesterdays|today|daily|alert
    alerts|signals|trading_desk|digital|crypto|bitcoin|market_letters
    moon|pump|bonus_pool|whale|whales
""",
)
GAMBLING = _cues(
    2,
    """
    bet|bets|odds|spread|parlay|jackpot|payout|payouts|winnings|spins|reels|slots|lotto|lottery|syndicate|chips|poker|bankroll
    odds|spread|parlay|locks|lock|picks
    jackpot|pot|payout|payouts|winnings|won|win|wins
    spins|spin|reels|slots|roulette|blackjack
    chips|coins|bankroll|credits
    deposit|redeem|cash_out|withdraw
    lotto|lottery|syndicate
    casino|casinos|sportsbook|lotto|games|gaming
""",
)
PRIZES = _cues(
    2,
    """
    entry|entries|giveaway|giveaways|shot_at|chance_at|lucky|drawn|finalist|finalists
    prize|prizes|boat|truck|car|cash|trip|vacation|console|grill|gift_card
    win|wins|winner|winners|won
    one_of_you|takes_it_home|lucky|drawn|draw|drawing
    shot_at|chance_at|chances
    sweeps|sweepstakes|giveaways|prizes|lotto
""",
)
SCHEMES = _cues(
    2,
    """
    make|makes|making|made|earn|earns|earned|bring_in|brings_in|pull_in|pocket|pocketed|clear|cleared|income|earnings ..3 <sum>|income|figures|living
    system|blueprint|formula|coaching|mentor|mentorship|masterclass|secret|method
    kitchen_table|from_home|your_phone|their_phones|couch|anywhere|spare_time|part_time|side
    boss|quit|9_to_5|freedom|retire|corporate_job
    ! moms|beginners|no_experience|anyone|everyday_people|regular_people
    <sum> ..4 a|per|first|each|every|last <period>
    spots|seats ..2 close|limited|left|gone|few
    team|recruit|upline|downline|rank
""",
)
ADULT = _cues(
    2,
    """
    entertainers|intimate_toys|intimate_wear|lube|lubes|sensual|pleasure|seductive|lingerie|flirt|flirty|vibes|lap|performers|girls|singles
    toys|toy
    couples|for_two|lovers|bedroom
    vip|private|dances|lap
    girls|women|ladies|dancers|models|near_you
    adults|18|discreet|uncensored|cams|chat
""",
)
DRUGS = _cues(
    2,
    """
    prescription|prescriptions|rx|tablets|meds|shots|injections|dose|doses|pills|peptide|peptides|semaglutide
    ! quiz|online_visit|telehealth|no_visit|without_a_visit|no_doctor|no_insurance|questionnaire
    by_mail|your_door|discreet|discreetly|discreet_packaging
    <bargain>
    weight|slim|slimmer|hair|regrowth|libido|stamina|performance|anxiety|pounds
""",
)
