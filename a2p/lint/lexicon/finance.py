"""Finance that carriers forbid, and lending that has to be declared."""

from a2p.lint.language.inflection import noun_forms
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "money": ("cash", "money", "dollars", "amount", "income", "thousands", "funds", "k"),
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
    lend|lends|borrow|advance|advances ..4 dollars|cash|money|bucks ..2 until|till ..1 monday|friday|saturday|next_check
    get|gets|send|sends ..1 you|them|people|folks ..3 cash|dollars|money ..1 today|tonight|in_minutes
    pay stub|stubs ..6 cash|dollars|loan|approved|funded
    buy|buys|purchase ..2 future ..1 pay|wages|paychecks|paycheck|sales|receipts|receivables
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
    trade|trades|trading ..2 futures|commodities|currencies
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
