"""What of a drift scan needs no account: its traces."""
