"""Pure rules: they take values and the time, and answer or refuse. They never await."""
