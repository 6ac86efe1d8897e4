"""`init`, `backup`, `restore`, `verify`: the store as a whole."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from commands.command import Command, Context, Result
from core.errors import Refusal, Trouble
from core.people import Officer, Post, Role, Unit, UnitKind
from storage.audit import chain_problems
from storage.database import Store, copy_file, file_of, refuse_no_store
from storage.failures import as_trouble, database_failures, is_same_file
from storage.migrations.revision import HEAD

KEEPER_UNIT = Unit("区局", UnitKind.BUREAU)


def _init_options(parser: ArgumentParser) -> None:
    parser.add_argument("--keeper", metavar="NAME", help="系统管理员的姓名")


def init(context: Context, args: Namespace) -> Result:
    store = context.store()
    if args.keeper:
        post = Post(unit=KEEPER_UNIT.name, role=Role.KEEPER, since=context.today)
        with store.transaction(who=context.who, what="建台账") as tx:
            tx.people.add_units([KEEPER_UNIT])
            tx.people.save_officer(Officer(name=args.keeper, posts=(post,)))
    return {"store": str(context.where), "schema": HEAD}


def _path_option(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="备份文件")


def backup(context: Context, args: Namespace) -> Result:
    store = context.store(create=False)
    if store.path is None:
        raise Refusal("数据库服务器上的台账由管理员用数据库自己的工具备份，这里只备份台账文件。")
    if is_same_file(args.file, store.path):
        raise Refusal("备份不能写到台账自己上。请换一个文件名。")
    store.backup(args.file)
    return {"ok": True, "problems": _problems_of(args.file, context)}


def restore(context: Context, args: Namespace) -> Result:
    """Put a verified copy in the store's place; what was there is kept beside it."""
    target = file_of(context.where)
    if target is None:
        raise Refusal("数据库服务器上的台账请用数据库自己的工具还原。")
    with as_trouble(args.file, reading=True):
        if not args.file.is_file():
            raise Trouble(f"找不到备份“{args.file.name}”。请核对位置。")
    refuse_no_store(args.file)
    incoming = target.with_name(target.name + ".part")
    try:
        with as_trouble(target), database_failures(args.file.name):
            incoming.unlink(missing_ok=True)
            copy_file(args.file, incoming)
        problems = _problems_of(incoming, context)
        if not problems:
            _put_in_place(incoming, target, context)
    finally:
        incoming.unlink(missing_ok=True)
    return {"ok": not problems, "problems": problems}


def _put_in_place(incoming: Path, target: Path, context: Context) -> None:
    if target.exists():
        _keep_aside(target, context)
    with as_trouble(target):
        incoming.replace(target)


def _keep_aside(target: Path, context: Context) -> None:
    aside = target.with_name(f"{target.stem}.还原前-{context.now():%Y%m%d-%H%M%S}{target.suffix}")
    with as_trouble(target):
        for ending in ("", "-wal", "-shm"):
            part = target.with_name(target.name + ending)
            if part.exists():
                part.replace(aside.with_name(aside.name + ending))


def verify(context: Context, _args: Namespace) -> Result:
    problems = _problems(context.store(create=False))
    return {"ok": not problems, "problems": problems}


def _problems_of(path: Path, context: Context) -> list[str]:
    store = Store.open(path, now=context.now, create=False)
    try:
        return _problems(store)
    finally:
        store.close()


def _problems(store: Store) -> list[str]:
    with store.reading() as connection:
        return store.problems() + chain_problems(connection)


def _init_lines(result: Result) -> Iterable[str]:
    yield f"台账已备好：{result['store']}"


def _ok_lines(result: Result) -> Iterable[str]:
    yield from result["problems"] or ["没有发现问题。"]


COMMANDS = (
    Command(name="init", help="建一个空台账", run=init, lines=_init_lines, options=_init_options),
    Command(name="backup", help="备份台账", run=backup, lines=_ok_lines, options=_path_option),
    Command(name="restore", help="从备份还原", run=restore, lines=_ok_lines, options=_path_option),
    Command(name="verify", help="检查整个台账", run=verify, lines=_ok_lines),
)
