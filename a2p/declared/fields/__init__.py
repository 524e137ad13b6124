"""What a field of a declaration may hold: types, closed lists of values, regions."""
