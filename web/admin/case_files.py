"""Files of a case, kept out of the chat, and what the follow-up programme gets."""

from __future__ import annotations

from aiohttp import web
from aiohttp.helpers import content_disposition_header

from booking.casework import LARGEST_FILE, File
from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.guidance import CaseId
from booking.model.papers import PaperId
from booking.ports import Unreadable
from booking.refusals import NotFound
from web.admin.guarding import PATH
from web.admin.visits import Visit
from wording import Plain, clean, hand_over

LARGEST = LARGEST_FILE
LONGEST_NAME = 120


class CaseFiles:
    def __init__(self, guidance: Guidance, looking: Looking) -> None:
        self._guidance = guidance
        self._looking = looking

    async def keep(self, visit: Visit) -> web.Response:
        case_id, say = CaseId(visit.part("id")), visit.say
        back = f"{PATH}/guidance/{case_id}"
        if visit.upload is None:
            return visit.to(back, say.plain("Choose a file first."))
        file = File(name=clean(visit.upload.name, LONGEST_NAME), content=visit.upload.content)
        await self._guidance.casework.keep(visit.actor, case_id, file, visit.request)
        return visit.to(back, say.plain("The file is kept."))

    async def take(self, visit: Visit) -> web.Response:
        """Always as a download: what somebody has uploaded is never shown as a page of ours."""
        case_id, paper_id = CaseId(visit.part("id")), PaperId(visit.part("paper"))
        try:
            file = await self._guidance.casework.file(visit.actor, case_id, paper_id)
        except Unreadable as error:
            raise NotFound(what="file") from error
        return _download(file.content, file.name, "application/octet-stream")

    async def hand_over(self, visit: Visit) -> web.Response:
        """A page to print or save. Raises NoConsent."""
        data = await self._guidance.outcomes.hand_over(visit.actor, CaseId(visit.part("id")))
        space = self._looking.catalogue.home
        return visit.page(
            "hand_over.html",
            title=visit.say.plain("For the follow-up programme"),
            facts=hand_over.facts(data, space, visit.now, visit.say),
            path=f"{PATH}/guidance/{visit.part('id')}",
        )

    async def hand_over_data(self, visit: Visit) -> web.Response:
        """The same for a program."""
        data = await self._guidance.outcomes.hand_over(visit.actor, CaseId(visit.part("id")))
        return _download(hand_over.as_json(data), "hand-over.json", "application/json")


def _download(content: bytes, name: str, kind: str) -> web.Response:
    disposition = content_disposition_header("attachment", filename=Plain(name))
    return web.Response(body=content, content_type=kind, headers={"Content-Disposition": disposition})
