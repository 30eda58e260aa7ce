"""Breaks what the program does in every way a machine can, and counts what was lost."""
