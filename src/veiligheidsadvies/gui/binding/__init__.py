"""Joins the kit to the domain."""
