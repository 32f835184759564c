"""The command line: one thin file for each command. Everything heavy is imported inside the commands."""
