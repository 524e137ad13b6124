"""The engine in small held against the real one: a sample of the stories."""
