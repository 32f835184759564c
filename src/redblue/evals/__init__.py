"""Adapters to Inspect (extra `models`): tasks, models, scorer, sandbox, approver. Nothing here decides anything."""
