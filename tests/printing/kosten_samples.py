"""Papers of a year as the designs show them: 2026 of the made-up province."""

from __future__ import annotations

import datetime as dt
from typing import Any

from veiligheidsadvies.printing.kosten_snapshots import (
    Contractdossier,
    Contractenlijst,
    Contractrij,
    Fiscaalrij,
    Fiscaaltotaal,
    FiscaleLijst,
    Jaargeld,
    KostenoverzichtBinnen,
    KostenoverzichtBuiten,
    Kostenrij,
    Kostenstand,
    Registerrij,
    Standtotaal,
    Uitgifteregister,
)
from veiligheidsadvies.printing.snapshots import (
    Alinea,
    Blad,
    Gegeven,
    Geld,
    Handtekening,
    Rubricering,
    total,
)

DAG = dt.date(2026, 3, 12)


def blad(document: str, **over: Any) -> Blad:
    given: dict[str, Any] = {
        "document": document,
        "toevoeging": "binnenversie",
        "exemplaar": 1,
        "van": 1,
        "nummer": "2026-0039",
        "logkop": "7C1E 90AB 3D2F 00QX",
        "veld_waarde": "alle",
        "ontvanger": "budgethouder",
        "datum": DAG,
        "organisatie": "Provincie Merenland (fictief)",
        "watermerk": "budgethouder",
        "is_fictief": True,
    }
    return Blad(**(given | over))


def rij(naam: str, *cents: int, domein: str = "") -> Kostenrij:
    names = ("raming", "offerte", "verplicht", "gefactureerd", "betaald")
    return Kostenrij(naam=naam, domein=domein, stand=Kostenstand(**dict(zip(names, cents, strict=True))))


DOSSIERS = (
    rij("CDK-01", 216800, 211410, 56010, 155400, 10200),
    rij("GED-01", 40800, 40800, 30600, 10200, 10200),
    rij("GED-02", 890200, 858240, 276485, 29040, 0),
    rij("GED-03", 831000, 820226, 465970, 358756, 234256),
    rij("GED-04", 1175200, 223366, 43560, 40656, 40656),
    rij("GED-05", 440000, 0, 0, 0, 0),
    rij("GED-06", 1373000, 635250, 0, 0, 0),
    rij("GED-07", 38400, 38400, 19200, 19200, 19200),
)
DOMEINEN = (
    rij("Wonen", 4266800, 2207325, 680680, 343180, 218680, domein="wonen"),
    rij("Werk", 180000, 174240, 130680, 43560, 43560, domein="werk"),
    rij("Verplaatsen", 164600, 96195, 38115, 58080, 29040, domein="verplaatsen"),
    rij("Informatie", 394000, 349932, 42350, 168432, 23232, domein="informatie"),
)
GRONDSLAGEN = (
    rij("Provincie, Regeling (woonplek)", 4266800, 2207325, 680680, 343180, 218680),
    rij("Provincie, werkgeverszorg", 738600, 620367, 211145, 270072, 95832),
)
TOTAAL = Kostenstand(raming=5005400, offerte=2827692, verplicht=891825, gefactureerd=613252, betaald=314512)
GELD = Jaargeld(begroot=6000000, gefactureerd=613252, verplicht=891825, vrij=4494923, betaald=314512)


def binnen(**over: Any) -> KostenoverzichtBinnen:
    given: dict[str, Any] = {
        "blad": blad("Kostenoverzicht 2026"),
        "titel": "Kostenoverzicht 2026",
        "inleiding": "Per dossier, per domein en per betaler. Geen namen, geen adressen. "
        "In euro, inclusief btw.",
        "jaar": 2026,
        "per_dossier": DOSSIERS,
        "per_domein": DOMEINEN,
        "per_grondslag": GRONDSLAGEN,
        "totaal": TOTAAL,
        "gebied": "provincie",
        "geld": GELD,
        "noot": "Het Politiekeurmerk betalen bestuurders zelf; het staat daarom niet in dit overzicht.",
        "controle": (
            Gegeven(label="Drie totalen", tekst="gelijk, verschil € 0,00"),
            Gegeven(
                label="Sluit op de cent",
                tekst="60.000,00 = 6.132,52 gefactureerd + 8.918,25 verplicht + 44.949,23 vrij",
            ),
            Gegeven(label="Buitenversie", tekst="nr. 2026-0038, zelfde bedragen, verschil € 0,00"),
        ),
    }
    return KostenoverzichtBinnen(**(given | over))


def buiten(**over: Any) -> KostenoverzichtBuiten:
    sheet = blad(
        "Kostenoverzicht 2026",
        rubricering=Rubricering.INTERN,
        toevoeging="buitenversie",
        nummer="2026-0038",
        veld_waarde="geen",
        ontvanger="Financiën en control",
        watermerk="Financiën en control",
    )
    given: dict[str, Any] = {
        "blad": sheet,
        "titel": "Kostenoverzicht 2026",
        "inleiding": "De uitgaven voor een veilig en weerbaar bestuur in één regel. "
        "Stand op 12 maart 2026, in euro, inclusief btw.",
        "jaar": 2026,
        "regel": "Veilig en weerbaar bestuur",
        "geld": GELD,
        "uitleg": (
            Alinea(
                kop="Zo leest u dit",
                tekst="Begroot is gefactureerd, verplicht en vrij bij elkaar. Verplicht is opdracht gegeven, "
                "nog geen factuur. Abonnementen tellen voor het hele jaar. Van het gefactureerde bedrag is "
                "€ 3.145,12 betaald.",
            ),
            Alinea(
                kop="Waarom één regel?",
                tekst="Een uitsplitsing zegt iets over de beveiliging van een klein aantal personen. Die "
                "openbaren wij niet (artikel 5.1, tweede lid, onder e en h, Woo). Vragen over deze regel "
                "beantwoordt de provinciesecretaris.",
            ),
        ),
        "handtekeningen": (
            Handtekening(rol="Opgesteld", verklaring="Safety & Security-manager"),
            Handtekening(rol="Gezien", verklaring="Financiën en control"),
        ),
    }
    return KostenoverzichtBuiten(**(given | over))


def geld(ex: int, btw: int) -> Geld:
    return Geld(ex=ex, btw=btw, incl=ex + btw)


FISCAAL = (
    ("CDK-01", "arbo, gericht vrijgesteld", "provincie", 2, geld(128430, 26970)),
    ("GED-03", "arbo, gericht vrijgesteld", "provincie", 3, geld(196492, 41264)),
    ("GED-03", "geen loon", "provincie", 1, geld(100000, 21000)),
    ("GED-03", "eigen rekening", "bestuurder", 1, geld(37190, 7810)),
    ("GED-04", "nader bepalen", "provincie", 1, geld(33600, 7056)),
)


def fiscaal(**over: Any) -> FiscaleLijst:
    lines = [
        Fiscaalrij(dossier=code, categorie=kind, betaler=payer, aantal=count, bedrag=money)
        for code, kind, payer, count, money in FISCAAL
    ]
    kinds = dict.fromkeys(line.categorie for line in lines)
    whole = total(line.bedrag for line in lines)
    given: dict[str, Any] = {
        "blad": blad(
            "Fiscale lijst 2026", ontvanger="salarisadministratie", watermerk="salarisadministratie"
        ),
        "titel": "Fiscale lijst 2026",
        "inleiding": "Wat er in 2026 gefactureerd is, per dossier en fiscale categorie. "
        "Wij rekenen geen belasting uit.",
        "jaar": 2026,
        "regels": tuple(lines),
        "totalen": tuple(
            Fiscaaltotaal(
                categorie=kind,
                uitleg="wat dit betekent, in één zin",
                bedrag=total(line.bedrag for line in lines if line.categorie == kind),
            )
            for kind in kinds
        ),
        "totaal": whole,
        "gefactureerd": whole.incl,
        "weten": (Alinea(kop="Wie is wie?", tekst="Dat hoort u mondeling. Schrijf het niet op dit blad."),),
        "handtekeningen": (
            Handtekening(rol="Opgesteld", verklaring="Safety & Security-manager"),
            Handtekening(rol="Verwerkt", verklaring="salarisadministratie"),
        ),
    }
    return FiscaleLijst(**(given | over))


def contracten(count: int = 3, **over: Any) -> Contractenlijst:
    lines = [
        Contractrij(
            dossier=f"GED-0{1 + nr % 3}",
            naam=f"Alarmopvolging {nr + 1}",
            kenmerk=f"AO-{100 + nr}",
            leverancier="Zandoever Installatie en Beveiliging B.V.",
            per_jaar=54600 + nr,
            einde=dt.date(2027, 1, 31),
            opzeggen_voor=dt.date(2026, 4, 1 + nr % 28) if nr % 3 else None,
            stand="" if nr % 3 else "eindigt vanzelf",
            is_dringend=nr % 3 == 1,
        )
        for nr in range(count)
    ]
    codes = sorted({line.dossier for line in lines})
    given: dict[str, Any] = {
        "blad": blad("Contractenlijst 2026"),
        "titel": "Contractenlijst 2026",
        "inleiding": "Wat doorloopt tot iemand opzegt. Wat het eerst opgezegd moet worden, staat bovenaan.",
        "jaar": 2026,
        "regels": tuple(lines),
        "dossiers": tuple(
            Contractdossier(
                dossier=code,
                aantal=sum(line.dossier == code for line in lines),
                per_jaar=sum(line.per_jaar for line in lines if line.dossier == code),
            )
            for code in codes
        ),
        "totaal": sum(line.per_jaar for line in lines),
        "weten": (Alinea(kop="Vet", tekst="is binnen zestig dagen."),),
    }
    return Contractenlijst(**(given | over))


STANDEN = ("buiten", "retour", "vernietigd", "vermist")


def register(count: int = 8, **over: Any) -> Uitgifteregister:
    lines = [
        Registerrij(
            nummer=f"2026-{nr + 1:04d}",
            document=("Maatregelenplan", "Vertrouwelijke samenvatting", "Adresbijlage")[nr % 3],
            deel=f"{1 + nr % 3} van 3",
            hoort_bij=("GED-04", "GED-04", "OPD-2026-014")[nr % 3],
            ontvanger=("eigen exemplaar", "provinciesecretaris", "Zandoever Installatie B.V.")[nr % 3],
            uit=DAG,
            wijze="papier" if nr % 2 else "versleuteld bestand",
            stand=STANDEN[nr % 4],
            stand_op=DAG if nr % 4 else None,
            noot="herdruk van 2026-0001" if nr == 5 else "",
            is_na_te_zien=nr % 4 < 2,
        )
        for nr in range(count)
    ]

    def counted(word: str, stand: str | None) -> Standtotaal:
        found = [line for line in lines if stand in {None, line.stand}]
        paper = sum(line.wijze == "papier" for line in found)
        return Standtotaal(
            stand=word, papier=paper, versleuteld=len(found) - paper, open=0, aantal=len(found)
        )

    given: dict[str, Any] = {
        "blad": blad("Uitgifteregister 2026"),
        "titel": "Uitgifteregister 2026",
        "inleiding": "Elk exemplaar dat een nummer kreeg, en wat ermee gebeurde. Zonder namen.",
        "jaar": 2026,
        "regels": tuple(lines),
        "standen": tuple(counted(word, word) for word in STANDEN),
        "totaal": counted("samen", None),
        "controle": (Gegeven(label="Nummers", tekst="doorlopend, geen ontbreekt"),),
        "handtekeningen": (
            Handtekening(rol="Gecontroleerd", verklaring="Safety & Security-manager"),
            Handtekening(rol="Gezien", verklaring="provinciesecretaris"),
        ),
    }
    return Uitgifteregister(**(given | over))
