"""
Word classes, and patterns over them, by subject: consent, disclosures, sharing, senders, goods, finance.

A class holds words that do the same work in a sentence, in every inflection. Rules name patterns, never words.
"""
