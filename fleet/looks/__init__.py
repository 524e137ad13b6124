"""A look at a customer: taken from the queue, decided, run, and written down with its reason."""
