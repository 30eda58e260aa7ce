"""The file dialog of Qt in Dutch: it would write sizes and days in the language of the system."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QIdentityProxyModel, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QTreeView, QWidget

_NAME, _SIZE, _KIND, _CHANGED = range(4)
_WIDTHS = {_NAME: 336, _SIZE: 80, _CHANGED: 136}
_DECIMAL = QLocale.DataSizeFormat.DataSizeSIFormat
_DISPLAY = Qt.ItemDataRole.DisplayRole


class FileDialog(QFileDialog):
    """Wide enough for names and days; the system's own dialog would keep recent files outside the vault."""

    def __init__(self, parent: QWidget | None, title: str, pattern: str = "") -> None:
        super().__init__(parent, title, "", pattern)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setProxyModel(_InDutch(self))
        self.resize(800, 480)
        for tree in self.findChildren(QTreeView, "treeView"):
            tree.hideColumn(_KIND)
            for column, width in _WIDTHS.items():
                tree.setColumnWidth(column, width)


class _InDutch(QIdentityProxyModel):
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """The size and the day in the language of the program."""
        source = self.sourceModel()
        if (
            role != _DISPLAY
            or index.column() not in (_SIZE, _CHANGED)
            or not isinstance(source, QFileSystemModel)
        ):
            return super().data(index, role)
        info = source.fileInfo(self.mapToSource(index))
        if index.column() == _SIZE:
            return "" if info.isDir() else QLocale().formattedDataSize(info.size(), 1, _DECIMAL)
        return QLocale().toString(info.lastModified(), "dd-MM-yyyy HH:mm")
