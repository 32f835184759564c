"""Adapters to Inspect (the extra `models`). Nothing here decides anything, and nothing below imports it at its top."""
