"""Methods by which the bot learns who it is and gets its updates."""

from __future__ import annotations

from typing import Any

from simulator.parameters import Parameters
from simulator.refusals import bad_request, conflict
from simulator.telegram import Telegram
from simulator.webhook import read_address

WEBHOOK_IS_SET = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_me(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    del parameters
    return telegram.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(telegram: Telegram, parameters: Parameters) -> list[dict[str, Any]]:
    if telegram.webhook.address is not None:
        raise conflict(WEBHOOK_IS_SET)
    _allow(telegram, parameters)
    offset, limit = parameters.integer("offset"), parameters.integer("limit", 100)
    return await telegram.polling.poll(offset, limit, parameters.integer("timeout"))


async def set_webhook(telegram: Telegram, parameters: Parameters) -> bool:
    address = read_address(parameters)
    _allow(telegram, parameters)
    if parameters.is_true("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.webhook.set(address)
    if address is not None:
        telegram.polling.end("terminated by setWebhook request")
    return True


async def delete_webhook(telegram: Telegram, parameters: Parameters) -> bool:
    if parameters.is_true("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.webhook.set(None)
    return True


async def get_webhook_info(telegram: Telegram, parameters: Parameters) -> dict[str, Any]:
    del parameters
    return telegram.webhook.info()


def _allow(telegram: Telegram, parameters: Parameters) -> None:
    """Not given leaves it as it was; an empty list is everything usual."""
    if "allowed_updates" not in parameters:
        return
    kinds = parameters.structure("allowed_updates", [], called="allowed updates")
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed updates: Expected an Array")
    telegram.updates.allow([str(kind) for kind in kinds])


METHODS = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
