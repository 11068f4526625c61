"""One module a conversation: parse, call a use case, show a screen."""
