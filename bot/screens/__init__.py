"""Pure functions from facts to what is shown. They never await and never import telegram.ext."""
