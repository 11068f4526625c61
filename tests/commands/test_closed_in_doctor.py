"""What the administration shut in the chat is told by the doctor: the space file does not say it."""

from datetime import timedelta
from pathlib import Path

from booking.closing import Shutting
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import Language, Role
from booking.model.spaces import ResourceId, SpaceId
from commands.opening import opened
from commands.space_file import read_space_file
from commands.space_file.applying import apply_space_file
from tests.commands.conftest import Command


async def test_what_is_shut_is_told(command: Command) -> None:
    await command("migrate")
    assert "closed" not in (await command("doctor")).out
    async with opened() as core:
        await apply_space_file(core, read_space_file(Path("space.toml")))
        token = await core.membership.invite(Role.ADMINISTRATION, name="Grete Kontor")
        grete = await core.membership.join(token, 1, "Grete Kontor", Language.BOKMAL)
        start = core.now().replace(microsecond=0) + timedelta(days=1)
        wish = Shutting(
            space_id=SpaceId("grundergartneriet"),
            resource_id=ResourceId("drivhuset"),
            intervals=(Interval(start, start + timedelta(days=2)),),
            reason="det skal males",
        )
        await core.house.closing.close(grete.actor, wish, Request(key="closing"))
    told = (await command("doctor")).out
    assert "note  closed: Drivhuset is closed" in told
    assert "det skal males" in told
