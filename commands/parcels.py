"""`parcel …`: review tasks and reviews that travel between machines without a network."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from commands.acting import acting
from commands.command import Command, Context, Group, Result
from commands.options import day, number
from core.errors import Refusal
from core.people import Action
from core.review.parcels.parcel import VALID_DAYS, Received
from storage.failures import as_trouble
from storage.files.parcels import MOST_SEALED, UnitKey, is_parcel, key_file, read_key_file
from storage.files.writing import write_whole
from storage.review.forms import Filled, make_forms, take_forms
from storage.review.parcel_keys import own_keys, require_own, unit_keys
from storage.review.parcel_log import Exchanged, exchanged

FORM = ".xlsx"


def key(context: Context, args: Namespace) -> Result:
    """Name the store, if a name is given, and write its public key to a file."""
    acting(context, Action.EXCHANGE_PARCELS, is_asked=False)
    if args.unit:
        with context.store().transaction(who=context.who, what="设收发密钥") as tx:
            tx.parcels.keys.name_store(args.unit)
    with context.store().reading() as connection:
        own = require_own(connection).public
    if args.out:
        write_whole(args.out, key_file(own))
    return _key(own)


def trust(context: Context, args: Namespace) -> Result:
    """Confirm a unit's key file; its fingerprint has to be given as it was read out."""
    acting(context, Action.EXCHANGE_PARCELS, is_asked=False)
    found = read_key_file(_content(args.file))
    if _bare(args.fingerprint) != _bare(found.fingerprint):
        raise Refusal(
            f"指纹对不上：文件里是 {found.fingerprint}。请打电话请{found.name}念一遍，一致再收。"
        )
    with context.store().transaction(who=context.who, what=f"核对{found.name}公钥") as tx:
        tx.parcels.keys.confirm_key(found)
    return _key(found)


def revoke(context: Context, args: Namespace) -> Result:
    acting(context, Action.EXCHANGE_PARCELS, is_asked=False)
    with context.store(create=False).transaction(who=context.who, what="作废公钥") as tx:
        tx.parcels.keys.revoke_key(args.unit)
    return {"revoked": args.unit}


def send(context: Context, args: Namespace) -> Result:
    """Make the parcel of one unit's tasks, or with `--back` the one of the reviews made here."""
    acting(context, Action.EXCHANGE_PARCELS, is_asked=False)
    until = args.until or context.today + timedelta(days=VALID_DAYS)
    with context.store(create=False).transaction(who=context.who, what="发包") as tx:
        if args.unit:
            content = tx.parcels.send_tasks(args.id, args.unit, expires_on=until)
        else:
            content = tx.parcels.send_reviews(args.id, expires_on=until)
        write_whole(args.out, content)
    return {"bytes": len(content), "expires_on": until.isoformat()}


def form(context: Context, args: Namespace) -> Result:
    """Write the review forms of a unit that has no program."""
    acting(context, Action.PLAN_CAMPAIGN, is_asked=False)
    with context.store(create=False).transaction(who=context.who, what="发评查表") as tx:
        return {"forms": make_forms(tx, args.id, args.unit, args.out)}


def receive(context: Context, args: Namespace) -> Result:
    """Take in a parcel, or a filled-in review form."""
    acting(context, Action.EXCHANGE_PARCELS, is_asked=False)
    content = _content(args.file)
    with context.store(create=False).transaction(who=context.who, what="收包") as tx:
        if args.file.suffix.lower() == FORM and not is_parcel(content):
            return _filled(take_forms(tx, args.file))
        return _received(tx.parcels.receive(content))


def listing(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        own = own_keys(connection)
        return {
            "own": None if own is None else _key(own.public),
            "units": [_key(one) for one in unit_keys(connection)],
            "parcels": [_exchanged(one) for one in exchanged(connection, args.campaign)],
        }


def _content(path: Path) -> bytes:
    with as_trouble(path, reading=True):
        if path.stat().st_size > MOST_SEALED:
            raise Refusal(f"“{path.name}”太大，不像是任务包，没有打开。")
        return path.read_bytes()


def _bare(fingerprint: str) -> str:
    return "".join(fingerprint.split()).lower()


def _key(one: UnitKey) -> Result:
    return {"unit": one.name, "fingerprint": one.fingerprint}


def _received(one: Received) -> Result:
    return {
        "kind": one.head.kind.value,
        "from": one.head.sender,
        "added": one.added,
        "unchanged": one.unchanged,
        "conflicts": list(one.rest),
        "said": one.sentence,
    }


def _filled(one: Filled) -> Result:
    return {
        "kind": "评查表",
        "handed_in": one.handed_in,
        "drafts": one.drafts,
        "blank": one.blank,
        "conflicts": list(one.rest),
        "said": one.sentence,
    }


def _exchanged(one: Exchanged) -> Result:
    return {
        "kind": one.kind.value,
        "sent": one.is_sent,
        "campaign": one.campaign,
        "partner": one.partner,
        "at": one.at.isoformat(),
        "expires_on": one.expires_on.isoformat(),
        "who": one.who,
    }


def _key_lines(result: Result) -> Iterable[str]:
    yield f"{result['unit']}的公钥指纹：{result['fingerprint']}"


def _revoke_lines(result: Result) -> Iterable[str]:
    yield f"{result['revoked']}的公钥已作废，它签的包不再收。"


def _form_lines(result: Result) -> Iterable[str]:
    yield f"评查表已写好，{result['forms']} 份，一份一张工作表。"


def _send_lines(result: Result) -> Iterable[str]:
    yield f"包已写好，{result['bytes']} 字节，{result['expires_on']} 前有效。"


def _receive_lines(result: Result) -> Iterable[str]:
    yield result["said"]
    yield from result["conflicts"]


def _listing_lines(result: Result) -> Iterable[str]:
    if result["own"]:
        yield f"本台账　{result['own']['unit']}　{result['own']['fingerprint']}"
    for one in result["units"]:
        yield f"已核对　{one['unit']}　{one['fingerprint']}"
    for one in result["parcels"]:
        way = "发给" if one["sent"] else "收自"
        yield f"{one['at'][:16].replace('T', ' ')}　{way}{one['partner']}　{one['kind']}"


def _key_options(parser: ArgumentParser) -> None:
    parser.add_argument("--unit", default="", help="这份台账是哪个单位在用，第一次要写")
    parser.add_argument("--out", type=Path, metavar="F.json", help="把公钥写到哪个文件")


def _trust_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="F.json", help="对方的公钥文件")
    parser.add_argument("--fingerprint", required=True, help="电话里核对过的指纹")


def _revoke_options(parser: ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, help="哪个单位")


def _send_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, metavar="ID", help="督查的编号")
    parser.add_argument("--unit", default="", help="发给哪个单位；不写是把评分回传给发包的科室")
    parser.add_argument("--until", type=day, help="有效到哪一天")
    parser.add_argument("--out", type=Path, required=True, metavar="F.parcel", help="写到哪个文件")


def _form_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, metavar="ID", help="督查的编号")
    parser.add_argument("--unit", required=True, help="给哪个单位")
    parser.add_argument("--out", type=Path, required=True, metavar="F.xlsx", help="写到哪个文件")


def _receive_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="F", help="收到的包，或填好的评查表")


def _listing_options(parser: ArgumentParser) -> None:
    parser.add_argument("--campaign", type=number, metavar="ID", help="只看这次督查的")


PARCEL = Group(
    name="parcel",
    help="任务包：把评查任务发给没有联上的单位，把评分收回来",
    commands=(
        Command(
            name="key", help="看、导出本台账的公钥", run=key, lines=_key_lines, options=_key_options
        ),
        Command(
            name="trust",
            help="核对并收下对方的公钥",
            run=trust,
            lines=_key_lines,
            options=_trust_options,
        ),
        Command(
            name="revoke",
            help="作废对方的公钥",
            run=revoke,
            lines=_revoke_lines,
            options=_revoke_options,
        ),
        Command(
            name="send", help="发任务包或回包", run=send, lines=_send_lines, options=_send_options
        ),
        Command(
            name="form",
            help="给没有程序的单位写评查表（.xlsx）",
            run=form,
            lines=_form_lines,
            options=_form_options,
        ),
        Command(
            name="receive",
            help="收任务包、回包或填好的评查表",
            run=receive,
            lines=_receive_lines,
            options=_receive_options,
        ),
        Command(
            name="list",
            help="列出公钥和收发过的包",
            run=listing,
            lines=_listing_lines,
            options=_listing_options,
        ),
    ),
)

COMMANDS = (PARCEL,)
