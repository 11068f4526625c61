"""What somebody hears of, over the API."""

from booking.model.announcements import Topic
from tests.web.conftest import API, Answer, Client


async def put(client: Client, person_id: str, topics: object) -> Answer:
    path = f"{API}/persons/{person_id}/topics"
    return await client.ask("PUT", path, headers=client.headers(), json={"topics": topics})


async def test_what_somebody_follows_is_set_and_seen(client: Client) -> None:
    assert (await client.get("/persons/kari/topics")).body == {"topics": []}
    answer = await put(client, "kari", ["courses", "newsletter"])
    assert (answer.status, answer.body) == (200, {"topics": ["newsletter", "courses"]})
    await put(client, "kari", ["newsletter"])
    assert (await client.get("/persons/kari/topics")).body == {"topics": ["newsletter"]}
    announcing = client.world.core.announcing
    assert await announcing.followed(client.world.kari) == {Topic.NEWSLETTER}
    assert await announcing.followed(client.world.ola) == frozenset()


async def test_what_cannot_be_followed_is_refused_and_changes_nothing(client: Client) -> None:
    await put(client, "kari", ["events"])
    for wrong in (["notice"], ["news"], "events", None):
        assert (await put(client, "kari", wrong)).refused == (422, "malformed")
    assert (await put(client, "nobody", [])).refused == (404, "not-found")
    assert (await client.get("/persons/nobody/topics")).refused == (404, "not-found")
    assert (await client.get("/persons/kari/topics")).body == {"topics": ["events"]}
