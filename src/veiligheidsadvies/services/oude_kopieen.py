"""What a former key still opens: which copies there are, and encrypting them under the present key.

Who knows an old passphrase, or has an old sheet, reads what is in such a copy. Another key for the vault
changes nothing about that; renewing the copy does, and the content stays that of its day. A vault that was
set aside is not renewed: somebody takes it away.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.domain.kopie import Kopie
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.kopieen import KopieenService, Kopieregel, SetAside
from veiligheidsadvies.services.kopieronde import Ronde, Rondewerk
from veiligheidsadvies.vault import renewing
from veiligheidsadvies.vault.copies import path_of
from veiligheidsadvies.vault.copyfile import Report
from veiligheidsadvies.vault.copying import MadeCopy, between


@dataclass(frozen=True, slots=True, kw_only=True)
class Vernieuwing:
    """What became of one copy: `gemaakt`, or why it stays as it is."""

    regel: Kopieregel
    gemaakt: MadeCopy | None = None
    fout: UserError | None = None


@dataclass(frozen=True, slots=True)
class OudeKopieenService:
    """`prepare` gives the function for a job, `keep` writes what it made in the register."""

    context: Context

    def list_all(self) -> list[Kopieregel]:
        """The copies that a former key opens, as far as the register knows, the newest first."""
        vault, found = self.context.vault, KopieenService(self.context).list_of_former_keys()
        copies = ((line, line.kopie) for line in found)
        return [line for line, one in copies if vault.is_of_former_key(one.sleutelmerk, one.gemaakt_op)]

    def list_set_aside(self) -> list[SetAside]:
        """The vaults set aside that a former key opens, the newest first."""
        vault, found = self.context.vault, KopieenService(self.context).list_set_aside()
        return [one for one in found if vault.is_of_former_key(vault.mark_of_vault(one.path), one.at)]

    def prepare_look(self) -> Callable[[Report], Ronde]:
        """For a job, before they are listed: copies of this vault that the register does not know.

        After an older copy was put back that is whatever was made since. No copy is made.
        """
        vault, copies = self.context.vault, KopieenService(self.context)
        second, known = copies.second_place(), dict[tuple[str, str], Kopie]()
        for copy in (*vault.list_copies(), *vault.list_copies(with_gone=True)):
            # A round writes off what it misses, and makes another: what is not there is left out.
            if copy.weg_op is not None or os.path.lexists(path_of(copy, copies.map)):
                known.setdefault((copy.map, copy.bestand), copy)
        work = Rondewerk(
            source=vault.copy_source(),
            vault_id=vault.vault_id,
            known=known,
            second=second.map if second else None,
            is_due=False,
            is_second_due=False,
            now=self.context.now,
        )
        return work.run

    def keep_look(self, ronde: Ronde) -> None:
        """Write what was found in the register."""
        KopieenService(self.context).keep_round(ronde)

    def prepare(self, regels: Sequence[Kopieregel]) -> Callable[[Report], list[Vernieuwing]]:
        """For a job: renew these copies one by one; one that cannot be is told and stays as it is."""
        renewal = self.context.vault.renewal()

        def work(report: Report) -> list[Vernieuwing]:
            found = []
            for number, regel in enumerate(regels):
                step = between(report, number / len(regels), (number + 1) / len(regels))
                try:
                    made = renewing.renew(renewal, regel.pad, report=step)
                    found.append(Vernieuwing(regel=regel, gemaakt=made))
                except UserError as error:
                    found.append(Vernieuwing(regel=regel, fout=error))
            return found

        return work

    def keep(self, vernieuwd: Sequence[Vernieuwing]) -> None:
        """Write the renewed copies in the register; keys that no copy needs any more are forgotten."""
        vault, origin = self.context.vault, self.context.origin
        for one in vernieuwd:
            if one.gemaakt is not None:
                kopie = one.regel.kopie
                vault.register_copy(one.gemaakt, kopie.soort, place=kopie.map, origin=origin)
                vault.note("reservekopie vernieuwen", f"reservekopie:{kopie.id}", origin=origin)
        self.prune()

    def prune(self) -> None:
        """Forget the keys of before that open no copy that is known."""
        self.context.vault.keep_old_keys(frozenset(line.kopie.sleutelmerk for line in self.list_all()))
