"""A sample of what `make reliability` measures."""
