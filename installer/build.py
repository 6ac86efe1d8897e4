"""Makes the program that people install: a folder, and of it a Debian package or a zip.

`dev.py package` calls this with the environment's Python. What goes into the folder stands in
`hotline.spec`; nothing here knows the program itself.
"""

import platform
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import PyInstaller.__main__
from packaging.requirements import Requirement
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

NAME = "hotline-ticket-review"
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
DESCRIPTION = "市民服务热线工单的填报、时限、质量抽查和结果打印，不需要网络。"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def main() -> None:
    shutil.rmtree(BUILD, ignore_errors=True)
    collect_licences(BUILD / "licences")
    draw_icons()
    places = ["--distpath", str(DIST), "--workpath", str(BUILD / "work")]
    PyInstaller.__main__.run(
        [str(HERE / "hotline.spec"), "--noconfirm", "--log-level=WARN", *places]
    )
    made = debian_package() if sys.platform == "linux" else zipped()
    sys.stderr.write(f"已做好：{made}\n")


def collect_licences(folder: Path) -> None:
    """Put the licence of everything that is shipped into one folder each."""
    shutil.copytree(HERE / "licences", folder)
    for shipped in with_needs(PROJECT["dependencies"]).values():
        own = folder / shipped.name
        own.mkdir()
        words = (shipped.metadata.get(key) for key in ("License-Expression", "License"))
        (own / "METADATA.txt").write_text(
            f"{shipped.name} {shipped.version}\n{next(filter(None, words), '')}\n", "utf-8"
        )
        for file in shipped.files or ():
            if ".dist-info" in str(file) and "LICEN" in str(file).upper():
                shutil.copy(str(file.locate()), own / file.name)


def with_needs(requirements: list[str]) -> dict[str, Distribution]:
    """The libraries named and all that they need here, by name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        needed = waiting.pop()
        if needed.name in found or (needed.marker and not needed.marker.evaluate({"extra": ""})):
            continue
        found[needed.name] = distribution(needed.name)
        waiting += [Requirement(text) for text in found[needed.name].requires or ()]
    return found


def draw_icons() -> None:
    app = QGuiApplication([])
    icon = QIcon(str(ROOT / "resources" / "icons" / "program.svg"))
    icon.pixmap(QSize(256, 256)).save(str(BUILD / "program.png"))
    Image.open(BUILD / "program.png").save(BUILD / "program.ico")
    app.quit()


def debian_package() -> Path:
    """Lay the files out as they are to lie on the system, and pack them."""
    root = BUILD / "deb"
    shutil.copytree(DIST / NAME, root / "opt" / NAME, symlinks=True)
    command = root / "usr" / "bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/opt/{NAME}/{NAME}")
    for source, target in {
        HERE / f"{NAME}.desktop": f"applications/{NAME}.desktop",
        ROOT / "resources" / "icons" / "program.svg": f"icons/hicolor/scalable/apps/{NAME}.svg",
        BUILD / "program.png": f"icons/hicolor/256x256/apps/{NAME}.png",
        HERE / "licences" / "README.txt": f"doc/{NAME}/copyright",
    }.items():
        place = root / "usr" / "share" / target
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, place)
    (root / "DEBIAN").mkdir()
    architecture = output("dpkg", "--print-architecture")
    (root / "DEBIAN" / "control").write_text(control(root, architecture), "utf-8")
    package = DIST / f"{NAME}_{PROJECT['version']}_{architecture}.deb"
    output("dpkg-deb", "--root-owner-group", "--build", str(root), str(package))
    return package


def control(root: Path, architecture: str) -> str:
    """What dpkg asks to know: name, size, and what the system has to bring."""
    rows = [line.split() for line in (HERE / "libraries.txt").read_text("utf-8").splitlines()]
    libraries = [row[2] for row in rows if row[0] in ("paint", "show")]
    # The libraries that are taken along were built against this machine's C library.
    depends = [f"libc6 (>= {platform.libc_ver()[1]})", *libraries]
    size = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file())
    fields = {
        "Package": NAME,
        "Version": PROJECT["version"],
        "Architecture": architecture,
        "Maintainer": "热线工单评查台 <maintainers@hotline-ticket-review.invalid>",
        "Installed-Size": str(size // 1024),
        "Depends": ", ".join(depends),
        "Section": "misc",
        "Priority": "optional",
        "Description": f"热线工单评查台\n {DESCRIPTION}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def zipped() -> Path:
    base = DIST / f"{NAME}-{PROJECT['version']}"
    return Path(shutil.make_archive(str(base), "zip", DIST, NAME))


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
