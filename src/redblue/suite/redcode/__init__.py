"""The published RedCode-Exec data (arXiv 2411.07781; CC BY 4.0), read from a checkout and judged by what happened."""
