"""`python -m redblue` is `redblue`."""

from redblue.cli.main import main

main()
