"""Errors for a person."""


class Mendable(ValueError):
    """Something a person can mend: it says what was given, what is allowed and where."""
