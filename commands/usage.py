"""Says in Chinese what the standard parser of command lines finds wrong."""

import re

_SAID = (
    (r"the following arguments are required: COMMAND", "还没有写命令"),
    (r"the following arguments are required: STEP", "还没有写这个命令的哪一步"),
    (r"the following arguments are required: (.+)", r"还缺 \1"),
    (r"unrecognized arguments: (.+)", r"不认得 \1"),
    (r"argument (?:COMMAND|STEP): invalid choice: '(.+)' \(choose from .+\)", r"没有“\1”这个命令"),
    (r"argument (\S+): invalid choice: '(.+)' \(choose from (.+)\)", r"\1 不能写“\2”，可以写 \3"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): ignored explicit argument '(.+)'", r"\1 后面不用写“\2”"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 可以是 \2，请写全"),
    (r"argument (\S+): (.+)", r"\1：\2"),
)


def in_chinese(message: str) -> str:
    """What is wrong with a command line; what the parser's own words are not known for stays."""
    for pattern, sentence in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(sentence)
    return message
