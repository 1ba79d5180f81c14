"""How live views speak of numbers: people, ratios, sentences in a row."""


def count(number: float) -> str:
    """A number of people: `1,362`."""
    return f"{number:,.0f}"


def times(ratio: float) -> str:
    """A ratio: `×1.21`."""
    return f"×{ratio:.2f}"
