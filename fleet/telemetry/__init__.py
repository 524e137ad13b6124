"""What an operator sees of a process: its logs and its traces."""
