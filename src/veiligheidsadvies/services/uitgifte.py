"""Issuing numbered copies: registered before a byte leaves, checked before it is released (rule R14).

Five steps, so that the slow ones may run beside the window: `request` (reads), `verify` (no vault), `enrol`
(writes), `produce` (no vault) and `complete` or `cancel` (writes). `register` does the first three, `issue`
all five. What touches no vault is in `uitgifte_controle`, what may not stand on a copy in `uitgifte_gezocht`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    FileUnwritable,
    InvalidInput,
    IssueCancelled,
    PrintFailed,
    ReasonRequired,
    ReleaseRefused,
    StorageUnavailable,
    UserError,
)
from veiligheidsadvies.domain.exemplaar import (
    Afloop,
    Exemplaar,
    ExemplaarId,
    Exemplaarregel,
    SoortDocument,
    Wijze,
)
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.bewaren_snapshots import (
    InzageUittreksel,
    Vernietigingsverklaring,
    VerwerkingsregisterStuk,
)
from veiligheidsadvies.printing.kosten_snapshots import (
    Contractenlijst,
    FiscaleLijst,
    Jaarstuk,
    KostenoverzichtBinnen,
    KostenoverzichtBuiten,
    Uitgifteregister,
)
from veiligheidsadvies.printing.leverancier_snapshots import (
    AdresbijlageStuk,
    OfferteaanvraagStuk,
    OpdrachtStuk,
    OpleverstaatStuk,
)
from veiligheidsadvies.printing.snapshot_json import Snapshot, digest, to_dict
from veiligheidsadvies.printing.snapshots import (
    Akkoordformulier,
    Geheimhoudingsverklaring,
    Herstelblad,
    Herstelbladdeel,
    Maatregelenplan,
    Samenvatting,
)
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.uitgifte_controle import produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import (
    VOORBEELD,
    Aanvraag,
    Geregistreerd,
    Nagekeken,
    Ontvanger,
    Uitgifte,
    Uitgiftegegevens,
)
from veiligheidsadvies.services.uitgifte_gezocht import hunted_in_declaration, hunted_on
from veiligheidsadvies.storage import records

RETOUR_DAGEN = 30
LANGSTE_WACHTZIN = 127
REEKS = "exemplaar"
FICTIEF_REDEN = "voorbeeldgegevens"
_DOCUMENT = {
    Maatregelenplan: SoortDocument.MAATREGELENPLAN,
    Samenvatting: SoortDocument.SAMENVATTING,
    Akkoordformulier: SoortDocument.AKKOORDFORMULIER,
    Herstelblad: SoortDocument.HERSTELBLAD,
    Herstelbladdeel: SoortDocument.HERSTELBLAD,
    Geheimhoudingsverklaring: SoortDocument.GEHEIMHOUDINGSVERKLARING,
    OfferteaanvraagStuk: SoortDocument.OFFERTEAANVRAAG,
    OpdrachtStuk: SoortDocument.OPDRACHT,
    AdresbijlageStuk: SoortDocument.ADRESBIJLAGE,
    OpleverstaatStuk: SoortDocument.OPLEVERSTAAT,
    KostenoverzichtBinnen: SoortDocument.KOSTENOVERZICHT,
    KostenoverzichtBuiten: SoortDocument.KOSTENOVERZICHT_BUITEN,
    FiscaleLijst: SoortDocument.FISCALE_LIJST,
    Contractenlijst: SoortDocument.CONTRACTENLIJST,
    Uitgifteregister: SoortDocument.UITGIFTEREGISTER,
    Vernietigingsverklaring: SoortDocument.VERNIETIGING,
    InzageUittreksel: SoortDocument.INZAGE,
    VerwerkingsregisterStuk: SoortDocument.VERWERKINGSREGISTER,
}
_BLIJFT = frozenset(
    {
        SoortDocument.HERSTELBLAD,
        SoortDocument.VERNIETIGING,
        SoortDocument.INZAGE,
        SoortDocument.VERWERKINGSREGISTER,
    }
)
"""Papers that are to stay with their reader."""


@dataclass(frozen=True, slots=True)
class UitgifteService:
    """One public method is one user action."""

    context: Context

    def issue(
        self,
        snapshot: Snapshot,
        dossier_id: DossierId | None,
        ontvanger: Ontvanger,
        gegevens: Uitgiftegegevens,
    ) -> Uitgifte:
        """Register, render, check and release one copy.

        Before anything is registered: UnprintableText, ReasonRequired, InvalidInput, ReleaseRefused. After it
        the number is used: when rendering or the check of the finished paper (ReleaseRefused) fails, the copy
        stays in the register as destroyed.
        """
        registered = self.register(snapshot, dossier_id, ontvanger, gegevens)
        return self.finish(registered, lambda: produce(registered))

    def finish(self, registered: Geregistreerd, make: Callable[[], bytes]) -> Uitgifte:
        """Make the file of a copy that has its number; whatever fails, the register tells that it is gone."""
        try:
            return self.complete(registered, make())
        except BaseException as error:
            with contextlib.suppress(UserError):
                self.cancel(registered, error)
            raise

    def register(
        self,
        snapshot: Snapshot,
        dossier_id: DossierId | None,
        ontvanger: Ontvanger,
        gegevens: Uitgiftegegevens,
    ) -> Geregistreerd:
        """Give the copy its number and write it in the register; raises as `issue` does before that."""
        return self.enrol(verify(self.request(snapshot, dossier_id, ontvanger, gegevens)))

    def request(
        self,
        snapshot: Snapshot,
        dossier_id: DossierId | None,
        ontvanger: Ontvanger,
        gegevens: Uitgiftegegevens,
    ) -> Aanvraag:
        """Read what the copy may not hold; raises ReasonRequired and InvalidInput."""
        return Aanvraag(
            snapshot=snapshot,
            dossier_id=dossier_id,
            ontvanger=ontvanger,
            gegevens=self._with_reason(snapshot, gegevens),
            gezocht=hunted_on(self.context, snapshot, dossier_id, is_own=ontvanger.is_eigen),
            speurlijst=hunted_in_declaration(self.context, snapshot, ontvanger),
        )

    def enrol(self, verified: Nagekeken) -> Geregistreerd:
        """Give the copy its number and write it in the register, in one transaction. InvalidInput."""
        asked = verified.aanvraag
        snapshot = asked.snapshot
        made: list[Geregistreerd] = []

        def work(log: records.Log) -> int:
            year = self.context.today.year
            nummer = f"{year}-{self.context.vault.next_number(REEKS, year):04d}"
            exemplaar = self._entry(asked)
            numbered = _numbered(snapshot, nummer=nummer, exemplaar=exemplaar)
            exemplaar = replace(
                exemplaar,
                nummer=nummer,
                snapshot=_kept(numbered),
                snapshot_sha256=digest(numbered),
            )
            check(exemplaar)
            row_id = ExemplaarId(records.save(log, exemplaar))
            head = self.context.vault.log_head()
            made.append(
                Geregistreerd(
                    exemplaar=replace(exemplaar, id=row_id, logkop=head),
                    snapshot=replace(numbered, blad=replace(numbered.blad, logkop=head)),
                    gezocht=asked.gezocht,
                    wachtzin=asked.gegevens.wachtzin,
                    speurlijst=asked.speurlijst,
                )
            )
            return row_id

        self.context.write("Exemplaar geregistreerd", work, Exemplaar)
        return made[0]

    def complete(self, registered: Geregistreerd, pdf: bytes) -> Uitgifte:
        """Keep log head and SHA-256 of the finished bytes with the copy, and note how it leaves."""
        done = replace(registered.exemplaar, pdf_sha256=hashlib.sha256(pdf).hexdigest())
        changes = self._write(done, "Exemplaar uitgegeven", verb=_VERB[done.wijze], result="gelukt")
        return Uitgifte(exemplaar=done, pdf=pdf, changes=changes)

    def cancel(self, registered: Geregistreerd, error: BaseException) -> Changes:
        """The number was given out but nothing left: destroyed at once, with the reason in the log."""
        reason = next(
            (words for kind, words in _REASONS.items() if isinstance(error, kind)),
            f"opmaak mislukt ({type(error).__name__})",
        )
        gone = replace(registered.exemplaar, afloop=Afloop.VERNIETIGD, afloop_op=self.context.today)
        return self._write(gone, f"Exemplaar niet uitgegeven: {reason}", verb="uitgeven", result=reason)

    def _write(self, exemplaar: Exemplaar, description: str, *, verb: str, result: str) -> Changes:
        def work(log: records.Log) -> int:
            row_id = records.save(log, exemplaar)
            self.context.vault.note(
                verb,
                f"{Exemplaar.TABEL}:{exemplaar.id}",
                result,
                dossier_id=exemplaar.dossier_id,
                origin=self.context.origin,
            )
            return row_id

        return self.context.write(description, work, Exemplaar)

    def _entry(self, asked: Aanvraag) -> Exemplaar:
        gegevens, reader, document = asked.gegevens, asked.ontvanger, _DOCUMENT[type(asked.snapshot)]
        earlier = self._earlier(asked, document)
        due = gegevens.retour_voor
        if due is None and document not in _BLIJFT:
            due = self.context.today + dt.timedelta(days=RETOUR_DAGEN)
        return Exemplaar(
            nummer=VOORBEELD,
            document=document,
            dossier_id=asked.dossier_id,
            leverancier_id=reader.leverancier_id,
            aanvraag_id=reader.aanvraag_id,
            opdracht_id=reader.opdracht_id,
            volgnummer=earlier + 1,
            aantal=max(gegevens.aantal, earlier + 1),
            ontvanger=asked.snapshot.blad.ontvanger,
            is_eigen=reader.is_eigen,
            doel=gegevens.doel.strip(),
            uitgegeven_door=self.context.vault.actor,
            uitgegeven_op=self.context.now(),
            wijze=gegevens.wijze,
            reden=gegevens.reden,
            snapshot_sha256="",
            retour_voor=due,
            herdruk_van=asked.herdruk_van,
        )

    def _earlier(self, asked: Aanvraag, document: SoortDocument) -> int:
        """How many copies of the same paper there were before; what they say is read only where it counts."""
        connection, reader, snapshot = self.context.connection, asked.ontvanger, asked.snapshot
        same = (
            "document = ? AND dossier_id IS ? AND leverancier_id IS ? AND aanvraag_id IS ?"
            " AND opdracht_id IS ?"
        )
        values = (
            document.value,
            asked.dossier_id,
            reader.leverancier_id,
            reader.aanvraag_id,
            reader.opdracht_id,
        )
        if isinstance(snapshot, Jaarstuk):
            found = records.list_where(connection, Exemplaar, same, values)
            return sum(_year_of(one) == snapshot.jaar for one in found)
        if isinstance(snapshot, Vernietigingsverklaring):
            found = records.list_where(connection, Exemplaar, same, values)
            return sum(_name_of(one) == snapshot.blad.document for one in found)
        return len(records.list_where(connection, Exemplaarregel, same, values))

    def _with_reason(self, snapshot: Snapshot, gegevens: Uitgiftegegevens) -> Uitgiftegegevens:
        if gegevens.wijze is Wijze.VERSLEUTELD:
            _check_passphrase(gegevens.wachtzin)
        reason = gegevens.reden.strip() if gegevens.wijze is Wijze.ONVERSLEUTELD else ""
        if gegevens.wijze is Wijze.ONVERSLEUTELD and not reason:
            if not snapshot.blad.is_fictief:
                raise ReasonRequired
            reason = FICTIEF_REDEN
        return replace(gegevens, reden=reason)


def _name_of(copy: Exemplaar) -> str:
    """Under which name a copy went out; "" when its content is gone."""
    return str(json.loads(copy.snapshot)["inhoud"]["blad"]["document"]) if copy.snapshot else ""


def _year_of(copy: Exemplaar) -> int:
    """The year that a paper of a year is about; 0 when its content is gone."""
    return int(json.loads(copy.snapshot)["inhoud"]["jaar"]) if copy.snapshot else 0


_REASONS: dict[type[BaseException], str] = {
    ReleaseRefused: "vrijgave geweigerd",
    PrintFailed: "afdrukken mislukt",
    FileUnwritable: "schrijven mislukt",
    StorageUnavailable: "schrijven mislukt",
    IssueCancelled: "afgebroken",
}
_VERB = {Wijze.PAPIER: "afdrukken", Wijze.VERSLEUTELD: "uitvoeren", Wijze.ONVERSLEUTELD: "uitvoeren"}


def _kept(snapshot: Snapshot) -> str:
    """What the register keeps for a reprint; of a recovery sheet only that it existed, never the key."""
    if isinstance(snapshot, Herstelblad | Herstelbladdeel):
        return ""
    return json.dumps(to_dict(snapshot), ensure_ascii=False, separators=(",", ":"))


def _numbered(snapshot: Snapshot, *, nummer: str, exemplaar: Exemplaar) -> Snapshot:
    blad = replace(
        snapshot.blad, exemplaar=exemplaar.volgnummer, van=exemplaar.aantal, nummer=nummer, logkop=""
    )
    return replace(snapshot, blad=blad)


def _check_passphrase(wachtzin: str) -> None:
    """Raise InvalidInput for what no PDF reader opens: a file takes 127 bytes of composed text at most."""
    size = len(unicodedata.normalize("NFC", wachtzin).encode("utf-8", "surrogatepass"))
    if not wachtzin:
        raise InvalidInput([Problem("wachtzin", "verplicht")])
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in wachtzin):
        raise InvalidInput([Problem("wachtzin", "stuurteken")])
    if size > LANGSTE_WACHTZIN:
        raise InvalidInput([Problem("wachtzin", "te_lang", {"maximum": LANGSTE_WACHTZIN, "lengte": size})])
