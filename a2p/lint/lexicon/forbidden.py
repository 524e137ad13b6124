"""
Goods that carriers forbid, and goods for adults: words that say so by themselves.

A word that says it only in some company stands in a pattern with that company. `except` names neighbours that make
another thing of it: root beer, a casino street, a tool library's loans.
"""

from a2p.lint.language.inflection import noun_forms, split_words
from a2p.lint.language.patterns import Pattern
from a2p.lint.lexicon.compile import compile_patterns

_CLASSES = {
    # What only an offer says; "ready", "refill" and "order" are a pharmacy's words too.
    "bargain": split_words(
        "deal deals discount discounts sale sales off coupon coupons promotion promotions promo save saves savings "
        "cheap cheapest bogo special specials lowest markdown clearance"
    ),
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
        "hgh",
        "phentermine",
        "modafinil",
        "percocet",
        "vicodin",
        "codeine",
        "klonopin",
        "ritalin",
        "finasteride",
        *split_words(
            "peptides glp_1 glp_1s glp1 glp1s zepbound saxenda liraglutide retatrutide rybelsus dulaglutide trulicity "
            "victoza contrave lorazepam alprazolam diazepam zolpidem lunesta gabapentin carisoprodol fentanyl methadone "
            "suboxone oxycontin norco morphine vyvanse clonazepam ativan provigil levitra avanafil clomid anavar "
            "dianabol sermorelin bpc_157 tretinoin accutane hydroxychloroquine ivermectin"
        ),
    ),
}


def _compile(sources: str) -> tuple[Pattern, ...]:
    return compile_patterns(sources, _CLASSES)


CANNABIS = _compile("""
    cannabis|marijuana|cannabinoid|cannabinoids|thc|dispensary|dispensaries|kratom|kava|psilocybin|delta_8|delta_9|delta_10|hhc|thca|magic_mushrooms|psychedelics|mushroom_gummies
    cbd|cbg|cbn oil|oils|gummies|gummy|tincture|tinctures|product|products|edibles|cream|creams|balm|drops|flower|shop|store|goods|and|for|softgels|deals|wellness|sale
    of|on|our|new|premium|thc|and|organic|hemp cbd|cbg
    hemp ..1 oil|extract|flower|gummies|tincture|remedies|edibles|cbd
    edible|edibles ..4 strain|strains|thc|flower|cannabis|dosing|mg
    mushroom|shroom bar|bars|chocolate|chocolates|gummies|edibles
    magic|psychedelic ..1 chocolate|chocolates|mushroom|mushrooms|truffles|bars
    weed ..2 delivery|dispensary|strain|strains|edibles|gummies|pre_rolls|store|deals|menu|shop
    strains|strain ..3 of|flower|indica|sativa|eighth|ounce
    flower|bud ..4 strains|strain|ounce|ounces|potency
    indica|sativa|pre_rolls|prerolls|pre_roll|budtender|budtenders|dabs|live_resin|420_deals
    medical card|marijuana|cards ..3 renewal|cannabis
    delta8|delta9|thcp|thcv|thc_o|thc_a|amanita|amanita_muscaria|mitragynine|7_oh|7_hydroxy|maeng_da|bali_kratom|tianeptine|ayahuasca|ibogaine|lsd|mdma|ganja|kush|bong|bongs|dab_rig|dab_rigs|wax_pens|head_shop|mmj|hashish|hash_oil|shatter_wax|shrooms|psilocybe|microdose|microdosing|whippets|phenibut|salvia_divinorum
    hemp_derived|hemp ..2 product|products|gummies|gummy|flower|cigarettes|wraps|prerolls|drinks|drink|seltzer|seltzers|capsules|balm|goods|smokes|vapes|joints
    flower|buds ..5 eighths|pre_rolls|edibles|concentrates|carts|cartridges|joints|gummies
    flower|buds ..3 an|per|half|your eighth
    carts|cartridges|concentrates|joints|gummies ..3 live_resin|resin|thc|rosin|infused|euphoric|intoxicating
    legal highs|high
    420 sale|friendly|doctor|doctors|evaluations|specials
    edibles ..3 carts|pre_rolls|flower|gummies|vapes|<bargain>
    <bargain> ..3 edibles
    live rosin|resin|diamonds|badder|budder
    infused ..1 gummies|edibles|seltzers|joints|pre_rolls
    <sell>|green|red|white ..2 vein|veins powder|capsules
    cbd|cbg ^district
    full_spectrum|broad_spectrum|adult_use|adult_use_only|cannabutter|nugs|medibles|hemp_derived_thc|rec_menu|medical_menu
    weed ..6 licensed|adult|harvest|harvests|ounce|ounces|21|gummies|legal|menu|dealer
    licensed|legal|recreational ..5 weed|pot|bud
    happy 420
    happy 4 20
""")
VAPE = _compile("""
    vape|vapes|vaping|vaporizer|vaporizers|e_cigarette|e_cigarettes|e_cig|e_cigs|ecig|ecigs|e_liquid|e_liquids|eliquid|e_juice|ejuice|e_juices|vape_juice|disposables_vape|nicotine_salts|nic_salts|juul|hookah|hookahs|shisha
    nicotine ..2 pouch|pouches|salt|salts|pods|gum|products|liquid
    vape_pen|vape_pens|vape_shop|puff_bar|puff_bars|elf_bar|elf_bars|geek_bar|geek_bars|lost_mary|zyn|e_hookah|vapor_shop|vaper|vapers|box_mods|pod_mods|nicotine_pouches
    disposables|disposable ..3 puff|puffs|flavors|pods|nicotine
    puffs ..3 disposable|disposables|flavor|flavors
    juice|juices ..4 coils|pods|mods|nicotine
    coils|mods ..3 pods|juice|juices|tanks|mods
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
    glock|glocks|sig_sauer|smith_and_wesson|carbine|carbines|ak_47|ar15s|ar_15s|ar_10|long_guns|lower_receiver|lower_receivers|upper_receiver|upper_receivers|bump_stock|bump_stocks|gunpowder|hollow_point|hollow_points|22lr|223_rounds|223_ammo|556_rounds|45_acp|rimfire|centerfire|ffl|ffl_transfer|ffl_transfers|gunsmithing|gun_parts|gun_accessories|firearm_parts|handguards|brass_knuckles|switchblade|switchblades|butterfly_knives|stun_guns|stun_gun|tasers|body_armor
    caliber|calibers|calibre ..4 stock|sale|rounds|box|new|off|<sell>
    rounds ..2 of ..2 9mm|ammo|caliber|223|556
    rounds|mags ..3 case|box|caliber|grain|in_stock|extended|high_capacity
    magazines ..3 caliber|extended|high_capacity
    extended|high_capacity|drum magazine|magazines|mags
    ar|ak|tactical lowers|uppers|builds|parts|kits|pistol|platform
    concealed|conceal carry
    reloading ..2 powder|primers|brass|supplies
    scopes|optics|holsters ..4 rifle|rifles|pistol|pistols|guns|ammo|handguns
    lowers|uppers ..2 receivers|optics|triggers|barrels|mags
""")
FIREWORKS = _compile("""
    firecracker|firecrackers|roman_candle|roman_candles|bottle_rocket|bottle_rockets|artillery_shells|mortar_shells|sky_rockets|consumer_fireworks|m_80s|smoke_bombs
    fireworks ..4 <bargain>|bogo|tent|stand|store|superstore|outlet|warehouse|assortments|packs|bundle|bundles|buy|price|prices|stock|shop|for_less
    <sell>|<bargain>|bogo|tent|buy|stocked ..4 fireworks|pyrotechnics|sparklers|mortars
    mortars|sparklers|fountains|rockets ..5 fireworks|firecrackers|bogo
    mortars|sparklers|rockets ..5 candles|cakes|fountains
""")
CONTRABAND = _compile("""
    replica|counterfeit|knockoff|imitation ..2 watches|watch|handbags|bags|designer|rolex|sneakers|sunglasses|money|bills
    copies|copy|replicas|fakes|imitations|dupes of ..3 designer|luxury|brand_name|rolex
    fake|novelty ids|id|diploma|diplomas|passport|passports|documents|licenses
    jailbroken|unlocked ..2 streaming|fire_stick|firestick|iptv
    iptv|spyware|phone_tracker
    spy|spying on ..3 spouse|partner|wife|husband|phone|texts
    hacked|stolen ..2 accounts|cards|data
    buy|purchase|sell|sells ..3 followers|likes|reviews
""")
PRESCRIPTION = _compile("""
    <rxdrug>
    botox|testosterone ..6 <bargain>|online|shipped|delivered|without
    prescription ..1 drug|drugs|pill|pills|medication|medications|weight|medicine|painkiller|painkillers|shots|meds ..8 <bargain>|online|without|shipped|buy|shop
    <bargain>|offers|cheaper ..6 on|of|for ..3 prescription|prescriptions|meds|medications|rx
    prescription|prescriptions|meds|medications|refills ..4 <bargain>|cheaper|for_less
    ! without|no ..1 prescription|visit|doctor ..2 needed|required|delivered
    online pharmacy
    pills|shots|injections|meds ..3 delivered|shipped|by_mail ..3 without|discreetly
    compounded ..3 shots|medication|medications|injections|injection|peptide|drug|drugs|vials
    weight_loss|weightloss|weight loss ..1 medication|medications|injections|injection|shots|shot|pen|pens|rx|drug|drugs|meds|prescription|vials
    skinny|slimming|fat_burning|appetite ..1 shot|shots|jab|jabs|pen|pens|pill|pills
    ed|erectile_dysfunction|impotence ..2 meds|medication|medications|pills|pill|treatment|treatments|tablets|drugs|rx
    hair_loss|anxiety|adhd|sleep|pain|hormone|performance ..1 meds|medication|medications|pills|prescription|prescriptions|rx|drugs ..6 online|delivered|shipped|<bargain>|door|mail
    testosterone|hormone|trt ..1 therapy|replacement|injections|clinic ..4 <bargain>|amount|online|shipped|from
    rx|prescription|prescriptions|medication|medications|meds ..4 mailed|shipped|delivered|sent ..3 discreetly|without|no|door
    blue pill|pills
    canadian|mexican|overseas|foreign|offshore pharmacy|meds|drugs|prescriptions|pharmacies
""")
ADULT = _compile("""
    porn|pornography|xxx|escorts|escort_service|escort_agency|strip_club|stripper|strippers|gentlemens_club|webcam_girls|camgirls|onlyfans|sexting|erotic|nude|nudes|adult_content|adult_entertainment|adult_toys|sex_toys|sex_chat|sex_shop|phone_sex|hookup_app|hookup_site|fetish|lingerie_shows|sensual_massage
    singles ..4 near_you|near_them|in_your_area|hot|who_want|waiting
    local|lonely|single ..1 singles|women|men|ladies ..4 tonight|chat|meet
    hookup|hookups ..4 tonight|tonights|singles|adults|women|men|local|discreet|no_strings|near_you
    casual|local|adult|discreet|find|quick ..1 hookup|hookups
    sex ..2 tonight|partners|toys|videos|tapes|chat|cams|dates
    vibrator|vibrators|lubricants ..6 toys|toy|intimate|lingerie|discreet|couples|pleasure
    hot|sexy|naughty|horny|kinky|steamy|dirty|spicy|explicit|intimate|racy ..1 singles|girls|women|men|guys|chat|chats|pics|pic|pictures|photos|photo|videos|video|ladies|content|messages|moms|models
    girls|women|ladies|men|singles ..1 in|near ..1 your|their|his area ..5 chat|meet|date|fun|talk|tonight
    cam shows|show|girls|models|chat|performers
    webcam ..1 girls|models|chat|performers
    live|exotic|nude girls|dancers ..4 stage|nightly|tonight|cam
    adult ..1 chat|dating|video|videos|film|films|movies|novelties|shop|store|superstore|toy|toys|club|clubs|companionship|cams|services|entertainers|entertainment|webcam|webcams|performers|products|boutique
    x_rated|explicit_content|cam_girls|cam_models|camgirl|live_cams|webcam_models|sugar_daddy|sugar_daddies|sugar_baby|sugar_babies|milf|milfs|swinger|swingers|bdsm|topless|exotic_dancer|exotic_dancers|lap_dance|lap_dances|brothel|dildo|dildos|body_rub|body_rubs|call_girl|call_girls|happy_ending|happy_endings|sexy|kinky|nsfw|cabaret_dancers|dancers_nightly|casual_encounters|one_night_stand|bedroom_toys|personal_lubricants
    gentlemen|gentlemens ..1 club|clubs
    ladies ..4 by_the_hour|discreet|outcall|incall|on_stage
    companions ..4 discreet|outcall|incall|upscale|tonight
    intimate|pleasure|bedroom ..1 toys|toy|products|items|accessories|novelties
    discreet ..2 encounter|encounters|affair|affairs|hookup
""")
HATE = _compile("""
    white power|supremacy|supremacist
    racial purity
    hate speech|group
    aryan|neo_nazi|white_nationalist|white_nationalists|ethnic_cleansing|race_war|master_race
    hate|hatred of|against ..2 jews|muslims|immigrants|blacks|gays|foreigners
""")
ALCOHOL = _compile("""
    alcohol|alcoholic|beer|beers|wine|wines|winery|wineries|brewery|breweries|brewpub|taproom|taprooms|liquor|liquors|whiskey|whisky|whiskeys|bourbon|bourbons|vodka|tequila|mezcal|rum|gin|gins|cocktail|cocktails|distillery|distilleries|happy_hour|happy_hours|hard_cider|hard_seltzer|hard_seltzers|margarita|margaritas|martini|martinis|champagne|prosecco|pinot|chardonnay|cabernet|merlot|sauvignon|malbec|riesling|zinfandel|rose_wine|lager|lagers|stout|stouts|pilsner|ipa|ipas|draft_beer|craft_beer|craft_beers|sangria|mimosa|mimosas|mead|sake_bar|sake_flight|sake_tasting|cognac|brandy|absinthe|spirits_shop|wine_club|wine_tasting|wine_bar|sports_bar|nightclub|pub_crawl|keg|kegs|growler|growlers|bottomless_mimosas|ladies_night_at_the_bar|drink_specials|bar_crawl|speakeasy|beer_garden|bottle_shop|wineclub|winemaker|sommelier|moonshine|aperitif|vineyard|vineyards
    ladies night ..6 drink|drinks|dj|bar|club|free_entry|shots
    rye ..4 gin|whiskey|bottle|barrel|proof
    bottle|barrel ..3 rye
    shot|shots|pint|pints|drinks ..2 on us|special|specials|half
    shots|pints|drinks for amount|<number>|two|half
""")
# A whole declaration is about something else where its description says so.
ALCOHOL_DENIED = _compile("""
    ! not|no|never|without ..3 sell|serve|pour|offer|advertise|promote|any|have ..2 alcohol|alcoholic|beer|wine|liquor|spirits
    ! no alcohol|beer|liquor
    alcohol free
""")
NO_ALCOHOL = _compile("""
    root|ginger|birch|non_alcoholic|alcohol_free|zero_proof|butter beer|beers|ale|wine|wines|cocktail|cocktails|drinks|drink
    happy_hour ..3 kids|children|families
    happy_hour ..8 slushies|slushes|slush|lemonade|coffee|smoothies|shakes|milkshakes|tea|donuts|bowling|wash|washes|swim
    no|not|without|free_of|zero|never ..3 alcohol|alcoholic|beer|wine|liquor|cocktails|drinks|drink
    alcohol free
    alcohol|liquor awareness|counseling|counselling|treatment|rehab|recovery|abuse|addiction|swab|wipes|wipe|detox|testing|test|policy
    rubbing|isopropyl|denatured alcohol
    gin|rum and? game|rummy|cake|raisin
    wine|beer country|street|road|glass_repair|cellar_doors|colored
    fetal|blood alcohol
    cotton gin
    cocktail dress|dresses|attire|sauce|platters|platter|tables|party_dresses
    shrimp|fruit|crab|seafood cocktail|cocktails
    root_beer|brandy_snaps
    beer|wine|whiskey|whisky|gin|cocktail|sake|champagne|rum|shot|pint mug|mugs|stein|steins|cup|cups|glass|glasses|opener|rack|racks|cooler|coolers|barrel|barrels|cake|sauce|vinegar|batter|cheese|bread
    stout ..1 boots|fellow|fence
    rose garden
""")
NO_CANNABIS = _compile("""
    hemp rope|twine|fabric|yarn|bags|milk|seeds
    cbd|central business|district
    drug testing|test|tests|free
    weed control|killer|pulling|whacker|eater|spray|treatment
    strains|strain of yeast|bacteria|flu|virus
    strain ..3 muscle|muscles|back|injury
    kush mountains|hindu
    weed ..1 barrier|fabric|free|trimmer|trimmers|mat
    420 main|street|county|st|suite
""")
NO_FIREARM = _compile("""
    nail|glue|spray|heat|paint|caulk|staple|massage|grease|squirt|water|nerf|radar|tattoo|price|label|soldering gun|guns
    gun safety|violence|buyback|control|lock|locks
    water|toy|super pistol|soaker
    shotgun start|starts|wedding|house|approach
    rifle colorado|creek|paper
""")
NO_FIREWORKS = _compile("""
    fireworks ..2 display|show|viewing|start|starts|begin|night|begins|festival|cruise|noise|ban
    no|not fireworks|sparklers
""")
