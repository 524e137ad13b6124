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
    borrow ..4 tonight|today|instantly|in_minutes|same_day|fast
    instant|fast|quick|same_day|easy loan|loans|cash|funding|approval
    student loan|loans ..3 forgiveness|relief|consolidation|cancellation|discharge|refinancing|help
    loan|loans ..1 forgiveness|modification|consolidation
    loan|mortgage|lending|financing offers|quotes|options|deals|matches ..4 from|by ..3 lenders|partners|banks|network|providers
    match|matches|connect|connects|matched|connected ..5 lender|lenders|loan|loans
    third party ..2 loan|loans|lender|lenders|lending|mortgage|mortgages|financing|auto
    compare ..3 loan|loans|lenders|mortgage
    merchant cash
    tax refund advance|loan|loans
    advance|advances|advanced|borrow|borrows ..8 paycheck|payday|next_pay|wages
    against ..2 next paycheck|payday|wages
    due ..2 payday
    need cash
    student loan|loans ..4 forgiven|consolidated|wiped|erased|cancelled|discharged
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
    score ..3 went|goes|go|rise|rises|climb up|points?
    tax debt|relief|resolution|settlement
    owe ..3 irs|taxes
    foreclosure ..1 relief|rescue|help|assistance
    settle|settles|settling|settled|negotiate|negotiates|negotiating|negotiated|negotiators ..4 creditor|creditors|card_companies|lenders|collectors
    settlement ..1 program|plan|offer
    creditor|creditors ..3 accepted|agreed|accept|agree|settled
    get|gets|getting rid|out of ..3 debt|debts|what_you_owe|what_they_owe
    owe|owed|owes ..6 less|fraction|portion
    pay ..4 less|fraction than|of ..3 owe
    late_payments|negative_items|negatives|items|collections|marks|entries ..4 taken_off|removed|deleted|erased|wiped|off ..4 credit|report|reports|bureaus|for_you
    credit score|scores|report ..2 rose|rises|went_up|climbed|improved|jumped
""")
INVESTMENTS = _compile("""
    crypto|cryptocurrency|cryptocurrencies|bitcoin|bitcoins|ethereum|altcoin|altcoins|nft|nfts|memecoin|memecoins|defi|airdrop|airdrops|dogecoin|stablecoin|forex|binary_options|penny_stocks|day_trading|options_trading|swing_trading|trading_signals|trade_alerts|stock_picks|stock_alerts|hot_stocks|pump_and_dump|presale_tokens|ico
    stock|stocks|trading|trade|forex|coin|coins|option|options ..2 pick|picks|signal|signals|tip|tips|alert|alerts|calls
    signals|picks|tips|alerts ..6 coins|coin|stocks|stock|trade|traders|buy_and_sell|forex|currencies
    buy|sell ..2 coin|coins|stock|stocks|shares|tokens|ticker ..3 now|target|today|before|at
    whales ..3 loading|buying
    target ..1 8x|10x|100x|2x|5x|20x
    buy|buying and sell|selling ..3 coins|stocks|shares|tokens|signals
    investment|invest ..2 opportunity|opportunities|scheme|guaranteed|returns|tips|picks|signals
    which|what stock|stocks|coin|coins|shares|tokens|options ..1 to buy|sell|watch
""")
DEBT_COLLECTION = _compile(
    """
    attempt to collect
    debt collector|collectors|collection|collections|buyer|recovery
    collection|recovery|collections agency|agencies|firm|law_firm
    collect|collects|collecting|recover|recovers|recovering|collection_of ..4 <debt>
    collect|collects|collecting|recover|recovers ..6 on_behalf_of|for ..3 creditor|creditors|lenders|clients|hospitals|banks|utilities|others|original_creditors
    <debt>|balances|balance|account|accounts ..3 placed|assigned|purchased|owed ..2 with|to|by|from ..3 us|creditor|creditors|clients|original
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
""")
NO_INVESTMENT = _compile("""
    coin laundry|shop|collection|collector|collectors|show|operated|counter
    stock room|back_in_stock
    in|of|out_of stock
    airdrop file|files|photos
    forex bureau
""")
