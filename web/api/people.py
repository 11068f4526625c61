"""Persons and tenants."""

from __future__ import annotations

from booking.access import hashed
from booking.membership import Membership
from booking.model.people import PersonId, Scope, TenantId
from booking.ports import Page
from booking.refusals import NotFound, Stale
from booking.rules.addressing import is_address
from web.api import schemas
from web.api.operations import Call, Operation, Served, key_reused
from web.problems import Problem

ID_LETTERS = 16
LIST_PERSONS = Operation(
    method="GET",
    path="/api/v1/persons",
    name="listPersons",
    summary="The people we know",
    scope=Scope.READ,
    query=schemas.PersonQuery,
    answer=schemas.Listing[schemas.PersonOut],
    refusals=(404,),
)
ADD_PERSON = Operation(
    method="POST",
    path="/api/v1/persons",
    name="addPerson",
    summary="Add somebody, who may never open Telegram",
    scope=Scope.WRITE,
    body=schemas.PersonIn,
    answer=schemas.PersonOut,
    status=201,
    refusals=(404, 409),
)
GET_PERSON = Operation(
    method="GET",
    path="/api/v1/persons/{id}",
    name="getPerson",
    summary="One person",
    scope=Scope.READ,
    answer=schemas.PersonOut,
    refusals=(404,),
)
CHANGE_PERSON = Operation(
    method="PATCH",
    path="/api/v1/persons/{id}",
    name="changePerson",
    summary="Give a person an e-mail address or take it away; mark a member or not",
    scope=Scope.WRITE,
    body=schemas.PersonChange,
    answer=schemas.PersonOut,
    refusals=(404, 409),
)
LIST_TENANTS = Operation(
    method="GET",
    path="/api/v1/tenants",
    name="listTenants",
    summary="The tenants",
    scope=Scope.READ,
    query=schemas.PageQuery,
    answer=schemas.Listing[schemas.TenantOut],
    refusals=(404,),
)
ADD_TENANT = Operation(
    method="POST",
    path="/api/v1/tenants",
    name="addTenant",
    summary="The tenant of a name, made where there is none",
    scope=Scope.WRITE,
    body=schemas.TenantIn,
    answer=schemas.TenantOut,
    status=201,
    refusals=(409,),
)
GET_TENANT = Operation(
    method="GET",
    path="/api/v1/tenants/{id}",
    name="getTenant",
    summary="One tenant",
    scope=Scope.READ,
    answer=schemas.TenantOut,
    refusals=(404,),
)


class PeopleOperations:
    def __init__(self, membership: Membership) -> None:
        self._membership = membership

    def operations(self) -> tuple[Served, ...]:
        return (
            (LIST_PERSONS, self.persons),
            (ADD_PERSON, self.add_person),
            (GET_PERSON, self.person),
            (CHANGE_PERSON, self.change_person),
            (LIST_TENANTS, self.tenants),
            (ADD_TENANT, self.add_tenant),
            (GET_TENANT, self.tenant),
        )

    async def persons(self, call: Call) -> schemas.Listing[schemas.PersonOut]:
        query: schemas.PersonQuery = call.query
        try:
            found, after = await self._membership.listing(
                Page(limit=query.limit, after=query.after), query.role
            )
        except ValueError as error:
            raise NotFound(what="page") from error
        return schemas.Listing(items=[schemas.PersonOut.of(person) for person in found], next=after)

    async def add_person(self, call: Call) -> schemas.PersonOut:
        body: schemas.PersonIn = call.body
        tenant_id = TenantId(body.tenant_id) if body.tenant_id else None
        roles, email = frozenset(body.roles), _address(body.email)
        person_id = PersonId(_id_of(call))
        person = await self._membership.add(body.name, roles, tenant_id, person_id=person_id, email=email)
        # They may have taken the address away since.
        is_same = person.email in {"", email}
        if (person.name, person.roles, person.tenant_id) != (body.name, roles, tenant_id) or not is_same:
            raise key_reused()
        return schemas.PersonOut.of(person)

    async def person(self, call: Call) -> schemas.PersonOut:
        return schemas.PersonOut.of(await self._membership.get(PersonId(call.id)))

    async def change_person(self, call: Call) -> schemas.PersonOut:
        body: schemas.PersonChange = call.body
        person = await self._membership.get(PersonId(call.id))
        if "email" in body.model_fields_set:
            person = await self._membership.write_to(person, _address(body.email))
        if body.member is not None:
            person = await self._membership.mark(person, is_member=body.member)
        return schemas.PersonOut.of(person)

    async def tenants(self, call: Call) -> schemas.Listing[schemas.TenantOut]:
        query: schemas.PageQuery = call.query
        try:
            found, after = await self._membership.tenants(Page(limit=query.limit, after=query.after))
        except ValueError as error:
            raise NotFound(what="page") from error
        return schemas.Listing(items=[schemas.TenantOut.of(tenant) for tenant in found], next=after)

    async def add_tenant(self, call: Call) -> schemas.TenantOut:
        try:
            tenant = await self._membership.tenant_named(call.body.name, TenantId(_id_of(call)))
        except Stale:
            raise key_reused() from None
        return schemas.TenantOut.of(tenant)

    async def tenant(self, call: Call) -> schemas.TenantOut:
        return schemas.TenantOut.of(await self._membership.tenant(TenantId(call.id)))


def _id_of(call: Call) -> str:
    """The same for the same key, so that a second call finds what the first one made."""
    return hashed(call.key)[:ID_LETTERS]


def _address(given: str | None) -> str:
    """Raises Problem 409 for one that has the letters of an address and is none."""
    if given and not is_address(given):
        raise Problem(409, "no-address", "No mail server takes an e-mail address with so long a part.")
    return given or ""
