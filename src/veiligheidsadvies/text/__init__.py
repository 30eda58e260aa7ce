"""Dutch that screen and paper share."""
