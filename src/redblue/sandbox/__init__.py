"""Boxes: where risky code runs. Everything that isolates, plants, watches and proves is in this room."""
