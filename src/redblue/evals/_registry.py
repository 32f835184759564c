"""What Inspect finds by its entry point. Each thing is imported when it is asked for."""

from __future__ import annotations
