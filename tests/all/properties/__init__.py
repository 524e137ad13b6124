"""More stories, and the engine in small held against the real one."""
