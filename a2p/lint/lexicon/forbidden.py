"""
Goods, finance and schemes that carriers forbid, and goods for adults: words that say so by themselves.

A word that says it only in some company stands in a pattern with that company. `except` names neighbours that make
another thing of it: root beer, a casino street, a tool library's loans.
"""

from a2p.lint.language.inflection import noun_forms, split_words
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    "sell": split_words(
        "sell sells selling sale sales deal deals offer offers discount discounts off buy order orders "
        "shop shops store dispensary new stock price prices drop drops specials promotions coupons "
        "delivery deliver delivered refill refills available announces announce"
    ),
    "rxdrug": (
        *noun_forms(
            "opioid opiate steroid sedative stimulant benzodiazepine sleeping_pill diet_pill weight_loss_shot weight_loss_pill weight_loss_injection"
        ),
        "semaglutide",
        "ozempic",
        "wegovy",
        "mounjaro",
        "tirzepatide",
        "viagra",
        "cialis",
        "sildenafil",
        "tadalafil",
        "xanax",
        "adderall",
        "oxycodone",
        "hydrocodone",
        "tramadol",
        "ambien",
        "valium",
        "ketamine",
        "testosterone",
        "botox",
        "hgh",
        "phentermine",
        "modafinil",
        "percocet",
        "vicodin",
        "codeine",
        "klonopin",
        "ritalin",
        "finasteride",
        "peptides",
    ),
    "place": split_words("street road avenue drive lane boulevard park beach court square plaza building"),
    "money": ("cash", "money", "dollars", "amount", "income", "thousands", "funds", "k"),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


CANNABIS = _compile("""
    cannabis|marijuana|cannabinoid|cannabinoids|thc|dispensary|dispensaries|kratom|kava|psilocybin|delta_8|delta_9|delta_10|hhc|thca|magic_mushrooms|psychedelics|mushroom_gummies
    cbd|cbg|cbn oil|oils|gummies|gummy|tincture|tinctures|product|products|edibles|cream|creams|balm|drops|flower|shop|store|goods|and|for|softgels|deals|wellness|sale
    of|on|our|new|premium|thc|and|organic|hemp cbd|cbg
    hemp ..1 oil|extract|flower|gummies|tincture|remedies|edibles|cbd
    edible|edibles ..4 strain|strains|thc|flower|cannabis|dosing|mg
    weed ..2 delivery|dispensary|strain|strains|edibles|gummies|pre_rolls|store|deals|menu|shop
    strains|strain ..3 of|flower|indica|sativa|eighth|ounce
    indica|sativa|pre_rolls|prerolls|pre_roll|budtender|budtenders|dabs|live_resin|420_deals
    medical card|marijuana|cards ..3 renewal|cannabis
""")
VAPE = _compile("""
    vape|vapes|vaping|vaporizer|vaporizers|e_cigarette|e_cigarettes|e_cig|e_cigs|ecig|ecigs|e_liquid|e_liquids|eliquid|e_juice|ejuice|e_juices|vape_juice|disposables_vape|nicotine_salts|nic_salts|juul|hookah|hookahs|shisha
    nicotine ..2 pouch|pouches|salt|salts|pods|gum|products|liquid
""")
TOBACCO = _compile("""
    cigar|cigars|cigarette|cigarettes|tobacco|snus|chewing_tobacco|cigarillos|smoke_shop|smokes_shop|pipe_tobacco
""")
FIREARMS = _compile("""
    firearm|firearms|handgun|handguns|ammo|ammunition|pistol|pistols|revolver|revolvers|shotgun|shotguns|ar_15|ar15|9mm|silencer|silencers|suppressors|gun_shop|gun_store|gun_sale|gun_sales|gunsmith|ghost_guns|tactical_rifles|assault_rifle|assault_rifles|muzzleloaders|explosives|fireworks_guns
    gun|guns|rifle|rifles ..3 <sell>|ammo|range|show|shows|safe|holster
    <sell>|our|hunting|used|new ..3 guns|rifles
    hunting rifle|rifles
    guns and ammo
""")
PRESCRIPTION = _compile("""
    <rxdrug>
    prescription ..1 drug|drugs|pill|pills|medication|medications|weight|medicine|painkiller|painkillers|shots|meds ..8 <sell>|online|without
    <sell> ..6 on|of ..3 prescription|prescriptions|meds|medications|rx
    ! without|no ..1 prescription|visit|doctor ..2 needed|required|delivered
    online pharmacy
    pills|shots|injections|meds ..3 delivered|shipped|by_mail ..3 without|discreetly
""")
ADULT = _compile("""
    porn|pornography|xxx|escort|escorts|strip_club|stripper|strippers|gentlemens_club|webcam_girls|camgirls|onlyfans|sexting|erotic|nude|nudes|adult_content|adult_entertainment|adult_toys|sex_toys|sex|hookup|hookups|fetish|lingerie_shows|sensual_massage
""")
HATE = _compile("""
    white power|supremacy|supremacist
    racial purity
    hate speech|group
""")
ALCOHOL = _compile("""
    alcohol|alcoholic|beer|beers|wine|wines|winery|wineries|brewery|breweries|brewpub|taproom|taprooms|liquor|liquors|whiskey|whisky|whiskeys|bourbon|bourbons|vodka|tequila|mezcal|rum|gin|gins|cocktail|cocktails|distillery|distilleries|happy_hour|happy_hours|hard_cider|hard_seltzer|hard_seltzers|margarita|margaritas|martini|martinis|champagne|prosecco|pinot|chardonnay|cabernet|merlot|sauvignon|malbec|riesling|zinfandel|rose_wine|lager|lagers|stout|stouts|pilsner|ipa|ipas|draft_beer|craft_beer|craft_beers|sangria|mimosa|mimosas|mead|sake|cognac|brandy|absinthe|spirits_shop|wine_club|wine_tasting|wine_bar|sports_bar|nightclub|pub_crawl|keg|kegs|growler|growlers|bottomless|ladies_night|drink_specials|bar_crawl|speakeasy|beer_garden|bottle_shop|wineclub|winemaker|sommelier|moonshine|aperitif|vineyard|vineyards
    rye ..4 gin|whiskey|batch|bottle|barrel|proof
    batch|bottle|barrel ..3 rye
    shot|shots|pint|pints|drinks ..2 on us|special|specials|half|for
""")
NO_ALCOHOL = _compile("""
    root|ginger|birch|non_alcoholic|alcohol_free|zero_proof|butter beer|beers|ale|wine|wines|cocktail|cocktails|drinks|drink
    no|not|without|free_of|zero|never ..3 alcohol|alcoholic|beer|wine|liquor|cocktails|drinks|drink
    alcohol free
    alcohol|liquor awareness|counseling|counselling|treatment|rehab|recovery|abuse|addiction|swab|wipes|wipe|detox|testing|test|policy
    rubbing|isopropyl|denatured alcohol
    gin|rum and? game|rummy|cake|raisin
    wine|beer country|street|road|glass_repair|cellar_doors|colored
    fetal|blood alcohol
    cotton gin
    beer|wine|whiskey|whisky|gin|cocktail|sake|champagne|rum|shot|pint mug|mugs|stein|steins|cup|cups|glass|glasses|opener|rack|racks|cooler|coolers|barrel|barrels|cake|sauce|vinegar|batter|cheese|bread
    stout ..1 boots|fellow|fence
    rose garden
""")
GAMBLING = _compile("""
    gambling|sportsbook|sportsbooks|sports_betting|online_casino|online_casinos|slot_machines|free_spins|free_bets|free_bet|jackpot|jackpots|blackjack|roulette|poker_room|parlay|parlays|betting|bettors|wager|wagers|wagering|bookmaker|daily_fantasy|fantasy_sports_betting|lottery_tickets|scratch_cards|igaming|bet_credits|odds_boost
    casino|casinos ..4^<place> bonus|bonuses|games|players|player|deposit|spins|online|app|slots|chips|resort|night_out|comp|comps|winnings
    online|our|at_the casino|casinos
    slots ..2 and|or roulette|poker|blackjack|table
    slot|slots ..3 pay|pays|machine|machines|tables
    poker tables|table
    bet|wager amount|now|on|and|today|tonight
    betting|bet|sports picks|tips|odds|lines|lock
    deposit ..4 bonus|spins|play
    poker ..3 tournament|cash_game|chips|online
    picks ..5 winners|parlay|odds|spread|games|bets
""")
SWEEPSTAKES = _compile("""
    sweepstake|sweepstakes|sweeps|prize_draw|prize_drawing|lottery|lotteries|raffle|raffles|prize_wheel
    enter|entry|entries|chance ..4 to ..1 win
    enter|enters ..3 into ..3 contest|contests|drawing|drawings|giveaway|giveaways|draw
    win|won|claim|claiming ..4 prize|prizes|cash|truck|car|iphone|ipad|vacation|trip
    you are ..2 winner|finalist|selected
    contest|giveaway|drawing ..4 winner|winners|prize|prizes|enter|weekly|daily
    prize drawings|draws|giveaways
    enter ..2 drawing|raffle|contest|draw
    next|weekly|monthly|grand|lucky winner
""")
SCHEMES = _compile(
    """
    get|become|getting|becoming|be rich
    rich quick
    six|seven|6|7 figure|figures
    passive|residual|extra income
    financial freedom
    home based|business opportunity|opportunities
    home business
    work from home|anywhere ..4 job|jobs|opportunity|opportunities|income|and|earn|make|business|program|kit|offer|offers|assembling|stuffing
    jobs|job|work|gigs ..6 at|from home
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
    none of ..3 money
    quit your job
    recruit|recruits|recruiting ..6 income|commission|business|team|downline|freedom
    full_time|full time|second|weekly income
    fire|replace your|their|the boss|job|salary
    team|people|recruits|members ..1 under|beneath|below them|you
    top earners|earner
    financial independence
    make|makes|earn|earns|earning|making ..2 living|money|income ..2 from|on|with ..2 phone|phones|home|couch|laptop|anywhere
    quit|leave ..2 9_to_5|day_job
"""
)
NO_CANNABIS = _compile("""
    hemp rope|twine|fabric|yarn|bags|milk|seeds
    cbd|central business|district
    drug testing|test|tests|free
    weed control|killer|pulling|whacker|eater|spray|treatment
    strains|strain of yeast|bacteria|flu|virus
    strain ..3 muscle|muscles|back|injury
""")
NO_FIREARM = _compile("""
    nail|glue|spray|heat|paint|caulk|staple|massage|grease|squirt|water|nerf|radar|tattoo|price|label|soldering gun|guns
    gun safety|violence|buyback|control|lock|locks
    water|toy|super pistol|soaker
    rifle colorado|creek|paper
""")
