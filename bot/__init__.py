"""Telegram: intake, conversation, screens, understanding, sending."""
