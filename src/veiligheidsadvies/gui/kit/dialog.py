"""The base of every dialog: words, one filled button, Esc closes, and nothing survives a lock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.page import BAR, ScrollBody
from veiligheidsadvies.gui.kit.pieces import Button, label

_AROUND, _AIR, _GROWTH = 156, 6, 72
"""Pixels of a dialog above and below its form; between the form and its scroll bar; and what a form grows
when it tells what is wrong with two fields."""


class _Lock(QObject):
    """Tells all open dialogs that the vault closes."""

    closing = Signal()


_lock: list[_Lock] = []


def lock_signal() -> _Lock:
    """The one signal that closes every open dialog; the lock emits it before it leaves."""
    if not _lock:
        _lock.append(_Lock())
    return _lock[0]


def close_all() -> None:
    """Close every open dialog as if it was cancelled."""
    lock_signal().closing.emit()


class _Watch(QObject):
    """Tells which dialogs the user has open."""

    opened = Signal(object)
    closed = Signal(object)


_watch: list[_Watch] = []


def dialog_signal() -> _Watch:
    """The one signal about all dialogs: `opened(Dialog)` before the user sees it, `closed(Dialog)`."""
    if not _watch:
        _watch.append(_Watch())
    return _watch[0]


class Dialog(QDialog):
    """A dialog with a title, a body and a row of buttons; `accept_text` is the filled one.

    Override `may_accept` to keep it open (and say why in the dialog). With `keeps_draft` what was typed in
    its forms outlives a lock.
    """

    keeps_draft = False

    def __init__(
        self,
        parent: QWidget | None,
        *,
        title: str,
        accept_text: str,
        body: QWidget | None = None,
        cancel_text: str = "Annuleren",
        name: str = "dialoog",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        heading = label(title, "title", is_wrapped=True)
        column.addWidget(heading)
        if body is not None:
            column.addWidget(body, 1)
        self._remark = label("", "small", is_wrapped=True, name="dialoog_opmerking")
        self._remark.hide()
        column.addWidget(self._remark)
        column.addSpacing(8)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.accept_button = Button(accept_text, name="akkoord", role="primary", on_click=self._try_accept)
        self.accept_button.setDefault(True)
        if cancel_text:
            self.buttons.addWidget(Button(cancel_text, name="annuleren", hint="Esc", on_click=self.reject))
        self.buttons.addWidget(self.accept_button)
        column.addLayout(self.buttons)
        lock_signal().closing.connect(self.reject, Qt.ConnectionType.DirectConnection)

    def remark(self, words: str) -> None:
        """Muted words above the buttons."""
        self._remark.setText(words)
        self._remark.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:
        """No higher than the window behind it, and tell that it is open."""
        room = _room(self.parentWidget())
        if not event.spontaneous() and 0 < room < self.height():
            self.resize(self.width(), room)
        super().showEvent(event)
        if not event.spontaneous():
            dialog_signal().opened.emit(self)

    def exec(self) -> int:
        """Wait for the answer; who asked may still read the dialog, and then it is gone with all it showed.

        Its parent would keep it otherwise, for as long as the window lives.
        """
        result = super().exec()
        self.deleteLater()
        return result

    def done(self, result: int) -> None:
        """Tell that it is closed."""
        dialog_signal().closed.emit(self)
        super().done(result)

    def may_accept(self) -> bool:
        """Whether the filled button may close the dialog now."""
        return True

    def _try_accept(self) -> None:
        if self.may_accept():
            self.accept()


def within(parent: QWidget | None, form: QWidget) -> QWidget:
    """The form (any body) itself, or what scrolls it where it is higher than the window behind it."""
    room = _room(parent) - _AROUND
    wanted = _measured(form)
    if room <= 0 or wanted.height() + _GROWTH <= room:
        return form
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, _AIR, 0)
    column.addWidget(form)
    column.addStretch(1)
    body = ScrollBody(inner, name="dialoog_pagina")
    body.setMinimumSize(wanted.width() + BAR + _AIR, min(room, wanted.height()))
    return body


def _measured(form: QWidget) -> QSize:
    """What it needs in a dialog: styled, and with its labels where they stand at that width."""
    for one in form.findChildren(QWidget):
        one.ensurePolished()
    form.resize(form.sizeHint())
    inside = form.findChildren(QWidget)
    for one in (form, *inside):  # a form that lies deeper places its labels too
        QCoreApplication.sendEvent(one, QResizeEvent(one.size(), one.size()))
    for one in inside:
        one.updateGeometry()
    return form.sizeHint()


def _room(parent: QWidget | None) -> int:
    """How high the window is in which it all happens, whatever dialogs stand in between; 0 without one."""
    if parent is None:
        return 0
    window = parent.window()
    while (behind := window.parentWidget()) is not None:
        window = behind.window()
    return window.height()


class FormDialog(Dialog):
    """A dialog around a form; closes only when the form can be read."""

    keeps_draft = True

    def __init__(self, parent: QWidget | None, *, title: str, accept_text: str, form: QWidget) -> None:
        super().__init__(parent, title=title, accept_text=accept_text, body=within(parent, form))
        self._form = form

    def may_accept(self) -> bool:
        """Show what cannot be read or is missing."""
        submit = getattr(self._form, "submit", None)
        return submit is None or submit() is not None
