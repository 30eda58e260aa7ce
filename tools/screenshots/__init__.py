"""Pictures of every screen of the real program on the example vault, and of every page it printed."""
