"""aiohttp: the webhook, health and metrics, and the API. Pages come here too."""
