"""How what a provider decides and does reaches people and machines."""
