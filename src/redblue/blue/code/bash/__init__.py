"""Bash, by tree-sitter."""
