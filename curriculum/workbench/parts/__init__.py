"""Parts that forms are put together from."""
