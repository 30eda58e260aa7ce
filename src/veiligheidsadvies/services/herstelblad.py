"""The recovery sheet as a numbered copy, whole or in three parts: what it says, and issuing it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.snapshots import Blad, Herstelblad, Herstelbladdeel, Rubricering
from veiligheidsadvies.services.bestand import write_file
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_controle import produce
from veiligheidsadvies.services.uitgifte_gegevens import VOORBEELD, Aanvraag, Ontvanger, Uitgiftegegevens
from veiligheidsadvies.vault import recovery_parts
from veiligheidsadvies.vault.recovery_parts import Part

BEWAARDER = "bewaarder van het blad"
DELEN = recovery_parts.PARTS
_LANGSTE_NAAM = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Delenreeks:
    """A new series of parts that was not printed yet; only as long as this is held can it be."""

    delen: tuple[Part, ...] = field(repr=False)
    bewaarders: tuple[str, ...]

    @property
    def serie(self) -> str:
        """The two words that are the same on its parts."""
        return self.delen[0].series


@dataclass(frozen=True, slots=True, kw_only=True)
class Delenstand:
    """The series that counts: its two words, the day on which it was typed back, and who keep a part."""

    serie: str
    bevestigd_op: dt.date
    bewaarders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HerstelbladService:
    """In a window the sheet is printed, never saved; the command line gives an encrypted file."""

    context: Context

    def snapshot(self) -> Herstelblad:
        """The sheet of the present key: no organisation, no person, no place; noted in the log as a read."""
        vault = self.context.vault
        vault.note("herstelblad getoond", "kluis", origin=self.context.origin)
        return Herstelblad(
            blad=self._blad("sleutel van de kluis", BEWAARDER),
            groepen=tuple(vault.recovery_groups()),
            qr=vault.recovery_payload(),
        )

    def split(self, bewaarders: Sequence[str]) -> Delenreeks:
        """A new series of three parts for three persons; on paper they open the vault, as earlier ones do.

        Raises InvalidInput with `bewaarder_1` to `bewaarder_3`.
        """
        from veiligheidsadvies.printing.fonts import missing_signs  # reads the font only when needed

        names = tuple(name.strip() for name in bewaarders)
        problems = []
        for number, name in enumerate(names, 1):
            field_name = f"bewaarder_{number}"
            if not name:
                problems.append(Problem(field_name, "verplicht"))
            elif name in names[: number - 1]:
                problems.append(Problem(field_name, "bestaat_al"))
            elif len(name) > _LANGSTE_NAAM:
                data = {"maximum": _LANGSTE_NAAM, "lengte": len(name)}
                problems.append(Problem(field_name, "te_lang", data))
            elif signs := missing_signs(name):
                problems.append(Problem(field_name, "teken_ontbreekt", {"tekens": " ".join(signs)}))
        if problems or len(names) != DELEN:
            raise InvalidInput(problems)
        return Delenreeks(delen=tuple(self.context.vault.split_recovery()), bewaarders=names)

    def snapshot_part(self, reeks: Delenreeks, nummer: int) -> Herstelbladdeel:
        """Part `nummer` (1–3) for who keeps it; noted in the log as a read."""
        part = reeks.delen[nummer - 1]
        self.context.vault.note(
            "herstelblad getoond", "kluis", f"deel {nummer} van {DELEN}", origin=self.context.origin
        )
        return Herstelbladdeel(
            blad=self._blad(f"deel {nummer} van {DELEN}", reeks.bewaarders[nummer - 1]),
            titel=f"Herstelblad, deel {nummer} van {DELEN}",
            nummer=nummer,
            serie=part.series,
            woorden=part.words,
        )

    def request_part(self, reeks: Delenreeks, nummer: int, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of one part; `verify` and `StukkenService.enrol` follow."""
        reader = Ontvanger(naam=reeks.bewaarders[nummer - 1])
        return UitgifteService(self.context).request(
            self.snapshot_part(reeks, nummer), None, reader, gegevens
        )

    def confirm_parts(self, reeks: Delenreeks, getypt: Sequence[Sequence[str]]) -> None:
        """Two parts of the series were typed back from paper; RecoveryPartInvalid, RecoveryKeyForeign."""
        self.context.vault.confirm_parts(getypt, series=reeks.serie, keepers=reeks.bewaarders)

    def delen(self) -> Delenstand | None:
        """The series of parts that counts, None when there is none."""
        kept = self.context.vault.confirmed_parts()
        if kept is None:
            return None
        moment = dt.datetime.fromisoformat(kept.confirmed)
        return Delenstand(serie=kept.series, bevestigd_op=moment.astimezone().date(), bewaarders=kept.keepers)

    @property
    def gebruikt_op(self) -> dt.date | None:
        """When the sheet of the present key last opened the vault; then it is time for a new one."""
        used = self.context.vault.recovery_used
        return dt.datetime.fromisoformat(used).astimezone().date() if used else None

    def _blad(self, toevoeging: str, ontvanger: str) -> Blad:
        mark = self.context.vault.vault_id[:8].upper()
        return Blad(
            document="Herstelblad",
            rubricering=Rubricering.STRIKT_VERTROUWELIJK,
            toevoeging=toevoeging,
            exemplaar=0,
            van=0,
            nummer=VOORBEELD,
            logkop="",
            veld_naam="Kluis",
            veld_waarde=f"{mark[:4]}-{mark[4:]}",
            ontvanger=ontvanger,
            datum=self.context.today,
            organisatie="Veiligheidsadvies, herstelblad versie 1",
            watermerk="",
            is_fictief=Bladgegevens(self.context).organisatie().is_fictief,
            voetregel="Niet kopiëren, niet scannen, niet fotograferen",
            has_qr=False,
        )

    def request(self, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of the sheet; `verify` and `StukkenService.enrol` follow."""
        reader = Ontvanger(naam=BEWAARDER)
        return UitgifteService(self.context).request(self.snapshot(), None, reader, gegevens)

    def save(self, wachtzin: str, path: Path) -> None:
        """The sheet as a PDF under a passphrase, for who has no window; not written, it is told as destroyed.

        Raises FileUnwritable and StorageUnavailable; nothing stands in `path` then.
        """
        gegevens = Uitgiftegegevens(wijze=Wijze.VERSLEUTELD, doel="herstel van de kluis", wachtzin=wachtzin)
        papers = UitgifteService(self.context)
        registered = papers.register(self.snapshot(), None, Ontvanger(naam=BEWAARDER), gegevens)

        def make() -> bytes:
            pdf = produce(registered)
            write_file(path, pdf)
            return pdf

        try:
            papers.finish(registered, make)
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            raise
