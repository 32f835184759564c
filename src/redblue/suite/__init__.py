"""The benchmark: scenarios, their cases and twins, and the oracles that say what happened."""
