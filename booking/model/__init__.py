"""Frozen values: what there is to speak of."""
