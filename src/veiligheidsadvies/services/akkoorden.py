"""Use cases on approval by a second person (four eyes): with an own approval key, or on a numbered form."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.akkoord import Akkoord, AkkoordId, OnderwerpAkkoord, WijzeAkkoord
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    ApprovalReason,
    ApprovalRefused,
    InvalidInput,
    StorageUnavailable,
)
from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaar, ExemplaarId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.snapshots import Akkoordformulier, Gegeven, Handtekening
from veiligheidsadvies.services.akkoord_dekking import REDEN, is_same_person
from veiligheidsadvies.services.akkoord_echtheid import CODE_TEKENS, bezwaar, signature_of
from veiligheidsadvies.services.akkoord_personen import Personen
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_controle import produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgifte, Uitgiftegegevens
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.searched import SearchedText
from veiligheidsadvies.vault import crockford
from veiligheidsadvies.vault.keys import SlotKind
from veiligheidsadvies.vault.slots import SlotInfo

_BESLUIT = {
    OnderwerpAkkoord.AFWIJKING: "Ga akkoord met deze afwijking van het advies.",
    OnderwerpAkkoord.SPOED_PKVW: "Ga akkoord met bestellen wegens spoed, vóór het Politiekeurmerk er is.",
    OnderwerpAkkoord.POORT_OPGEHEVEN: "Ga akkoord met deze opdracht, al is niet aan elke voorwaarde voldaan.",
    OnderwerpAkkoord.OPDRACHT: "Ga akkoord met deze opdracht, zoals de inhoud met dit kenmerk haar noemt.",
    OnderwerpAkkoord.VERNIETIGING: "Ga ermee akkoord dat dit voorgoed wordt vernietigd.",
    OnderwerpAkkoord.TERUGZETTEN: "Ga ermee akkoord dat deze reservekopie in de plaats van de kluis komt.",
    OnderwerpAkkoord.VRIJGAVE: "Ga ermee akkoord dat deze woorden blijven staan op het stuk met dit kenmerk.",
}
_OVER = {
    OnderwerpAkkoord.OPDRACHT: "Opdracht",
    OnderwerpAkkoord.TERUGZETTEN: "Reservekopie",
    OnderwerpAkkoord.VRIJGAVE: "Stuk",
    OnderwerpAkkoord.VERNIETIGING: "Vernietiging",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Akkoorduitslag:
    """Whether one approval still holds: its text has its digest, and that digest its signature."""

    akkoord_id: AkkoordId
    wijze: WijzeAkkoord
    is_goed: bool


@dataclass(frozen=True, slots=True)
class AkkoordService:
    """One public method is one user action."""

    context: Context

    def list_approvers(self) -> list[SlotInfo]:
        """Approval keys of persons other than who opened the vault."""
        return [
            slot
            for slot in self.context.vault.list_slots()
            if slot.kind is SlotKind.AKKOORD and not Personen(self.context).is_actor(slot.name, slot.id)
        ]

    @property
    def has_own_key(self) -> bool:
        """Whether who opened the vault has an approval key too, which `list_approvers` leaves out."""
        keys = [slot for slot in self.context.vault.list_slots() if slot.kind is SlotKind.AKKOORD]
        return any(Personen(self.context).is_actor(slot.name, slot.id) for slot in keys)

    def get(self, akkoord_id: int) -> Akkoord:
        """The approval with this id; NotFound when there is none."""
        return records.get(self.context.connection, Akkoord, AkkoordId(akkoord_id))

    def list_of_dossier(self, dossier_id: DossierId) -> list[Akkoord]:
        """Approvals on a dossier, newest first."""
        return records.list_where(
            self.context.connection, Akkoord, "dossier_id = ?", (dossier_id,), order="id DESC"
        )

    def give(self, voorstel: Voorstel, slot_id: str, passphrase: str) -> Changes:
        """Approve with the second person's own key (takes about a second); `row_id` is the new approval.

        Raises ApprovalRefused: own proposal, session by recovery sheet, wrong passphrase.
        """
        return self.save_signed(voorstel, slot_id, self.sign(voorstel, slot_id, passphrase))

    def sign(self, voorstel: Voorstel, slot_id: str, passphrase: str) -> bytes:
        """The signature alone; raises as `give`, writes nothing and may run in a worker thread.

        Here the present names count alone; `save_signed` looks at the former ones too.
        """
        self._check_name(voorstel, self.context.vault.approver(slot_id))
        signature: bytes = self.context.vault.sign_approval(
            slot_id, passphrase, bytes.fromhex(voorstel.sha256)
        )
        return signature

    def save_signed(self, voorstel: Voorstel, slot_id: str, signature: bytes) -> Changes:
        """Keep a signature of `sign`; ApprovalRefused when it is not of this key under this proposal."""
        name = self.context.vault.approver(slot_id)
        self._check_person(voorstel, name, slot_id)
        if not self.context.vault.verify_approval(slot_id, bytes.fromhex(voorstel.sha256), signature):
            raise ApprovalRefused(ApprovalReason.WACHTWOORD)
        akkoord = replace(
            self._akkoord(voorstel, WijzeAkkoord.SLEUTEL, name, self.context.now()),
            slot_id=slot_id,
            handtekening=signature.hex(),
        )
        return self.context.write("Akkoord gegeven", lambda log: records.save(log, akkoord), Akkoord)

    def request_on_paper(self, voorstel: Voorstel, beslisser: str, gegevens: Uitgiftegegevens) -> Uitgifte:
        """The form for who has no key, as a numbered copy with a code; an earlier form lapses.

        `beslisser` is an office such as "provinciesecretaris". Raises what `UitgifteService.issue` raises.
        """
        code = crockford.encode(secrets.randbits(5 * CODE_TEKENS), CODE_TEKENS)
        snapshot = self._form(voorstel, beslisser.strip(), code)
        issued = self._issue(voorstel, snapshot, Ontvanger(naam=beslisser.strip()), gegevens)
        kept = {"code": code, "exemplaar": issued.exemplaar.id, "dag": self.context.today.isoformat()}
        self.context.vault.set_setting(_setting(voorstel), json.dumps(kept))
        return issued

    def _issue(
        self, voorstel: Voorstel, form: Akkoordformulier, reader: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Uitgifte:
        """The form as a copy; a word on which is decided may stand on it."""
        issuing = UitgifteService(self.context)
        asked = issuing.request(form, voorstel.dossier_id, reader, gegevens)
        words = [SearchedText(word) for word in voorstel.woorden]
        hunted = tuple(
            (label, text) for label, text in asked.gezocht if not any(word.holds(text) for word in words)
        )
        registered = issuing.enrol(verify(replace(asked, gezocht=hunted)))
        return issuing.finish(registered, lambda: produce(registered))

    def is_requested(self, voorstel: Voorstel) -> bool:
        """Whether a paper form for exactly this proposal waits for its code."""
        return self.context.vault.setting(_setting(voorstel)) is not None

    def give_on_paper(self, voorstel: Voorstel, *, code: str, naam: str, datum: dt.date) -> Changes:
        """Type back code, name and date of a signed form; a code counts once, and the form as returned.

        Raises ApprovalRefused (own proposal, wrong code, recovery sheet) and InvalidInput for name and date.
        """
        self._check_person(voorstel, naam)
        kept = self._requested(voorstel)
        if not secrets.compare_digest(crockford.normalise(code).encode(), str(kept["code"]).encode()):
            self._note_wrong_code(voorstel)
            raise ApprovalRefused(ApprovalReason.CODE)
        self._check_typed(naam, datum, dt.date.fromisoformat(str(kept["dag"])))
        moment = self.context.now()
        if datum != moment.date():
            moment = dt.datetime.combine(datum, dt.time(), tzinfo=moment.tzinfo)
        akkoord = replace(
            self._akkoord(voorstel, WijzeAkkoord.PAPIER, naam.strip(), moment), papiercode=str(kept["code"])
        )
        form = records.get(self.context.connection, Exemplaar, ExemplaarId(int(kept["exemplaar"])))

        def work(log: records.Log) -> int:
            row_id = records.save(log, akkoord)
            if form.afloop is Afloop.BUITEN:
                records.save(log, replace(form, afloop=Afloop.RETOUR, afloop_op=self.context.today))
            self.context.vault.set_setting(_setting(voorstel), None)
            return row_id

        return self.context.write("Akkoord op papier overgenomen", work, Akkoord, Exemplaar)

    def verify_all(self) -> list[Akkoorduitslag]:
        """Every approval, checked again: text against digest, digest against signature (paper: its code)."""
        self.context.vault.forged_approval_keys()  # looked at anew, whatever this session saw before
        return [
            Akkoorduitslag(
                akkoord_id=AkkoordId(item.id or 0), wijze=item.wijze, is_goed=not bezwaar(self.context, item)
            )
            for item in records.list_where(self.context.connection, Akkoord)
        ]

    def signatures(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Slot, digest of the text and signature of each signed approval, for `Vault.checks`."""
        for item in records.list_where(self.context.connection, Akkoord, "wijze = 'sleutel'"):
            digest = hashlib.sha256(item.besluit.encode()).digest()
            yield item.slot_id, digest, signature_of(item)

    def _akkoord(self, voorstel: Voorstel, wijze: WijzeAkkoord, naam: str, op: dt.datetime) -> Akkoord:
        return Akkoord(
            dossier_id=voorstel.dossier_id,
            onderwerp=voorstel.onderwerp,
            opdracht_id=voorstel.opdracht_id,
            besluit=voorstel.tekst,
            samenvatting_sha256=voorstel.sha256,
            wijze=wijze,
            voorgesteld_door=voorstel.voorgesteld_door or self.context.vault.actor,
            naam=naam,
            op=op,
        )

    def _check_person(self, voorstel: Voorstel, naam: str, slot_id: str = "") -> None:
        self._check_name(voorstel, naam)
        persons = Personen(self.context)
        if persons.is_actor(naam, slot_id) or persons.is_proposer(naam, slot_id, voorstel.voorgesteld_door):
            raise ApprovalRefused(ApprovalReason.EIGEN_VOORSTEL)

    def _check_name(self, voorstel: Voorstel, naam: str) -> None:
        if self.context.vault.by_recovery:
            raise ApprovalRefused(ApprovalReason.HERSTELBLAD)
        own = [one for one in (self.context.vault.actor, voorstel.voorgesteld_door) if one]
        if any(is_same_person(naam, one) for one in own):
            raise ApprovalRefused(ApprovalReason.EIGEN_VOORSTEL)

    def _requested(self, voorstel: Voorstel) -> dict[str, str | int]:
        text = self.context.vault.setting(_setting(voorstel))
        if text is None:
            raise ApprovalRefused(ApprovalReason.CODE)
        kept: dict[str, str | int] = json.loads(text)
        return kept

    def _note_wrong_code(self, voorstel: Voorstel) -> None:
        """Guessing leaves a trace; where nothing can be written the code is refused all the same."""
        with contextlib.suppress(StorageUnavailable):
            self.context.vault.note(
                "akkoord op papier",
                "akkoord",
                "code geweigerd",
                dossier_id=voorstel.dossier_id,
                origin=self.context.origin,
            )

    def _check_typed(self, naam: str, datum: dt.date, issued: dt.date) -> None:
        problems = [] if naam.strip() else [Problem("naam", "verplicht")]
        if datum > self.context.today:
            problems.append(Problem("datum", "datum_toekomst", {"datum": self.context.today}))
        elif datum < issued:
            problems.append(
                Problem("datum", "datum_volgorde", {"veld": "Formulier uitgegeven op", "datum": issued})
            )
        if problems:
            raise InvalidInput(problems)

    def _form(self, voorstel: Voorstel, beslisser: str, code: str) -> Akkoordformulier:
        sheet = Bladgegevens(self.context)
        organisatie = sheet.organisatie()
        lines, _, reason = voorstel.tekst.partition(REDEN)
        what = _OVER.get(voorstel.onderwerp, "Maatregel")
        facts = [Gegeven(label=what, tekst=line) for line in lines.splitlines()]
        facts.append(Gegeven(label="Reden", tekst=reason))
        marks = voorstel.sha256[:16]
        coded = (
            None if voorstel.woorden else voorstel.dossier_id
        )  # such a word may be a name: no code with it
        return Akkoordformulier(
            blad=sheet.blad("Akkoord op papier", coded, Ontvanger(naam=beslisser)),
            besluit=_BESLUIT[voorstel.onderwerp],
            feiten=tuple(facts),
            kenmerk=" ".join(marks[start : start + 4] for start in range(0, len(marks), 4)),
            code=f"{code[:4]}-{code[4:]}",
            voorsteller=Handtekening(
                rol="Safety & Security-manager", naam=organisatie.contact_naam, verklaring="Voorgesteld."
            ),
            beslisser=Handtekening(
                rol=beslisser[:1].upper() + beslisser[1:], verklaring="Besloten zoals aangekruist."
            ),
        )


def _setting(voorstel: Voorstel) -> str:
    return f"akkoordcode:{voorstel.sha256}"
