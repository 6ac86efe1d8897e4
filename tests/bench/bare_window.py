"""The floor of a cold start: a bare window with a small table, painted once.

    python -m tests.bench.bare_window STARTED

STARTED is the parent's monotonic clock; prints the seconds from then to the first paint.
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

ROWS, COLUMNS = 20, 8


class Watch(QObject):
    def __init__(self, started: float) -> None:
        super().__init__()
        self._started = started

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            sys.stdout.write(f"{time.monotonic() - self._started}\n")
            QApplication.exit()
        return False


def main(started: float) -> int:
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    table = QTableWidget(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            table.setItem(row, column, QTableWidgetItem(f"第 {row} 行 {column}"))
    window.setCentralWidget(table)
    window.resize(1366, 740)
    watch = Watch(started)
    table.viewport().installEventFilter(watch)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
