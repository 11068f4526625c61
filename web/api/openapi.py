"""The OpenAPI 3.1 document, made from the same table as the routes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from web.api.operations import ID, KEY, KEY_HEADER, LONGEST_KEY, Operation
from web.api.schemas import ProblemOut

REFERENCE = "#/components/schemas/{model}"
MEANINGS = {
    400: "The body cannot be read",
    401: "No token, or one that is not known",
    403: "The token may not do this",
    404: "There is no such thing",
    409: "A lawful no: `type` names the rule, `alternatives` what would have been accepted",
    413: "The body is too large",
    415: "The body is not JSON",
    422: "The request is not as it should be",
    500: "A bug; the reference is in the log",
    503: "The database cannot be reached just now; try again after `Retry-After` seconds",
}


def document(operations: Sequence[Operation], version: str) -> dict[str, Any]:
    models = {model for o in operations for model in (o.body, o.answer) if model}
    schemas = _schemas({*models, ProblemOut})
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Gartneriet", "version": version, "summary": "Desks, rooms and people"},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _schemas(models: set[type[BaseModel]]) -> dict[str, Any]:
    ordered = sorted(models, key=lambda model: model.__name__)
    wanted = [(model, "validation") for model in ordered]
    _, found = models_json_schema(wanted, ref_template=REFERENCE)  # type: ignore[arg-type]
    definitions: dict[str, Any] = found["$defs"]
    return definitions


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": f"Needs a token with the scope `{operation.scope}`.",
        "parameters": _parameters(operation),
        "responses": _responses(operation),
    }
    if operation.body is not None:
        content = {"application/json": {"schema": _reference(operation.body)}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": f"^{ID.pattern}$"},
        }
        for name in re.findall(r"{(\w+)}", operation.path)
    ]
    if operation.query is not None:
        schema = operation.query.model_json_schema(by_alias=True, ref_template=REFERENCE)
        required = schema.get("required", [])
        found += [
            {
                "name": name,
                "in": "query",
                "required": name in required,
                "schema": _inline(part, schema.get("$defs", {})),
            }
            for name, part in schema["properties"].items()
        ]
    if operation.writes:
        key = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": f"^{KEY.pattern}$"}
        text = "The same key again does nothing more and gives the first answer."
        found.append({"name": KEY_HEADER, "in": "header", "schema": key, "description": text})
    return found


def _inline(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A query parameter is never null: it is left out."""
    kinds = [kind for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null"]
    kind = dict(kinds[0])
    if "$ref" in kind:
        kind = dict(definitions[kind["$ref"].rsplit("/", 1)[1]])
    if "default" in schema and schema["default"] is not None:
        kind["default"] = schema["default"]
    return kind


def _responses(operation: Operation) -> dict[str, Any]:
    content = {"application/json": {"schema": _reference(operation.answer)}}
    good = {"description": operation.summary, "content": content}
    codes = {401, 403, 500, 503, *operation.refusals}
    if operation.query is not None or operation.writes:
        codes.add(422)
    if operation.body is not None:
        codes |= {400, 413, 415, 422}
    return {str(operation.status): good, **{str(code): _problem(code) for code in sorted(codes)}}


def _problem(code: int) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": REFERENCE.format(model="ProblemOut")}}}
    return {"description": MEANINGS[code], "content": content}


def _reference(model: type[BaseModel]) -> dict[str, str]:
    name = re.sub(r"[^a-zA-Z0-9.\-_]", "_", model.__name__)
    return {"$ref": REFERENCE.format(model=name)}
