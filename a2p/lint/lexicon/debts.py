"""Debts: how a text offers relief from them or repairs credit, and how it collects those owed to others."""

from a2p.lint.language.inflection import split_words
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "money": ("cash", "money", "dollars", "amount", "income", "thousands", "funds", "k"),
    "debt": split_words(
        "debt debts past_due_accounts past_due_account delinquent_accounts receivables unpaid_bills "
        "overdue_accounts outstanding_balances delinquent_balances past_due_balances unpaid_balances unpaid_invoices unpaid_accounts accounts_receivable"
    ),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


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
    pennies|cents on the dollar
    out from under ..3 debt|debts|bills|cards|loans
    credit ..3 clean|cleaned|spotless ..1 in|within ..1 days|weeks
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
DEBT_COLLECTION = _compile(
    """
    attempt to collect
    ! bills|debts|balances|accounts ..4 not ..1 collect
    creditor|creditors|lender|lenders ..2 has|have hired|retained us
    turn|turns|turned|hand|hands|give|gives|send|sends|assign|assigns ..2 unpaid|overdue|past_due|delinquent|old ..1 bills|accounts|balances|invoices|debts ..1 over|to|with
    <people>|those who ..2 owe|owes them|others
    owe|owes hospital|dentist|doctor|clinic|creditor|landlord|utility|bank|company|lender|client|provider ..1 amount
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
    balance|account|debt|bill ..4 with|from|to ..3 placed ..2 with ..1 us|our_office|ourbrand
    placed ..3 account|accounts|balance|balances|debt|debts ..2 with us
    buy|buys|purchase|purchases|acquire|acquires ..3 charged_off|defaulted|delinquent|overdue|past_due|unpaid|old ..3 bills|invoices|receivables|paper|portfolios
    balance|debt|bill ..6 is|are|was|been now? ..1 with|owned_by|held_by|assigned_to|sold_to|transferred_to|placed_with us|ourbrand
    account ..4 is|was|been now? owned_by|held_by|assigned_to|sold_to|placed_with us|ourbrand
"""
)
