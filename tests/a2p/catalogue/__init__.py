"""The catalogue of codes, states and identifiers."""
