"""What anybody may hand to the program, made up by chance: no crash, no long wait, nothing half changed."""
