"""Family names, the usual ones and those of two characters: how a person's name begins."""

_MOST = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜"
    "叶程苏魏吕丁任沈"
)
COMMON = frozenset(_MOST)
SINGLE = COMMON | frozenset(
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘"
    "祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应"
    "臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐"
    "冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井"
    "祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰"
    "赫杭况那宿鲜"
)
_DOUBLE = (
    "欧阳|上官|司马|诸葛|司徒|尉迟|东方|夏侯|皇甫|慕容|令狐|公孙|长孙|宇文|"
    "南宫|独孤|端木|轩辕|申屠|闻人|赫连|呼延|淳于|单于|太史|澹台|钟离|濮阳|"
    "完颜|拓跋|百里|东郭|西门|第五|梁丘|左丘|万俟|纳兰"
)
DOUBLE = frozenset(_DOUBLE.split("|"))
HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
"""The range of Chinese characters, for patterns; rare names lie beyond U+FFFF."""

SURNAME = f"(?:{_DOUBLE}|[{''.join(sorted(SINGLE))}])"


def split_name(name: str) -> tuple[str, str]:
    """Family name and given name; a name of one character, or with a dot, has no given name."""
    width = 2 if name[:2] in DOUBLE and len(name) > 2 else 1
    return name[:width], name[width:]
