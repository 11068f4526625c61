"""What the place does: values, rules, use cases and the ports they need. Knows no framework."""
