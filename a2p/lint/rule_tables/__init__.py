"""The rules of the lint as data: of the form of a text, and of its meaning."""
