"""What the verbs that run something share: arguments, a run for each customer, how it ended."""
