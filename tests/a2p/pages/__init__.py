"""The pages a Campaign names, fetched and judged."""
