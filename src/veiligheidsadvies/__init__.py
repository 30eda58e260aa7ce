"""An offline vault of security advices and measures for Dutch decentral politicians."""

__version__ = "0.1.0"
