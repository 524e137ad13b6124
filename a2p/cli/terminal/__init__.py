"""How the command writes: layout of text and help, progress, and what TAB completes."""
