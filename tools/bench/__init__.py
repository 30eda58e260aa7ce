"""Measures the program against its bounds: ratios to something bare, or times that one feels."""
