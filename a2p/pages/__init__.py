"""
The customer's public pages as a reviewer opens them: fetched within limits, and read.

Only `a2p check --pages` comes here. It calls nobody else, and never in a preview or an `up`.
"""
