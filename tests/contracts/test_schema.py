"""The migrations make what the tables say, there and back; nothing starts on tables that are not its own."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from db import Behind, Current, Database, Foreign, WrongSchema, migrate, schema_state
from db.schema import BASE, HEAD, move
from db.tables import metadata
from tests.contracts.deeds import ByHand

POSTGRESQL_SCHEMA = """
    SELECT 'table', table_name, column_name,
        concat_ws(' ', data_type, is_nullable, column_default, collation_name)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', proname, '', pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND (proname LIKE 'booking%' OR proname LIKE 'event%')
    UNION ALL SELECT 'sequence', sequencename, '', data_type::text FROM pg_sequences
"""
SQLITE_SCHEMA = "SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL"


async def schema(by_hand: ByHand) -> set[tuple[object, ...]]:
    """Everything there is but Alembic's own table."""
    rows = await by_hand.run(SQLITE_SCHEMA if by_hand.is_sqlite else POSTGRESQL_SCHEMA)
    found = {(*row[:3], re.sub(r"\s", "", row[3])) for row in rows}
    return {row for row in found if "alembic_version" not in str(row)}


async def on(url: str, work: Callable[[Connection], None]) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(work)
    await engine.dispose()


async def test_the_migrations_make_what_the_tables_say(database_url: str, by_hand: ByHand) -> None:
    migrated = await schema(by_hand)
    await move(database_url, BASE)
    assert await schema(by_hand) == set()
    await on(database_url, metadata.create_all)
    assert await schema(by_hand) == migrated
    assert len(migrated) >= 30


async def test_every_step_up_can_be_taken_down_and_up_again(database_url: str, by_hand: ByHand) -> None:
    first = await schema(by_hand)
    for _ in range(2):
        await move(database_url, BASE)
        assert await schema_state(database_url) == Behind(None)
        await move(database_url, HEAD)
        assert await schema(by_hand) == first
    assert await schema_state(database_url) == Current(HEAD)


async def test_migrating_again_changes_nothing(database_url: str, by_hand: ByHand) -> None:
    first = await schema(by_hand)
    await asyncio.gather(*(migrate(database_url) for _ in range(3)))
    assert await schema(by_hand) == first


async def test_several_may_migrate_an_empty_database_at_once(database_url: str) -> None:
    await move(database_url, BASE)
    await asyncio.gather(*(migrate(database_url) for _ in range(4)))
    assert await schema_state(database_url) == Current(HEAD)


async def test_tables_that_are_behind_want_migrating(database_url: str) -> None:
    await move(database_url, BASE)
    with pytest.raises(WrongSchema, match="migrate") as wrong:
        await Database.open(database_url)
    assert wrong.value.state == Behind(None)


async def test_tables_of_a_newer_version_are_left_alone(database_url: str, by_hand: ByHand) -> None:
    await by_hand.run("UPDATE alembic_version SET version_num = '9999'")
    assert await schema_state(database_url) == Foreign("9999")
    for refused in (Database.open, migrate):
        with pytest.raises(WrongSchema, match="9999"):
            await refused(database_url)


async def test_tables_of_another_program_are_left_alone(database_url: str, by_hand: ByHand) -> None:
    await by_hand.run("DROP TABLE alembic_version")
    assert await schema_state(database_url) == Foreign(None)
    for refused in (Database.open, migrate):
        with pytest.raises(WrongSchema, match="another program"):
            await refused(database_url)


@pytest.mark.parametrize("state", [Current("1"), Behind("1"), Behind(None), Foreign("1"), Foreign(None)])
def test_each_state_says_what_to_do(state: object) -> None:
    assert re.fullmatch(r"[a-z].*\S", str(state))


async def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{(tmp_path / 'half.db').as_posix()}"
    by_hand = ByHand(url)
    await by_hand.run("CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY)")
    await by_hand.run("CREATE VIEW drafts AS SELECT 1")
    with pytest.raises(Exception, match="already"):
        await migrate(url)
    assert await by_hand.run("SELECT name FROM sqlite_master WHERE type = 'table'") == [("alembic_version",)]


async def test_the_extension_is_asked_for_by_the_migration(postgres_url: str) -> None:
    engine = create_async_engine(make_url(postgres_url), poolclass=NullPool)
    async with engine.connect() as connection:
        found = await connection.execute(text("SELECT 1 FROM pg_extension WHERE extname = 'btree_gist'"))
        assert found.scalar() == 1
    await engine.dispose()
