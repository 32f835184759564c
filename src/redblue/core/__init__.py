"""What every other room speaks: case, world, trace, outcome, errors, statistics. Imports nothing above it."""
