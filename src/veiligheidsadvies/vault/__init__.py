"""The locked room: key slots, the encrypted file, the change log, and what guards them."""
