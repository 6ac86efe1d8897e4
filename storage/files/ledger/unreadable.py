"""Why a file is not read, in sentences: `{name}` is the file, the rest says what to do."""


class Unreadable(Exception):  # noqa: N818 -- an answer to the officer, not a fault
    """Raised in the reading process; `str()` is one of the sentences below."""


EMPTY = "“{name}”里没有内容。请核对选的文件。"
TOO_LARGE = "“{name}”太大（超过 {mebi} MB）。请只留要导入的工作表，或分成几个文件，再导入。"
TOO_MUCH = (
    "“{name}”展开后的内容太多，读不了。请打开它，删掉多余的工作表、空行和空列，"
    "另存为新的 .xlsx 再导入。"
)
STRAY_CELLS = (
    "“{name}”的数据区伸到了第 {row} 行、第 {column} 列，像是远处有多余的格子。"
    "请删掉数据下方和右边的行列，另存后再导入。"
)
BOMB = "“{name}”压缩得不正常，不像真正的台账，没有打开。请从原系统重新导出。"
DOCTYPE = "“{name}”里含有台账不该有的内容（DOCTYPE），没有打开。请从原系统重新导出。"
ENCRYPTED = "“{name}”加了密码，打不开。请在表格软件里去掉打开密码，另存后再导入。"
BROKEN = "“{name}”损坏了或不完整，读不出来。请重新下载或导出，或用表格软件打开后另存为 .xlsx。"
OLD_XML = "“{name}”是旧的 XML 表格。请用表格软件打开，另存为 .xlsx 再导入。"
WEB_PAGE = "“{name}”其实是网页，不是表格。请用表格软件打开，另存为 .xlsx 再导入。"
OTHER_TABLE = "“{name}”是这个程序不读的表格格式。请用表格软件打开，另存为 .xlsx 再导入。"
NOT_A_TABLE = "“{name}”不是表格。请选 .xlsx、.xls 或 .csv 文件。"
PACKED = "“{name}”是压缩包。请先解压，再选里面的表格。"
ENCODING = "“{name}”的文字编码认不出来。请用表格软件打开，另存为“CSV UTF-8”或 .xlsx 再导入。"
DAMAGED_TEXT = (
    "“{name}”第 {line} 行附近有坏掉的字符，像是没有传完。请重新导出，或另存为 .xlsx 再导入。"
)
NOT_A_CSV = (
    "“{name}”第 {line} 行的引号没有配对，分不出格子。请用表格软件打开，另存为 .xlsx 再导入。"
)
TOO_SLOW = (
    "“{name}”读了 {seconds} 秒还没有读完，已经停下。请打开它，删掉多余的工作表和空行，"
    "另存为新的 .xlsx 再导入。"
)
OUT_OF_MEMORY = (
    "“{name}”读起来要占太多内存，已经停下。请打开它，删掉多余的工作表、空行和空列，"
    "或分成几个文件，再导入。"
)
