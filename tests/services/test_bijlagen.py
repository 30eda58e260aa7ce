"""Attachments: into the vault by content, out of it only on purpose, every look in the log."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from veiligheidsadvies.domain.bijlage import GROOTSTE_BYTES, SoortBijlage
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    FileUnreadable,
    FileUnwritable,
    InvalidInput,
    NotFound,
    StorageFailure,
    StorageUnavailable,
    UnderHold,
)
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.services.bestand import held_place, write_file
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import DRUKBAAR, EIGEN, Uitgiftegegevens

PNG = b"\x89PNG\r\n\x1a\n" + b"beeld"


@pytest.fixture
def dossier_id(services: Services) -> DossierId:
    return builders.add_dossier(services)


def verbs(services: Services) -> list[str]:
    return [line.verb for line in services.context.vault.history(limit=20)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 rest", SoortBijlage.PDF),
        (PNG, SoortBijlage.AFBEELDING),
        ("notitie met ë".encode(), SoortBijlage.TEKST),
        (b"\x00\x01\xff", SoortBijlage.OVERIG),
    ],
)
def test_the_kind_follows_from_the_first_bytes_not_from_the_name(
    services: Services, dossier_id: DossierId, content: bytes, kind: SoortBijlage
) -> None:
    added = services.bijlagen.add(dossier_id, naam="advies.pdf", content=content)
    bijlage = services.bijlagen.get(added.row_id or 0)
    assert (bijlage.soort, bijlage.grootte) == (kind, len(content))
    assert services.bijlagen.content(bijlage.id or 0) == content


def test_reading_a_content_is_logged_with_its_dossier(services: Services, dossier_id: DossierId) -> None:
    row_id = services.bijlagen.add(dossier_id, naam="foto", content=PNG).row_id or 0
    services.bijlagen.content(row_id)
    last = services.context.vault.history(limit=1)[0]
    assert (last.verb, last.object, last.dossier_id) == ("lezen", f"bijlage:{row_id}", dossier_id)


def test_a_bad_name_or_too_large_a_file_keeps_nothing(services: Services, dossier_id: DossierId) -> None:
    with pytest.raises(InvalidInput):
        services.bijlagen.add(dossier_id, naam="  ", content=PNG)
    with pytest.raises(InvalidInput):
        services.bijlagen.add(dossier_id, naam="groot", content=bytes(GROOTSTE_BYTES + 1))
    assert services.bijlagen.list_of_dossier(dossier_id) == []
    assert services.context.connection.execute("SELECT count(*) FROM inhoud", ()).fetchone()[0] == 0


def test_renaming_keeps_the_content(services: Services, dossier_id: DossierId) -> None:
    row_id = services.bijlagen.add(dossier_id, naam="foto", content=PNG).row_id or 0
    services.bijlagen.save(replace(services.bijlagen.get(row_id), naam="gevel", sha256="0" * 64, grootte=1))
    kept = services.bijlagen.get(row_id)
    assert (kept.naam, kept.grootte) == ("gevel", len(PNG))
    assert services.bijlagen.content(row_id) == PNG


def test_removing_is_undone_with_its_content(services: Services, dossier_id: DossierId) -> None:
    row_id = services.bijlagen.add(dossier_id, naam="foto", content=PNG).row_id or 0
    services.bijlagen.remove(row_id)
    with pytest.raises(NotFound):
        services.bijlagen.get(row_id)
    services.undo()
    assert services.bijlagen.content(row_id) == PNG


def test_under_a_hold_nothing_is_taken_out(services: Services, dossier_id: DossierId) -> None:
    row_id = services.bijlagen.add(dossier_id, naam="foto", content=PNG).row_id or 0
    hold = services.bewaren.hold(dossier_id, "lopende zaak").row_id or 0
    with pytest.raises(UnderHold):
        services.bijlagen.remove(row_id)
    services.bijlagen.save(replace(services.bijlagen.get(row_id), naam="gevel"))
    services.bewaren.lift(hold, "zaak gesloten")
    services.bijlagen.remove(row_id)
    assert services.bijlagen.list_of_dossier(dossier_id) == []


def test_an_export_is_logged_and_readable_by_its_owner_only(
    services: Services, dossier_id: DossierId, tmp_path: Path
) -> None:
    row_id = services.bijlagen.add(dossier_id, naam="foto", content=PNG).row_id or 0
    target = tmp_path / "uit.png"
    services.bijlagen.export_to(row_id, target)
    assert target.read_bytes() == PNG
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert verbs(services)[0] == "uitvoeren"


def test_pages_are_shown_of_a_pdf_only(services: Services, dossier_id: DossierId) -> None:
    pdf = services.stukken.issue(DRUKBAAR[1], dossier_id, EIGEN, Uitgiftegegevens(wijze=Wijze.PAPIER)).pdf
    pdf_id = services.bijlagen.add(dossier_id, naam="stuk", content=pdf).row_id or 0
    first = services.bijlagen.page_images(pdf_id)[0]
    assert (first.width, first.height) == (794, 1123)
    with pytest.raises(FileUnreadable):
        services.bijlagen.page_images(services.bijlagen.add(dossier_id, naam="foto", content=PNG).row_id or 0)


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        write_file(tmp_path / "bestaat-niet" / "uit.pdf", b"inhoud")
    (tmp_path / "map").mkdir()
    with pytest.raises(FileUnwritable):
        write_file(tmp_path / "map", b"inhoud")
    assert [entry.name for entry in tmp_path.iterdir()] == ["map"]


def test_a_disk_that_can_only_be_read_from_now_on_is_told_as_a_place_that_takes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: Any, **_more: Any) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(os, "fsync", refused)
    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(FileUnwritable), held_place(tmp_path / "uit.pdf"):
        raise AssertionError("the block began")


def test_a_full_disk_is_told_as_such_and_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "uit.pdf"
    write_file(target, b"oud")

    def full(*_given: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageUnavailable) as told:
        write_file(target, b"nieuw")
    assert told.value.failure is StorageFailure.VOL
    assert [entry.name for entry in tmp_path.iterdir()] == ["uit.pdf"]
    assert target.read_bytes() == b"oud"
