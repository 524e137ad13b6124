"""Where declarations come from: a folder, or a branch of a git repository."""
