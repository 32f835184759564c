"""redblue measures how safely a coding agent behaves, and protects it with what the measuring found."""

__version__ = "0.1.0"
