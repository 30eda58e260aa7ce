"""Programs for developers; nothing of it is shipped."""
