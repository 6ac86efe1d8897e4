"""`campaign meetings`: the records of meetings, listed, shown, written from a file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from commands.acting import section_officer
from commands.campaign_files import read_json
from commands.command import Context, Result
from commands.options import number
from core.dates import read_date
from core.errors import Refusal
from core.people import Action
from core.review.debrief.meetings import Meeting, decisions, record
from storage.review.debrief.meetings import meetings as read_meetings


def meetings(context: Context, args: Namespace) -> Result:
    shown = args.show
    if args.add is not None:
        shown = _write(context, args)
    with context.store(create=False).reading() as connection:
        found = read_meetings(connection)
    if shown is not None:
        found = [one for one in found if one.id == shown]
        if not found:
            raise Refusal(f"没有第 {shown} 次例会的记录。")
    return {"meetings": [_plain(one) for one in found]}


def _write(context: Context, args: Namespace) -> int:
    by = section_officer(context, Action.FOLLOW_REMEDIES)
    made = _read(args.add)
    with context.store().transaction(who=by.name, what="记例会") as tx:
        number_ = args.correct or 0
        return record(tx.meetings, replace(made, id=number_), by=by, at=tx.at).id


def _read(path: Path) -> Meeting:
    data = read_json(path)
    if not isinstance(data, dict):
        raise Refusal(f"“{path.name}”应是一次例会的记录，写法见命令说明。")
    return Meeting(
        id=0,
        title=str(data.get("title", "")),
        held_on=read_date(str(data.get("held_on", ""))),
        place=str(data.get("place", "")),
        chair=str(data.get("chair", "")),
        attendees=_lines(data, "attendees"),
        agenda=_lines(data, "agenda"),
        decisions=decisions(_lines(data, "decisions")),
    )


def _lines(data: dict[str, Any], key: str) -> tuple[str, ...]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise Refusal(f"{key} 应是一个列表，一行一项。", field=key)
    return tuple(str(one).strip() for one in found if str(one).strip())


def _plain(one: Meeting) -> Result:
    return {
        "id": one.id,
        "title": one.title,
        "held_on": one.held_on.isoformat(),
        "place": one.place,
        "chair": one.chair,
        "attendees": list(one.attendees),
        "agenda": list(one.agenda),
        "decisions": [
            {"text": each.text, "links": [link.words for link in each.links]}
            for each in one.decisions
        ],
    }


def meetings_lines(result: Result) -> Iterable[str]:
    for one in result["meetings"]:
        yield f"第 {one['id']} 次　{one['held_on']}　{one['title']}　主持：{one['chair']}"
        yield from (f"　　{each['text']}" for each in one["decisions"])


def meetings_options(parser: ArgumentParser) -> None:
    parser.add_argument("--show", type=number, metavar="N", help="只看这一次")
    parser.add_argument("--add", type=Path, metavar="F.json", help="从文件记一次例会")
    parser.add_argument("--correct", type=number, metavar="N", help="用 --add 的文件更正这一次")
