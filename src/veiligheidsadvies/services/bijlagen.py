"""Use cases on attachments: into the vault, shown from memory, out of it on purpose only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from veiligheidsadvies.domain.bijlage import Bijlage, BijlageId, SoortBijlage, kind_of
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import FileUnreadable
from veiligheidsadvies.services.bestand import write_file
from veiligheidsadvies.services.bewaarlijst import require_no_hold
from veiligheidsadvies.services.bladbeeld import PageImage, pages
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.storage import records


@dataclass(frozen=True, slots=True)
class BijlagenService:
    """One public method is one user action; every look at a content is a row in the log."""

    context: Context

    def list_of_dossier(self, dossier_id: DossierId) -> list[Bijlage]:
        """Attachments of a dossier, newest first, without their contents."""
        return records.list_where(
            self.context.connection,
            Bijlage,
            "dossier_id = ?",
            (dossier_id,),
            order="toegevoegd_op DESC, id DESC",
        )

    def get(self, bijlage_id: int) -> Bijlage:
        """The attachment with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Bijlage, BijlageId(bijlage_id))

    def add(self, dossier_id: DossierId, *, naam: str, content: bytes, omschrijving: str = "") -> Changes:
        """Keep a file; its kind follows from its first bytes. InvalidInput for a bad name or over 50 MB."""
        bijlage = Bijlage(
            dossier_id=dossier_id,
            naam=naam.strip(),
            soort=kind_of(content),
            omschrijving=omschrijving.strip(),
            grootte=len(content),
            sha256="",
            toegevoegd_op=self.context.now(),
        )
        check(bijlage)

        def work(log: records.Log) -> int:
            return records.save(log, replace(bijlage, sha256=self.context.vault.put_blob(content)))

        return self.context.write("Bijlage toegevoegd", work, Bijlage)

    def save(self, bijlage: Bijlage) -> Changes:
        """Change name or description; the content stays what it was."""
        kept = self.get(bijlage.id or 0)
        changed = replace(kept, naam=bijlage.naam.strip(), omschrijving=bijlage.omschrijving.strip())
        return self.context.save(changed, "Bijlage bewaard")

    def content(self, bijlage_id: int) -> bytes:
        """The bytes, logged as a read. NotFound; VaultDamaged when they are not what was kept."""
        bijlage = self.get(bijlage_id)
        content: bytes = self.context.vault.get_blob(bijlage.sha256)
        self._note("lezen", bijlage)
        return content

    def page_images(self, bijlage_id: int, scale: float = 1.0) -> list[PageImage]:
        """The pages of a PDF attachment for the screen, logged as a read; FileUnreadable for another kind."""
        if self.get(bijlage_id).soort is not SoortBijlage.PDF:
            raise FileUnreadable
        return pages(self.content(bijlage_id), scale)

    def export_to(self, bijlage_id: int, path: Path) -> None:
        """Write the content to a file outside the vault, unencrypted; logged before it is written.

        Raises FileUnwritable, or StorageUnavailable (VOL).
        """
        bijlage = self.get(bijlage_id)
        content: bytes = self.context.vault.get_blob(bijlage.sha256)
        self._note("uitvoeren", bijlage)
        write_file(path, content)

    def remove(self, bijlage_id: int) -> Changes:
        """Take an attachment out of its dossier; undo brings it back.

        UnderHold: the log would keep its content, but no screen shows that, and undo ends at a destruction.
        """
        bijlage = self.get(bijlage_id)
        require_no_hold(self.context, bijlage.dossier_id)
        return self.context.write("Bijlage verwijderd", lambda log: records.remove(log, bijlage), Bijlage)

    def _note(self, verb: str, bijlage: Bijlage) -> None:
        self.context.vault.note(
            verb, f"{Bijlage.TABEL}:{bijlage.id}", dossier_id=bijlage.dossier_id, origin=self.context.origin
        )
