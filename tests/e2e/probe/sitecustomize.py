"""Loaded by every Python that a story starts, also by the one that replaces it at locking.

Once there is a window it takes orders from a pipe and carries them out in the thread of the window, through
the same door as the keys and the mouse of a user: `QWindow`. It looks, it never changes anything itself.
Without the two environment variables it does nothing at all.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import Any

ORDERS, ANSWERS = "VEILIGHEIDSADVIES_PROEF_IN", "VEILIGHEIDSADVIES_PROEF_UIT"
PRINTER = "VEILIGHEIDSADVIES_PROEF_PRINTER"
"""With a path in it there is one printer, whose paper is a PDF there; all else of printing stays as it is."""
PATIENCE = 20  # seconds for a window to become active


def _watch(orders: int, answers: int) -> None:
    """Wait for the application of the main thread, then hand every order over to it."""
    while (widgets := sys.modules.get("PySide6.QtWidgets")) is None or not hasattr(widgets, "QApplication"):
        time.sleep(0.01)
    while widgets.QApplication.instance() is None:
        time.sleep(0.01)
    import PySide6.QtTest  # noqa: F401 - here rather than at the first order
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    app = QCoreApplication.instance()
    kind = QEvent.Type(QEvent.registerEventType())

    class Order(QEvent):
        def __init__(self, what: dict[str, Any]) -> None:
            super().__init__(kind)
            self.what = what

    class Receiver(QObject):
        def event(self, event: QEvent) -> bool:
            if isinstance(event, Order):
                _carry_out(event.what, lambda answer: _say(answers, answer))
                return True
            return super().event(event)

    receiver = Receiver()
    receiver.moveToThread(app.thread())
    QCoreApplication.postEvent(receiver, Order({"do": "hello"}))
    with os.fdopen(orders, "r", encoding="utf-8", closefd=False) as lines:
        for line in lines:
            QCoreApplication.postEvent(receiver, Order(json.loads(line)))


def _say(answers: int, answer: dict[str, Any]) -> None:
    os.write(answers, json.dumps(answer).encode() + b"\n")


def _carry_out(order: dict[str, Any], answer: Any) -> None:
    """Do it and answer. A dialog that opens keeps its opener waiting: then the answer comes from a timer.

    Not from the clock: between the keys of one order Qt runs whatever waits, however long that takes, and an
    answer given there would let the next order overtake the rest of this one.
    """
    from PySide6.QtCore import QThread, QTimer

    is_told = False
    thread = QThread.currentThread()
    level = thread.loopLevel()
    keeps_waiting = QTimer()

    def tell(found: dict[str, Any]) -> None:
        nonlocal is_told
        keeps_waiting.stop()
        if not is_told:
            is_told = True
            answer({"id": order.get("id", 0), **found})

    if order["do"] == "hello":
        if sheets := os.environ.get(PRINTER):
            _connect_printer(sheets)
        tell({"hello": os.getpid()})
        return
    keeps_waiting.timeout.connect(lambda: tell({}) if thread.loopLevel() > level else None)
    keeps_waiting.start(20)
    try:
        tell(_DO[order["do"]](order))
    except Exception as error:
        tell({"error": f"{type(error).__name__}: {error}"})
        raise


def _connect_printer(sheets: str) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from veiligheidsadvies.gui.binding import afdrukken

    def open_(self: Any, name: str, title: str) -> Any:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(sheets)
        return afdrukken.QtPrintjob(printer, title)

    names = afdrukken.SystemPrinters.names
    afdrukken.SystemPrinters.names = lambda self: ["Proefprinter", *names(self)]
    afdrukken.SystemPrinters.open = open_


def _top() -> Any:
    from PySide6.QtWidgets import QApplication, QMainWindow

    modal = QApplication.activeModalWidget()
    if modal is not None:
        return modal
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)), None)


def _window() -> Any:
    """The window that keys go to; made active, as a window manager would."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest

    top = _top()
    ends = time.monotonic() + PATIENCE
    focus = QGuiApplication.focusWindow()
    while (focus is None or not top.isActiveWindow()) and time.monotonic() < ends:
        top.activateWindow()
        QTest.qWait(10)
        focus = QGuiApplication.focusWindow()
    if focus is None:
        raise RuntimeError("no window has the focus")
    return focus


def _press(order: dict[str, Any]) -> dict[str, Any]:
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest

    for keys in order["keys"]:
        combined = QKeySequence(keys)[0]
        QTest.keyClick(_window(), combined.key(), combined.keyboardModifiers())
    return {}


def _type(order: dict[str, Any]) -> dict[str, Any]:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    for sign in order["text"]:
        window = _window()
        key = ord(sign.upper()) if sign.isascii() else 0
        shift = Qt.KeyboardModifier.ShiftModifier if sign.isupper() else Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(window, QKeyEvent(kind, key, shift, sign))
    return {}


def _find(name: str) -> Any:
    """A visible widget of the top window, with scroll areas moved so that it is in sight."""
    from PySide6.QtWidgets import QScrollArea, QWidget

    found = [one for one in _top().findChildren(QWidget, name) if one.isVisible()]
    if not found:
        raise LookupError(name)
    widget = found[-1]
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
        area = area.parentWidget()
    return widget


def _click(order: dict[str, Any]) -> dict[str, Any]:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QCheckBox

    widget = _find(order["name"])
    _window()
    place = QPoint(10, widget.height() // 2) if isinstance(widget, QCheckBox) else widget.rect().center()
    top = widget.window()
    QTest.mouseClick(
        top.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        widget.mapTo(top, place),
    )
    return {}


def _look(_: dict[str, Any]) -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication, QMenu, QWidget

    top = _top()
    if QApplication.activeWindow() is None:
        top.activateWindow()
    focus, popup = QApplication.focusWidget(), QApplication.activePopupWidget()
    parts = [_describe(one) for one in (top, *top.findChildren(QWidget)) if one.isVisible()]
    menu = [one.text() for one in popup.actions()] if isinstance(popup, QMenu) else []
    return {
        "top": top.objectName(),
        "title": top.windowTitle(),
        "focus": focus.objectName() if focus is not None else "",
        "popup": popup is not None,
        "active": top.isActiveWindow(),
        "menu": menu,
        "parts": [part for part in parts if part["name"] or part["text"]],
    }


def _rows(model: Any) -> str:
    """What a table says to a screen reader: a line for each row."""
    from PySide6.QtCore import Qt

    role = Qt.ItemDataRole.AccessibleTextRole
    cells = (
        [model.data(model.index(row, column), role) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    )
    return "\n".join("\t".join(str(one or "") for one in line) for line in cells)


def _describe(widget: Any) -> dict[str, Any]:
    from PySide6.QtWidgets import QTableView

    text = ""
    for reader in ("currentText", "toPlainText", "text"):
        if callable(read := getattr(widget, reader, None)):
            text = str(read())
            break
    rows = _rows(widget.model()) if isinstance(widget, QTableView) else ""
    return {"name": widget.objectName(), "text": text, "rows": rows, "on": widget.isEnabled()}


_DO = {"press": _press, "type": _type, "click": _click, "look": _look}


def _begin() -> None:
    orders, answers = os.environ.get(ORDERS), os.environ.get(ANSWERS)
    is_window = "-c" not in sys.orig_argv
    if orders and answers and is_window:
        threading.Thread(target=_watch, args=(int(orders), int(answers)), daemon=True).start()


_begin()
