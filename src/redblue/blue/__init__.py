"""The guard: what an agent is about to do, judged before it happens."""
