"""Finance that carriers forbid, and lending that has to be declared."""

from a2p.lint.language.inflection import noun_forms, split_words
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "money": ("cash", "money", "dollars", "amount", "income", "thousands", "funds", "k"),
    "debt": split_words(
        "debt debts past_due_accounts past_due_account delinquent_accounts receivables unpaid_bills "
        "overdue_accounts outstanding_balances delinquent_balances past_due_balances unpaid_balances unpaid_invoices unpaid_accounts accounts_receivable"
    ),
    "loan": noun_forms(
        "loan mortgage cash_advance credit_line line_of_credit financing installment_loan microloan refinancing"
    ),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


HIGH_RISK_LOANS = _compile(
    """
    payday|pay_day ..1 loan|loans|advance|advances|lender|lenders|lending
    cash advance|advances
    until|till|before ..2 payday|next_paycheck|paycheck|next_pay
    title|car_title|auto_title loan|loans|lender
    short term ..2 loan|loans|lending|lender|credit
    high interest|apr ..3 loan|loans
    bad credit ..3 ok|okay|fine|welcome|loan|loans|accepted
    bad|poor|low credit ..4 cash|loan|loans|approved|ok|fine|welcome|money|funds
    cash|money|funds in minutes|hours|your_account
    find|finds|finding ..4 loan|loans
    many|multiple|several|dozens_of|hundreds_of|network_of lenders
    ! no credit check|checks
    borrow ..3 <money>|up_to ..4 tonight|today|instantly|in_minutes|same_day|fast
    borrow instantly|fast|in_minutes|tonight|today
    instant|fast|quick|same_day|easy loan|loans|cash|funding|approval
    student loan|loans ..3 forgiveness|relief|consolidation|cancellation|discharge|refinancing|help
    loan|loans ..1 forgiveness|modification|consolidation
    loan|mortgage|lending|financing offers|quotes|options|deals|matches ..4 from|by ..3 lenders|partners|banks|network|providers
    match|matches|connect|connects|matched|connected ..5 lender|lenders|loan|loans
    third party ..2 loan|loans|lender|lenders|lending|mortgage|mortgages|financing|auto
    compare ..3 loan|loans|lenders|mortgage
    merchant cash
    need rent|bill|grocery|gas money
    ! lower|lowers|cut|drop|bring ..3 student ..4 zero|0|half|down
    cash|money|loan|loans|funds ..8 car|vehicle|truck|auto|boat title|titles
    capital|cash|money|advance|advances|funding ..6 against ..5 sales|receipts|receivables|invoices
    tax refund advance|loan|loans
    advance|advances|advanced|borrow|borrows ..8 paycheck|payday|next_pay|wages
    against ..2 next paycheck|payday|wages
    due ..2 payday
    need cash
    student loan|loans ..4 forgiven|consolidated|wiped|erased|cancelled|discharged
    working|business|merchant|growth ..1 capital|advance|advances|funding ..6 hours|same_day|next_day|24|today|fast|approved|pre_approved|future|sales|receivables|daily|revenue|24_hours
    mca|mcas|merchant_advance|merchant_advances|revenue_based_financing|receivables_financing|tribal_loan|tribal_loans|tribal_lender|tribal_lenders|pre_settlement_funding|lawsuit_funding|lawsuit_loans|settlement_advance|paycheck_advance|paycheck_advances|wage_advance|wage_advances|pay_advance|pay_advances|title_pawn|pink_slip_loan|pink_slip_loans|registration_loan|registration_loans|loan_shark|mortgage_leads|loan_leads|signature_loans|inheritance_advance|refund_advance|refund_advances
    advance|advances ..3 settlement|lawsuit|inheritance|pension|future|sales|receivables|invoices
    advance|advances|advancing ..3 their|your|the ..1 pay|wages|salary|paychecks|refund
    emergency|quick|fast|instant|easy|same_day cash|loans
    title|pink_slip ..4 car|vehicle|truck|auto|keep_driving|drive ..4 cash|money|loan|borrow|amount|funds
    car|vehicle|truck|auto title|titles ..5 cash|money|loan|loans|borrow|amount|funds
    lenders|banks|lending_partners|loan_providers ..3 compete|competing|bid|bidding
    panel|network|range|marketplace|group|list of ..2 lenders|loan_providers|lending_partners
    lending|loan marketplace|network|partners|matching|comparison|finder|brokers
    short|strapped on|for cash|money|rent
    cash ..3 before|till|until|between ..3 payday|paycheck|paychecks|pay|paid
    make|get ..2 to|through payday
    between paychecks
    get paid early
    bad|poor|no|low credit ..2 loan|loans|no_problem|approved|accepted|needed|required|welcome|cash
    personal|installment|small ..1 loans ..6 bad_credit|no_credit|minutes|instant|instantly|same_day|guaranteed
    guaranteed approval|loan|loans|funding
    student loan|loans|debt ..4 relief|forgive|forgiveness|discharge|reduce|lower|eliminate|wipe|cancel|erase|settle|qualify|program|consolidate|consolidating
    forgive|forgiveness|forgiven ..4 loan|loans|student|debt|debts
    any credit ^union|unions|card|cards|hours|report|on|left|remaining|to
    whatever|no_matter|regardless_of ..2 credit ^card|cards
    cash|small|quick|short|personal|money ..1 loan|loans ..4 for|of two|2|one|a_few|few|14|30|15|several weeks|days|month
    lenders ..3 would|want|pay|charge|answer|offer|reply
    paid|funded|sponsored by ..2 lenders|banks
    student|federal loan|loans ..10 paperwork|stop|lower|zero|0|qualify|program|forgiven|relief|cancel|pause
    stop|end|lower|pause|skip|reduce ..4 paying|payments|payment ..5 student|federal|loans
    file|files|prepare|prepares|handle|handles|submit|submits ..4 paperwork|forms|applications ..8 student|federal ..1 loan|loans
    pass|passes|send|sends|forward|forwards|shop|shops|route|routes ..4 application|applications|loan|loans ..6 to ..4 banks|lenders|finance_companies|loan_companies
    loan|loans|mortgage|mortgages ..8 banks|lenders|finance_companies whose|who|that|which
    sell|sells|selling|cash_in|against ..3 future ..3 receipts|sales|receivables|revenue|invoices|paychecks
    need amount|cash|money ..2 today|now|fast|tonight
    cash|money|funds|amount ..4 ahead_of|before|until|till ..4 payroll|payday|paycheck|wages
    repay|pay_it_back|pay_back ..4 payday|next_check|next_paycheck
"""
)
DEBT_RELIEF = _compile("""
    debt|debts ..1 relief|consolidation|settlement|reduction|elimination|forgiveness|negotiation|resolution|help|management|free
    credit ..1 repair|restoration|fix|rebuilding|sweep|boost|counseling_program
    repair|repairs|fix|fixes|restore|restores|rebuild|rebuilds|clean|cleans ..1 bad? credit
    charge_offs|late_payments ..8 report
    repair|fix|restore|boost|improve|raise ..2 credit|score ..1 score|scores|history|report
    <money>|settle|cut|lower|reduce|slash|erase|eliminate|wipe_out ..3 debt|debts
    dispute|disputed|disputes|disputing|removed|remove|delete|deleted ..5 collections|credit_report|negative_items|bureaus|inquiries|report|entries|letter|letters|charge_offs
    credit|fico ..1 score ..3 went|goes|go|rise|rises|climb up|points?
    score ..3 went|goes|go|rise|rises|climb up ..3 points
    tax debt|relief|resolution|settlement
    owe ..3 irs
    owe ..2 back taxes
    cut|cuts|lower|lowers|reduce|reduces|shrink|shrinks|slash ..1 what <people> owe|owes
    debt|debts ..3 cut|lowered|reduced|halved|erased|wiped|settled|forgiven|consolidated
    back tax|taxes ..1 bill|bills|problem|trouble|debt|notice|help
    foreclosure ..1 relief|rescue|help|assistance
    settle|settles|settling|settled|negotiate|negotiates|negotiating|negotiated|negotiators ..4 creditor|creditors|card_companies|lenders|collectors
    settlement ..1 program|plan|offer
    creditor|creditors ..3 accepted|agreed|accept|agree|settled
    get|gets|getting rid|out of ..3 debt|debts|what_you_owe|what_they_owe
    owe|owed|owes ..6 less|fraction|portion
    pay ..4 less|fraction than|of ..3 owe
    late_payments|negative_items|negatives|items|collections|marks|entries ..4 taken_off|removed|deleted|erased|wiped|off ..4 credit|report|reports|bureaus|for_you
    credit score|scores|report ..2 rose|rises|went_up|climbed|improved|jumped
    fresh_start_program|fresh_start_initiative|offer_in_compromise|tax_relief|tax_resolution|irs_debt|irs_relief|irs_forgiveness|debt_free|tradeline|tradelines|cpn|cpns|credit_privacy_number|credit_sweep|enrolled_debt|enrolled_debts|debt_negotiator|debt_negotiators|hardship_program|hardship_programs|foreclosure_defense|mortgage_relief|mortgage_modification
    irs|tax|taxes ..5 settle|settled|forgive|forgiven|wipe|levy|levies|lien|liens|garnishment|garnishments|less_than|fraction|shrink|reduce|erase|hardship|write_off
    settle|wipe|erase|reduce|forgive|resolve|resolves|shrink|cut|lower|eliminate ..5 irs|back_taxes|tax_bill|tax_debt|owed|owes|what_you_owe|card_balances|unsecured
    settle|wipe|erase|reduce|forgive|shrink|cut ..3 balances ..6 less|percent|fraction|creditors|amount
    back taxes ..6 settle|relief|reduce|forgiven|forgive|wipe|help|less|resolve|owe|owed
    owe|owing|owes|owed|drowning|buried|behind ..5 debt|credit_cards|credit_card|irs|back_taxes|card_debt|unsecured
    stop|stops|end|ends|halt|release|releases ..4 garnishment|garnishments|collectors|collection_calls|creditors|foreclosure|levy
    lower|lowers|cut|cuts|reduce|reduces|combine|combines|roll|consolidate|consolidates ..5 credit_card|credit_cards|card ..1 payments|balances|interest|debt|bills|debts
    one low|lower|single|easy ..1 monthly payment
    fico|credit_score|credit_scores|credit_rating|credit score|scores|rating ..4 boost|boosts|raise|raised|increase|increased|700|800|750|up|climb|points|fix|fixed|improve|improved|improvement
    boost|boosts|raise|raises|increase|increases|fix|fixes|improve|improves|lift|lifts|mend|mends ..5 fico|credit|credit_score|credit_rating
    add|adds ..3 points ..4 fico|credit|score
    bad|damaged|broken|poor|ruined|bruised credit ..2 fixed|gone|history|fix|repaired|help|score
    inaccurate|negative|derogatory|wrong|old ..2 items|marks|entries|accounts|information ..6 credit|bureaus|bureau|report|reports|removed|deleted|challenged|contest
    challenge|challenges|challenged|contest|contests|contested|dispute|disputes ..6 bureau|bureaus|equifax|experian|transunion|credit_report|credit_reports|credit_file|credit_score
    challenge|challenges|contest|contests|dispute|disputes ..3 items|marks|entries ..3 credit
    charge_off|charge_offs|collections|repossession|repossessions|late_payments ..3 removed|deleted|gone|erased|wiped|removal|deletion
    lenders|creditors|banks|card_companies ..3 take|takes|accept|accepts|settle|forgive|agree ..2 less|lower|reduced|fraction
    items|marks ..1 deleted
    off|removed|deleted|deletes|removes|clean|cleans|wipe|wipes|erase ..8 experian|equifax|transunion|credit_bureaus|bureaus
    free|rid of|from ..2 credit_cards|card_debt|debts|debt|collectors|what_they_owe|what_you_owe
    part|half|fraction|portion|percentage|some|pennies|cents of|on ..2 what|dollar|money|balance|debt ..3 owe|owed|dollar
    pay_back|pays_back|repay half|less|a_third|a_fraction|a_part|a_portion
    stop|stops|halt|end ..1 irs
    irs ..8 lowered|lowers|penalties|protect|protects|negotiate|negotiates
    taxpayers ..6 saved|save|settle|settled|owe|irs|relief
    penalties ..3 abated|abatement|waived|lowered|removed
""")
INVESTMENTS = _compile("""
    buy|sell|trade|long|short ..4 before|at|after the bell|open
    buy|sell|trade|long|short ..4 opening|closing bell
    crypto|cryptocurrency|cryptocurrencies|bitcoin|bitcoins|ethereum|altcoin|altcoins|nft|nfts|memecoin|memecoins|defi|airdrop|airdrops|dogecoin|stablecoin|forex|binary_options|penny_stocks|day_trading|options_trading|swing_trading|trading_signals|trade_alerts|stock_picks|stock_alerts|hot_stocks|pump_and_dump|presale_tokens|ico
    stock|stocks|trading|trade|forex|coin|coins|option|options ..2 pick|picks|signal|signals|tip|tips|alert|alerts|calls
    signals|picks|tips|alerts ..6 coins|coin|stocks|stock|trade|traders|buy_and_sell|forex|currencies
    buy|sell ..2 coin|coins|stock|stocks|tokens|ticker ..3 now|target|today|before|at
    buy|sell ..2 shares ..3 target|now|before_the_bell
    whales ..3 loading|buying
    target ..1 8x|10x|100x|2x|5x|20x
    buy|buying and sell|selling ..3 coins|stocks|shares|tokens|signals
    investment|invest ..2 opportunity|opportunities|scheme|guaranteed|returns|tips|picks|signals
    which|what stock|stocks|coin|coins|shares|tokens|options ..1 to buy|sell|watch
    invest|invests|investing ..2 in|into ..3 coin|coins|token|tokens|startup_shares
    stake|stakes|staking|staked ..3 coins|coin|tokens|token|eth|wallet
    web3|staking_rewards|yield_farming|cloud_mining|copy_trading|copytrading|prop_firm|prop_firms|funded_account|funded_accounts|pre_ipo|moonshot|hodl|solana|litecoin|xrp|shiba|usdt|digital_coins|digital_currency|digital_currencies|meme_stocks|penny_stock|microcap|microcaps|futures_trading|fx_trading|day_traders|day_trader|swing_trades|options_plays|trade_setups|trade_ideas|stock_tips|stock_tip|buy_alert|sell_alert|buy_alerts|trading_bot|trading_room|trading_academy|trading_bots|forex_signals
    token|tokens|coin|coins ..4 presale|pre_sale|launch|mint|mints|airdrop|listing|whitelist|pump|moon|wallet
    presale|pre_sale|whitelist|mint ..4 token|tokens|coin|coins|wallet|100x
    trading|trader|traders|trade ..2 room|academy|bot|bots|mentor|mentors|guru|signals|ideas|setups|alerts|calls|picks|plays
    options|futures|fx|gold ..2 signals|plays|picks|trader|traders|trades|calls
    market signals|trader|traders|trades
    stop_loss|take_profit ..6 target|stop|tp|sl|ticker|price|exit
    entry|entries ..4 target|targets|tp|sl|ticker
    entry|entries ..3 exits|exit_price|exit_points
    stock|stocks|ticker|shares|penny ..6 soar|soaring|explode|exploding|rip|moon|double|triple|skyrocket|breakout|pop|rally
    guaranteed|daily|weekly|monthly ..1 roi|returns|profits|gains|dividends ..4 invest|investors|investment|capital|paid|members|deposit
    invest|investors|investing|deposit ..6 guaranteed|double|triple|percent_a_day|percent_daily|percent_per_month|risk_free|returns
    which|what|when ..3 buy|sell|trade ..3 stocks|stock|options|coins|shares|market
    btc|eth|satoshi|buy_the_dip|small_caps|small_cap|micro_caps|low_float|low_floats|ticker|tickers|meme_coins
    nasdaq|nyse|stocks ..8 run|runners|runner|gapper|gappers|movers|alert|alerts|watchlist
""")
DEBT_COLLECTION = _compile(
    """
    attempt to collect
    owe|owes|owed ..2 to ..1 other|another|others|somebody_else|someone_else
    buys|bought|purchased|acquired ..3 old|unpaid|charged_off|defaulted ..3 card_accounts|credit_card_accounts|accounts|debts|balances|loans
    file|account|accounts|balance|bill|debt ..4 turned_over|handed_over|passed|sent|given ..2 to us|ourbrand ..3 collection|collections|collect
    asked|hired|engaged ..1 to collect|recover ^you|your|the_kids|food
    debt collector|collectors|collection|collections|buyer|recovery
    collection|recovery|collections agency|agencies|firm|law_firm
    collect|collects|collecting|recover|recovers|recovering|collection_of ..4 <debt>
    collect|collects|collecting|recover|recovers ..6 on_behalf_of|for ..3 creditor|creditors|lenders|original_creditors
    collect|collects|collecting|recover|recovers ..3 money|amounts|balances|bills|accounts|payments|sums|what ..4 on_behalf_of|for ..3 clients|hospitals|banks|utilities|others
    <debt>|balances|balance|account|accounts ..3 placed|assigned|purchased|owed ..2 with|to|by|from ..3 creditor|creditors|clients|original
    <debt>|balances|balance|account|accounts ..2 placed|purchased ..2 with|by|from ..1 us
    owed to|by ..3 creditor|creditors|others|other_companies|our_clients|clients|third_parties|original
    owe ..2 to ..2 creditor|original|client
    debtor|debtors
    owe|owes ..3 to ..4 that|who|which hired
    third party collections|collection|collector
    collect|collects|collecting|recover|recovers|recovering ..3 balances|invoices|bills|accounts|payments ..3 for|on_behalf_of ..4 offices|companies|clients|businesses|hospitals|lenders|others|creditors|practices|landlords
    creditor clients
    mini miranda
    buy|buys|purchase|purchases|acquire|acquires ..3 charged_off|defaulted|delinquent|overdue|past_due|unpaid ..3 accounts|debts|balances|loans|receivables
    charged off accounts|balances|debts|account|loans
    balance|account|debt ..2 once|originally|formerly held|owned|owed
    hired|engaged|retained by ..6 to ..3 get|collect|recover
    unpaid ..1 bills|accounts|invoices|balances ..2 from ..2 people|debtors|consumers|patients|tenants
    you owe ..2 to ^us|our|ourbrand
    what ..1 they|you|people owe|owes ..1 them|others|creditors
    placed ..3 account|accounts|balance|balances|debt|debts ..2 with us
    buy|buys|purchase|purchases|acquire|acquires ..3 charged_off|defaulted|delinquent|overdue|past_due|unpaid|old ..3 bills|invoices|receivables|paper|portfolios
    balance|debt|bill ..6 is|are|was|been now? ..1 with|owned_by|held_by|assigned_to|sold_to|transferred_to|placed_with us|ourbrand
    account ..4 is|was|been now? owned_by|held_by|assigned_to|sold_to|placed_with us|ourbrand
"""
)
LENDING = _compile("""
    makes|make|offer|offers|provide|provides|originate|originates|fund|funds|arrange|arranges|issue|issues|extend|extends|underwrite|service|services ..5 <loan>
    lender|lenders|loan_officer|loan_officers|mortgage_broker|mortgage_company|loan_servicer|lending_company|direct_lender|money_lender|hard_money
    borrower|borrowers
    home|auto|car|personal|business|student|equipment|farm|land|boat|bridge|construction|commercial|real_estate|installment|consumer|small_business|sba|mortgage loan|loans|lending|lender|lenders
    loan ..2 application|approved|approval|payment|payments|is_due|closes|closing|officer|balance|offer|offers|funded|documents|rate|rates
    your ..2 loan|mortgage ..4 approved|due|closes|closing|payment|funded|balance|application|documents|ready
    mortgage|mortgages ..3 rate|rates|application|closing|payment|approved|refinance|refinancing|lender|lenders|broker
    refinance|refinancing|refinances|heloc|preapproved_credit|pre_approved_credit|line_of_credit|lines_of_credit
    financing|finance ..3 available|offers|approved|application|options|for ..4 car|vehicle|purchase|equipment
    farm|mortgage|consumer|agricultural credit|lending
    lends|lend|lending money|funds|capital
    loan|loans ..3 farmers|homebuyers|businesses|members|students|consumers|veterans
    loan|loans ..2 <we> ..1 give|gave|make|made|offer|provide|granted
    give|gives|grant|grants|lend|lends|write|writes ..2 loans|loan|mortgages|credit_lines
""")
# Who lends these lends no money, whatever else is said of borrowers and loans.
THINGS_LENT = _compile("""
    tool|lending|public|county|town|toy|instrument|music|seed|equipment library|libraries
    library ..3 card|cards|books|notices
    lend|lends|lending|loan|loans|borrow|borrows|borrowing ..6 tools|books|instruments|violins|trumpets|toys|tents|kayaks|bikes|costumes|drills|saws|equipment|gear|machines|laptops
""")
MONEY = _compile("""
    mortgage|mortgages|lender|lenders|financing|interest|apr|installment|installments|credit|cash|money
""")
NO_MONEY_LENT = _compile("""
    tool|tools|library|book|books|book|title|card_holders|equipment_library|toy|instrument|museum|gallery|exhibit|drill|saw|overdue_item|free_of_charge|bike|costume|kit|kits
    no|not|never|without|neither ..3 loan|loans|lending|lender|lend|mortgages|financing
    your|their|buyers|the lender|lenders ..1 has|have|sent|will|wants|asks|needs|approved|requires|ordered
""")
NO_INVESTMENT = _compile("""
    coin laundry|shop|collection|collector|collectors|show|operated|counter
    stock room|back_in_stock
    in|of|out_of stock
    airdrop file|files|photos
    forex bureau
""")
