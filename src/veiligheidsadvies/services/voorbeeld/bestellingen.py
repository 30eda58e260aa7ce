"""What the example orders: six orders, each at another point of its life, and how much is said of each."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.opdracht import Adreswijze


@dataclass(frozen=True, slots=True, kw_only=True)
class Regelplan:
    """One line; `prijs` is in cents a piece without btw, None: as it was quoted."""

    code: str
    titel: str
    eis: str
    aantal: int = 1
    eenheid: str = ""
    prijs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverplan:
    """A delivery, in days ago; `aantallen` by code of the measure, the others are delivered whole."""

    dagen: int
    certificaat: str = ""
    aantallen: tuple[tuple[str, int], ...] = ()
    restpunt: str = ""
    fotos: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekening:
    """The bill, in days ago; `meer` in cents on its first line, `credit` (days ago, cents) given back."""

    nummer: str
    dagen: int
    meer: int = 0
    reden: str = ""
    credit: tuple[int, int] | None = None
    betaald: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdrachtplan:
    """An order in days ago; `gereed` and the second of `afspraak` (agreed, visit) are days from now."""

    dossier: str
    leverancier: str
    regels: tuple[Regelplan, ...]
    concept: int
    gereed: int
    voorgelegd: int | None = None
    gegeven: int | None = None
    afspraak: tuple[int, int] | None = None
    levering: Leverplan | None = None
    rekening: Rekening | None = None
    afgerond: int | None = None
    adres: Adreswijze = Adreswijze.BIJLAGE
    afspraken: str = ""

    @property
    def carries_measures(self) -> bool:
        """Whether its measures get their status from it, and not by hand."""
        return self.gegeven is not None


_ALARM = "VRKI EL2, graad 2. BORG-certificaat bij oplevering."
AFGEROND, VERSCHIL, GEPLAND, DEELS, VOORGELEGD, CONCEPT = range(6)
"""The orders of `OPDRACHTEN` by where they stand."""

OPDRACHTEN = (
    Opdrachtplan(
        dossier="CDK-01",
        leverancier="Zandoever Installatie",
        regels=(
            Regelplan(
                code="W-23",
                titel="Camera’s met lokale recorder",
                eis="Alleen eigen terrein in beeld. Beelden blijven op de recorder, geen cloud.",
                aantal=4,
                eenheid="stuks",
                prijs=50_475,
            ),
        ),
        concept=294,
        gereed=-258,
        voorgelegd=293,
        gegeven=290,
        afspraak=(283, -265),
        levering=Leverplan(dagen=265, fotos="12 tot en met 18"),
        rekening=Rekening(nummer="ZI-0418", dagen=261, credit=(252, 60_00), betaald=241),
        afgerond=240,
    ),
    Opdrachtplan(
        dossier="GED-03",
        leverancier="Zandoever Installatie",
        regels=(
            Regelplan(
                code="W-23",
                titel="Camera’s met lokale recorder",
                eis="Alleen eigen terrein in beeld. Beelden blijven op de recorder, geen cloud.",
                aantal=3,
                eenheid="stuks",
                prijs=61_325,
            ),
        ),
        concept=80,
        gereed=-38,
        voorgelegd=79,
        gegeven=76,
        afspraak=(70, -45),
        levering=Leverplan(dagen=45, fotos="40, 41 en 42"),
        rekening=Rekening(
            nummer="ZI-0533",
            dagen=24,
            meer=74_38,
            reden="Twaalf meter kabel meer dan begroot; vooraf besproken en akkoord.",
        ),
    ),
    Opdrachtplan(
        dossier="GED-03",
        leverancier="Zandoever Installatie",
        regels=(Regelplan(code="W-18", titel="Alarminstallatie woning", eis=_ALARM),),
        concept=41,
        gereed=10,
        voorgelegd=40,
        gegeven=37,
        afspraak=(9, 0),
        afspraken="Eén werkdag. De monteurs legitimeren zich.",
    ),
    Opdrachtplan(
        dossier="GED-02",
        leverancier="Zandoever Installatie",
        regels=(
            Regelplan(
                code="W-24",
                titel="Buitenlampen met sensor",
                eis="Licht bij nadering, geen licht bij de buren naar binnen.",
                aantal=4,
                eenheid="stuks",
                prijs=77_34,
            ),
        ),
        concept=58,
        gereed=5,
        voorgelegd=57,
        gegeven=55,
        afspraak=(28, -2),
        levering=Leverplan(
            dagen=2,
            aantallen=(("W-24", 3),),
            restpunt="Vierde lamp nalevering; sensor bij de achterdeur schakelt te laat.",
            fotos="51 en 52",
        ),
    ),
    Opdrachtplan(
        dossier="GED-04",
        leverancier="Wadloper Onderzoek",
        regels=(
            Regelplan(
                code="D-04",
                titel="Online vindbaarheidsscan",
                eis="Mondelinge terugkoppeling; verslag op papier in één exemplaar.",
            ),
        ),
        concept=2,
        gereed=24,
        voorgelegd=1,
        adres=Adreswijze.GEEN,
    ),
    Opdrachtplan(
        dossier="GED-02",
        leverancier="Zandoever Installatie",
        regels=(
            Regelplan(code="W-18", titel="Alarminstallatie woning", eis=_ALARM),
            Regelplan(
                code="W-12",
                titel="Video-intercom",
                eis="Alleen eigen terrein in beeld. Plaatsen bij de deur van de gedeputeerde.",
            ),
            Regelplan(
                code="W-22",
                titel="Vaste paniekknop",
                eis="Stil alarm naar de meldkamer.",
                aantal=2,
                eenheid="stuks",
                prijs=210_00,
            ),
        ),
        concept=1,
        gereed=32,
    ),
)


def ordered() -> frozenset[tuple[str, str]]:
    """Dossier and code of the measures that an order brings on."""
    return frozenset(
        (plan.dossier, line.code) for plan in OPDRACHTEN if plan.carries_measures for line in plan.regels
    )
