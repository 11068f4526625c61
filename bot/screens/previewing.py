"""Several days before they are booked: how many, which cannot be had and why, and two ways on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from booking.model.spaces import Catalogue
from bot import buttons
from bot.buttons import Place
from bot.repeats import Day, Plan
from bot.screen import Key, Screen, in_rows, key
from bot.turn import Turn
from bot.understanding import Understanding
from wording import Html, dates, names, refusals, series

CONFLICTS_SHOWN = 6
DAYS_SHOWN = 10


def preview(
    plan: Plan, days: Sequence[Day], catalogue: Catalogue, turn: Turn, button: buttons.BookSeries
) -> Screen:
    """`button` books all of them; where some cannot be had, those that can."""
    say = turn.say
    good = [day for day in days if day.refusal is None]
    bad = [day for day in days if day.refusal is not None]
    lines: list[str] = [*_heads(plan, catalogue, turn), *_end(plan, catalogue, turn)]
    lines += [_conflict(day, catalogue, turn) for day in bad[:CONFLICTS_SHOWN]]
    if len(bad) > CONFLICTS_SHOWN:
        lines.append(say.many("and {n} more", "and {n} more", len(bad) - CONFLICTS_SHOWN))
    keys: list[Key] = []
    if good:
        words = (
            say.many_plain("Book the {n} that is free", "Book the {n} that are free", len(good))
            if bad
            else say.many_plain("Book {n} time", "Book {n} times", len(good))
        )
        keys.append(key(words, replace(button, skip=bool(bad))))
    keys.append(key(say.plain("Never mind"), buttons.GoTo(place=Place.CLOSE)))
    return Screen(text="\n".join(lines), rows=in_rows(keys, 1))


def which_hours(said: Understanding, catalogue: Catalogue, turn: Turn) -> Screen:
    """Of several days at once: a button would be of one of them only."""
    say, today = turn.say, catalogue.home.today(turn.now)
    if said.date is None:
        return Screen(text=say("From when to when? Write it, like “10–12”."))
    days = [dates.full_day(day, today, say) for day in (said.dates or (said.date,))]
    if said.end_date is not None:
        days.append(dates.full_day(said.end_date, today, say))
    joined = say.plain("{first} to {last}", first=days[0], last=days[-1])
    listed = joined if said.end_date else names.listed(days, say)
    return Screen(text=say("{days}: from when to when? Write it, like “10–12”.", days=dates.capital(listed)))


def _heads(plan: Plan, catalogue: Catalogue, turn: Turn) -> list[Html]:
    """The rules, or the days one by one."""
    say, now = turn.say, turn.now
    who = turn.chosen.person
    heads = [series.head(each.resource_id, each.recurrence, catalogue, now, say) for each in plan.series]
    if not plan.series:
        resource = catalogue.resources[plan.resource_id]
        space = catalogue.space_of(resource)
        heads.append(say("<b>{name}</b>", name=resource.name))
        found = [dates.when(each.interval, space, now, say) for each in plan.wishes[:DAYS_SHOWN]]
        heads += [say("• {when}", when=when) for when in found]
    return [*([say("For {name}:", name=who.name)] if who else []), *heads]


def _end(plan: Plan, catalogue: Catalogue, turn: Turn) -> list[Html]:
    if not plan.series:
        return []
    say, today = turn.say, catalogue.home.today(turn.now)
    last = dates.full_day(plan.series[0].recurrence.until, today, say)
    if plan.cut:
        return [say("It cannot be booked further ahead than {day} yet, so it ends there.", day=last)]
    if plan.no_end:
        return [say("You did not say until when, so it ends {day}.", day=last)]
    return []


def _conflict(day: Day, catalogue: Catalogue, turn: Turn) -> str:
    say, space = turn.say, catalogue.home
    if day.refusal is None:
        return ""
    on = dates.short_day(space.today(day.interval.start), space.today(turn.now), say)
    if day.is_own and turn.holder.id != turn.member.id:
        return say("• {day}: {name} has it already.", day=on, name=turn.holder.name)
    if day.is_own:
        return say("• {day}: you have it already.", day=on)
    why = refusals.explain(day.refusal, catalogue, turn.now, say)
    return say("• {day}: {why}", day=on, why=why)
