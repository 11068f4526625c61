"""One module an aggregate: rows ↔ frozen values, each in one function."""
