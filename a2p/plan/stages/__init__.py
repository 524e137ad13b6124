"""Where a registration stands, what it waits for, and what was found that no run changes."""
