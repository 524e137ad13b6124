"""
English as the rules read it: a normal form of words, patterns over word classes, and what a negation covers.

Nothing here knows what a Campaign is.
"""
