"""Python, by its own `ast`."""
