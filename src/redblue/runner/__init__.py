"""Cases through boxes: in parallel, within limits, with results as JSON lines and resume."""
