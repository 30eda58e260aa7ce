"""Rows and domain objects."""
