"""Use cases of records law: terms, holds, what is due, and destroying it with a second person's yes."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.akkoord import Akkoord, AkkoordId, OnderwerpAkkoord
from veiligheidsadvies.domain.bewaarregel import Bewaarregel, Bewaarsoort, Orgaan, usual_rule
from veiligheidsadvies.domain.bewaarstand import Beletsel, Bewaarstand
from veiligheidsadvies.domain.blokkade import Blokkade, BlokkadeId
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import DestructionRefused
from veiligheidsadvies.domain.vernietiging import Vernietiging, VernietigingId
from veiligheidsadvies.services.akkoord_dekking import REDEN
from veiligheidsadvies.services.akkoord_echtheid import bezwaar
from veiligheidsadvies.services.akkoord_personen import Personen
from veiligheidsadvies.services.bewaarlijst import Bewaarlijst
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.kopie_resten import Kopierest, copies_holding
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.vernietiging_werk import Omvang, Vernietiger
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import count, date_full
from veiligheidsadvies.vault.destruction import is_sweep_asked

__all__ = ["BewarenService", "Kopierest", "Omvang"]


@dataclass(frozen=True, slots=True)
class BewarenService:
    """One public method is one user action."""

    context: Context

    # --- terms

    def list_regels(self, orgaan: Orgaan) -> list[Bewaarregel]:
        """The rule of every kind: what was laid down, else the proposal (without id)."""
        return Bewaarlijst(self.context).rules(orgaan)

    def save_regel(self, regel: Bewaarregel) -> Changes:
        """Lay a rule down; InvalidInput."""
        kept = Bewaarlijst(self.context).rule(regel.soort, regel.orgaan)
        check(regel)
        return self.context.write(
            "Bewaartermijn vastgelegd", lambda log: records.save(log, replace(regel, id=kept.id)), Bewaarregel
        )

    def reset_regel(self, regel: Bewaarregel) -> Changes:
        """Back to the proposal of the program; without a rule that was laid down nothing changes."""
        kept = Bewaarlijst(self.context).rule(regel.soort, regel.orgaan)

        def work(log: records.Log) -> None:
            if kept.id is not None:
                records.remove(log, kept)

        return self.context.write("Bewaartermijn teruggezet", work, Bewaarregel)

    def save_categorie(self, orgaan: Orgaan, categorie: str) -> Changes:
        """Lay every rule of an organ down with one category of the selectielijst; InvalidInput."""
        rules = [replace(one, categorie=categorie.strip()) for one in self.list_regels(orgaan)]
        for rule in rules:
            check(rule)

        def work(log: records.Log) -> None:
            for rule in rules:
                records.save(log, rule)

        return self.context.write("Categorie vastgelegd", work, Bewaarregel)

    def usual(self, soort: Bewaarsoort, orgaan: Orgaan) -> Bewaarregel:
        """The proposal of the program."""
        return usual_rule(soort, orgaan, Bewaarlijst(self.context).organisatie().soort)

    # --- due list

    def list_standen(self) -> list[Bewaarstand]:
        """Everything that can be destroyed one day, the first day in front; what has no day yet last."""
        return Bewaarlijst(self.context).list_all()

    def stand(self, dossier_id: DossierId, soort: Bewaarsoort = Bewaarsoort.DOSSIER) -> Bewaarstand:
        """How one dossier stands; of a destroyed one GELD. NotFound."""
        return Bewaarlijst(self.context).stand(dossier_id, soort)

    def stand_of(self, dossier: Dossier) -> Bewaarstand:
        """What matters now: the dossier, or what is left of a destroyed one."""
        soort = Bewaarsoort.DOSSIER if dossier.vernietigd_op is None else Bewaarsoort.GELD
        return self.stand(DossierId(dossier.id or 0), soort)

    def is_destroyed(self, dossier_id: int) -> bool:
        """Whether only numbers and amounts of this dossier are left."""
        found = records.list_where(
            self.context.connection, Dossier, "id = ? AND vernietigd_op IS NOT NULL", (dossier_id,)
        )
        return bool(found)

    # --- holds

    def list_blokkades(self, dossier_id: DossierId | None = None) -> list[Blokkade]:
        """Holds of a dossier, or of all, those in force first."""
        where, values = ("dossier_id = ?", (dossier_id,)) if dossier_id else ("1", ())
        found = records.list_where(self.context.connection, Blokkade, where, values)
        return sorted(found, key=lambda one: (not one.geldt, one.sinds, one.id or 0))

    def hold(self, dossier_id: DossierId, reden: str, sinds: dt.date | None = None) -> Changes:
        """Stop the destruction of a dossier; InvalidInput without a reason."""
        blokkade = Blokkade(
            dossier_id=dossier_id,
            reden=reden.strip(),
            sinds=sinds or self.context.today,
            door=self.context.vault.actor,
        )
        return self.context.save(blokkade, "Bewaarplicht gesteld")

    def lift(self, blokkade_id: int, reden: str) -> Changes:
        """End a hold, with the reason why it no longer holds; InvalidInput, NotFound."""
        kept = records.get(self.context.connection, Blokkade, BlokkadeId(blokkade_id))
        lifted = replace(
            kept,
            opgeheven_op=self.context.today,
            opgeheven_door=self.context.vault.actor,
            opgeheven_reden=reden.strip(),
        )
        return self.context.save(lifted, "Bewaarplicht opgeheven")

    # --- destruction

    def omvang(self, stand: Bewaarstand) -> Omvang:
        """How much would go and how much would stay."""
        return Vernietiger(self.context, stand).extent()

    def propose(self, stand: Bewaarstand) -> Voorstel:
        """What the second person decides on: no content, and a mark that changes with the content."""
        size = self.omvang(stand)
        rule, last = stand.regel, stand.tot
        said = [
            f"{stand.code}: {stand.wat[0].lower()}{stand.wat[1:]}",
            f"bewaartermijn {rule.termijn}, verstreken op {date_full(last)}",
            f"{rule.selectielijst}, categorie {rule.categorie}",
            f"{count(size.rijen, 'regel', 'regels')}, {count(size.bijlagen, 'bijlage', 'bijlagen')}, "
            f"{count(size.exemplaren, 'exemplaar', 'exemplaren')}; kenmerk {size.kenmerk}",
        ]
        return Voorstel(
            dossier_id=None,
            onderwerp=OnderwerpAkkoord.VERNIETIGING,
            tekst="\n".join(said) + f"{REDEN}{rule.grond}",
        )

    def find_akkoord(self, stand: Bewaarstand) -> AkkoordId | None:
        """A yes to exactly this that was given and not used; None when it is still to be asked."""
        voorstel = self.propose(stand)
        given = records.list_where(
            self.context.connection, Akkoord, "samenvatting_sha256 = ?", (voorstel.sha256,)
        )
        for akkoord in given:
            with contextlib.suppress(DestructionRefused):
                self._require_covered(akkoord, voorstel)
                return AkkoordId(akkoord.id or 0)
        return None

    def require_due(self, stand: Bewaarstand) -> None:
        """Raise DestructionRefused with everything that stops it."""
        if not stand.mag:
            raise DestructionRefused(stand.redenen)

    def destroy(self, dossier_id: DossierId, soort: Bewaarsoort, akkoord_id: int) -> Changes:
        """Destroy with this yes; `row_id` is the new Vernietiging. There is no way back.

        DestructionRefused: before its day, under hold, or without a yes of a second person to exactly this.
        """
        stand = self.stand(dossier_id, soort)
        self.require_due(stand)
        akkoord = records.get(self.context.connection, Akkoord, AkkoordId(akkoord_id))
        self._require_covered(akkoord, self.propose(stand))
        changes = Vernietiger(self.context, stand).carry_out(akkoord)
        self.context.vault.sweep()  # when it cannot, it stays asked, and the declaration says so
        return changes

    def _require_covered(self, akkoord: Akkoord, voorstel: Voorstel) -> None:
        used = records.list_where(self.context.connection, Vernietiging, "akkoord_id = ?", (akkoord.id,))
        self.context.vault.forged_approval_keys()  # looked at anew, whatever this session saw before
        is_own = Personen(self.context).is_own(akkoord, self.context.vault.actor)
        is_right = akkoord.onderwerp is voorstel.onderwerp and akkoord.samenvatting_sha256 == voorstel.sha256
        if used or is_own or not is_right or bezwaar(self.context, akkoord):
            raise DestructionRefused([Beletsel.AKKOORD.woord])

    @property
    def waits_for_reopening(self) -> bool:
        """Whether parts of the file that are no longer used may still hold something that was destroyed."""
        return is_sweep_asked(self.context.vault.connection)

    def list_vernietigingen(self) -> list[Vernietiging]:
        """What was destroyed, the newest first."""
        return records.list_where(self.context.connection, Vernietiging, order="id DESC")

    def get_vernietiging(self, vernietiging_id: int) -> Vernietiging:
        """One of them; NotFound."""
        return records.get(self.context.connection, Vernietiging, VernietigingId(vernietiging_id))

    def list_kopieen(self, vernietiging: Vernietiging | None = None) -> list[Kopierest]:
        """Copies of the vault from before it, which still hold it; without one, all that there are now."""
        return copies_holding(self.context, vernietiging)
