"""The numbered steps of the schema; a released script never changes again."""
