"""What holds an operation back: it proves, asks for consent, or raises before anything is done."""
