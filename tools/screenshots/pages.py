"""Every page of the printed papers as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from veiligheidsadvies.services.bladbeeld import pages


def draw_pages(papers: Path, target: Path) -> int:
    """Draw all pages of all papers at 96 dots an inch; how many there were."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    for paper in sorted(papers.glob("*.pdf")):
        for number, page in enumerate(pages(paper.read_bytes()), 1):
            image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
            image.save(str(target / f"{paper.stem}-blad-{number}.png"))
            count += 1
    return count
