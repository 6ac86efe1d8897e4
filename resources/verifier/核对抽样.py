"""把一次督查的抽样重做一遍：只用 Python 自带的库，不联网，不读台账。

    python 核对抽样.py 名单.csv 种子 名单的SHA-256 种子的SHA-256 九亭所=8 中山所=5

名单是从程序里另存的总体名单（ref,stratum），其余都印在抽样公证页上。有作废的件，把它的
编号写成“作废=编号”接在后面。
"""

import csv
import hashlib
import sys


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main(path: str, seed: str, frame_hash: str, seed_hash: str, *rest: str) -> int:
    content = open(path, "rb").read()
    agrees = digest(content) == frame_hash.lower()
    print("名单：", "和公证页一致" if agrees else "被改动过，SHA-256 不一致")
    sealed = digest(seed.encode()) == seed_hash.lower()
    print("种子：", "和封存的一致" if sealed else "不是封存的那一个")
    takes = dict(one.rsplit("=", 1) for one in rest if not one.startswith("作废="))
    void = {one.removeprefix("作废=") for one in rest if one.startswith("作废=")}
    line: dict[str, list[tuple[str, str]]] = {}
    for row in csv.DictReader(content.decode("utf-8").splitlines()):
        own = digest(f"{seed},{row['ref']}".encode())
        line.setdefault(row["stratum"], []).append((own, row["ref"]))
    for stratum, take in takes.items():
        drawn = [one for one in sorted(line.get(stratum, [])) if one[1] not in void][: int(take)]
        for key, ref in drawn:
            print(stratum, ref, key[:16])
    return 0 if agrees and sealed else 1


if __name__ == "__main__":
    if len(sys.argv) < 6:
        print(__doc__)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:]))
