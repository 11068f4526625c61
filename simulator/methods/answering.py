"""Methods that answer what a person has asked: taps and inline questions."""

from __future__ import annotations

from typing import Any

from simulator.parameters import Parameters
from simulator.refusals import bad_request
from simulator.telegram import Telegram

LONGEST_ANSWER = 200
MOST_RESULTS = 50
IDENTIFIER_BYTES = 64
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def answer_callback_query(telegram: Telegram, parameters: Parameters) -> bool:
    text, query_id = parameters.text("text"), parameters.text("callback_query_id")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = telegram.take_query(query_id)
    if query is None:
        raise bad_request(TOO_OLD)
    query.chat.spinning.pop(query_id, None)
    if text:
        query.chat.alerts.append(text)
    telegram.tell(
        "answer",
        query.chat,
        query_id=query_id,
        message_id=query.message_id,
        data=query.data,
        text=text,
        alert=parameters.is_true("show_alert"),
        url=parameters.text("url"),
    )
    return True


async def answer_inline_query(telegram: Telegram, parameters: Parameters) -> bool:
    results = parameters.structure("results", [], called="inline query results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results: Expected an Array")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    identifiers = [_identifier(result) for result in results]
    if len(set(identifiers)) < len(identifiers):
        raise bad_request("RESULT_ID_DUPLICATE")
    query_id = parameters.text("inline_query_id")
    if telegram.take_query(query_id) is None:
        raise bad_request(TOO_OLD)
    telegram.inline_results[query_id] = results
    telegram.changes.tell()
    return True


def _identifier(result: Any) -> str:
    identifier = result.get("id") if isinstance(result, dict) else None
    if not identifier or len(str(identifier).encode()) > IDENTIFIER_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    return str(identifier)


METHODS = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
