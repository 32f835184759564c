"""One file a scenario, found by being here: `s<number>_<name>.py` with a module-level `scenario`."""
