"""Does a piece of work in a process of its own, under a limit of memory and of time.

A file from outside can make a library take any amount of memory, run for ever, or abort; then the
process is killed and the program goes on with a sentence.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from core.errors import Refusal, Trouble

T = TypeVar("T")

_DONE, _REFUSED, _TROUBLE = "done", "refused", "trouble"

BROKEN = "“{name}”损坏了或不完整，读不出来。请重新下载，或用文字处理软件打开后另存一份。"
TOO_SLOW = "“{name}”读了 {seconds:.0f} 秒还没有读完，已经停下。请核对选的文件。"
OUT_OF_MEMORY = "“{name}”读起来要占太多内存，已经停下。请核对选的文件。"


def apart(work: Callable[[Path], T], path: Path, *, memory: int, seconds: float) -> T:
    """What `work` makes of the file; it must be a function of a module, its result small.

    Raises what `work` refuses, and Trouble when it breaks, takes too long or too much memory.
    """
    spawn = get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_run, args=(there, work, str(path), memory), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise Trouble(TOO_SLOW.format(name=path.name, seconds=seconds))
        what, value = _OUT_OF_MEMORY
        with suppress(EOFError, OSError):  # one that died without a word died of its memory
            what, value = here.recv()
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()
    if what == _REFUSED:
        raise Refusal(value)
    if what == _TROUBLE:
        raise Trouble(value.format(name=path.name))
    result: T = value
    return result


_OUT_OF_MEMORY: tuple[str, Any] = _TROUBLE, OUT_OF_MEMORY


def _run(home: Connection, work: Callable[[Path], Any], path: str, memory: int) -> None:
    """In the new process: do the work and send home what came of it."""
    be_quiet()
    limit_memory(memory)
    try:
        home.send((_DONE, work(Path(path))))
    except Refusal as refusal:
        home.send((_REFUSED, str(refusal)))
    except Trouble as trouble:
        home.send((_TROUBLE, str(trouble)))
    except MemoryError:
        home.send(_OUT_OF_MEMORY)
    except (BrokenPipeError, KeyboardInterrupt):
        return
    except BaseException:  # noqa: BLE001 -- whatever a library says of a file that is broken
        home.send((_TROUBLE, BROKEN))
    finally:
        home.close()


def be_quiet() -> None:
    """Libraries write their last words to standard error; nobody wants them there."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)


def limit_memory(most: int) -> None:
    """Let this process take no more than so many bytes."""
    if sys.platform == "win32":
        return  # the look over a file before it is opened is the only guard there
    import resource  # noqa: PLC0415 -- there is none on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
