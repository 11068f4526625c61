"""Spaces and resources ↔ JSON documents. Stretches of time are minutes, clock times "HH:MM"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from booking.model.people import Role, TenantId
from booking.model.spaces import (
    CheckIn,
    Equipment,
    Hours,
    Policy,
    Portion,
    Resource,
    ResourceId,
    ResourceKind,
    Space,
    SpaceId,
    Topic,
)

Json = Mapping[str, Any]
MINUTE = timedelta(minutes=1)


def space_document(space: Space) -> dict[str, Any]:
    return {
        "id": space.id,
        "name": space.name,
        "address": space.address,
        "time_zone": space.time_zone.key,
        "opening": {str(day): [_hours(hours) for hours in spans] for day, spans in space.opening.items()},
        "closed": {day.isoformat(): dict(names) for day, names in space.closed.items()},
        "morning": _hours(space.morning),
        "afternoon": _hours(space.afternoon),
        "holds_places": space.holds_places // MINUTE,
        "phone": space.phone,
        "email": space.email,
        "facts": {topic.value: dict(said) for topic, said in space.facts.items()},
    }


def space_of(document: Json) -> Space:
    opening = {int(day): tuple(map(_hours_of, spans)) for day, spans in document["opening"].items()}
    closed = {date.fromisoformat(day): MappingProxyType(names) for day, names in document["closed"].items()}
    return Space(
        id=SpaceId(document["id"]),
        name=document["name"],
        address=document["address"],
        time_zone=ZoneInfo(document["time_zone"]),
        opening=MappingProxyType(opening),
        closed=MappingProxyType(closed),
        morning=_hours_of(document["morning"]),
        afternoon=_hours_of(document["afternoon"]),
        holds_places=document.get("holds_places", 180) * MINUTE,
        phone=document.get("phone", ""),
        email=document.get("email", ""),
        facts=MappingProxyType(
            {Topic(topic): MappingProxyType(said) for topic, said in document.get("facts", {}).items()}
        ),
    )


def resource_document(resource: Resource) -> dict[str, Any]:
    return {
        "id": resource.id,
        "space_id": resource.space_id,
        "name": resource.name,
        "kind": resource.kind.value,
        "capacity": resource.capacity,
        "equipment": sorted(resource.equipment),
        "description": resource.description,
        "photo": resource.photo,
        "policy": _policy(resource.policy),
        "assigned_to": resource.assigned_to,
    }


def resource_of(document: Json, *, retired: bool) -> Resource:
    tenant = document["assigned_to"]
    return Resource(
        id=ResourceId(document["id"]),
        space_id=SpaceId(document["space_id"]),
        name=document["name"],
        kind=ResourceKind(document["kind"]),
        capacity=document["capacity"],
        equipment=frozenset(map(Equipment, document["equipment"])),
        description=document["description"],
        photo=document["photo"],
        policy=_policy_of(document["policy"]),
        assigned_to=None if tenant is None else TenantId(tenant),
        retired=retired,
    )


def minutes(span: timedelta) -> int:
    """Raises ValueError for one that is no whole number of minutes."""
    whole, rest = divmod(span, MINUTE)
    if rest:
        raise ValueError(f"not in whole minutes: {span}")
    return whole


def _policy(policy: Policy) -> dict[str, Any]:
    check_in = policy.check_in
    return {
        "shortest": minutes(policy.shortest),
        "longest": minutes(policy.longest),
        "granularity": minutes(policy.granularity),
        "buffer": minutes(policy.buffer),
        "notice": minutes(policy.notice),
        "days_ahead": policy.days_ahead,
        "cancel_before": minutes(policy.cancel_before),
        "may_book": sorted(policy.may_book),
        "check_in": check_in and {"opens": minutes(check_in.opens), "closes": minutes(check_in.closes)},
        "portions": sorted(policy.portions),
    }


def _policy_of(document: Json) -> Policy:
    check_in = document["check_in"]
    return Policy(
        shortest=document["shortest"] * MINUTE,
        longest=document["longest"] * MINUTE,
        granularity=document["granularity"] * MINUTE,
        buffer=document["buffer"] * MINUTE,
        notice=document["notice"] * MINUTE,
        days_ahead=document["days_ahead"],
        cancel_before=document["cancel_before"] * MINUTE,
        may_book=frozenset(map(Role, document["may_book"])),
        check_in=check_in and CheckIn(opens=check_in["opens"] * MINUTE, closes=check_in["closes"] * MINUTE),
        portions=frozenset(map(Portion, document["portions"])),
    )


def _hours(hours: Hours) -> list[str]:
    return [hours.start.isoformat("minutes"), hours.end.isoformat("minutes")]


def _hours_of(pair: tuple[str, str]) -> Hours:
    start, end = map(time.fromisoformat, pair)
    return Hours(start=start, end=end)
