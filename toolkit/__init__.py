"""Rebond: a workshop facilitation toolkit. A room chooses together on the same cards."""

__version__ = "0.2.0"
