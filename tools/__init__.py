"""What maintainers run: find a Python, keep the catalogs."""
