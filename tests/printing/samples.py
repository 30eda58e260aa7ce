"""Snapshots as the paper design shows them: dossier GED-04 of the fictitious Provincie Merenland."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from veiligheidsadvies.printing.snapshots import (
    Akkoordformulier,
    Alinea,
    Begroting,
    Betalerregel,
    Blad,
    Contact,
    Domeinblok,
    Domeinkosten,
    Gegeven,
    Geheimhoudingsverklaring,
    Geld,
    Handtekening,
    Herstelblad,
    Herstelbladdeel,
    Maatregelenplan,
    Maatregelregel,
    OpenPunt,
    Samenvatting,
    Standgroep,
    Vraag,
    total,
)

DAY = dt.date(2026, 3, 12)
LOGKOP = "7C1E 90AB 3D2F 00QX"
GEREED, LOOPT, WACHT, TE_LAAT = (
    Standgroep.GEREED,
    Standgroep.LOOPT,
    Standgroep.WACHT,
    Standgroep.TE_LAAT,
)


def money(incl: int) -> Geld:
    """Euros incl 21 % btw as cents three ways."""
    cents = incl * 100
    ex = round(cents / 1.21)
    return Geld(ex=ex, btw=cents - ex, incl=cents)


def blad(**changes: object) -> Blad:
    """The furniture of copy 2026-0034 for the manager."""
    made = Blad(
        document="Maatregelenplan",
        exemplaar=1,
        van=3,
        nummer="2026-0034",
        logkop=LOGKOP,
        veld_waarde="GED-04",
        ontvanger="S&S-manager",
        datum=DAY,
        organisatie="Provincie Merenland (fictief)",
        watermerk="S&S-manager",
        is_fictief=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def regel(titel: str, **changes: object) -> Maatregelregel:
    """A measure that the province pays and that waits for the certificate."""
    made = Maatregelregel(
        titel=titel,
        betaler="organisatie",
        betaler_woord="provincie",
        verantwoordelijke="S&S-manager",
        stand="wacht op PKVW",
        groep=WACHT,
        datum=dt.date(2026, 5, 15),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def domein(key: str, maatregelen: tuple[Maatregelregel, ...], **changes: object) -> Domeinblok:
    """A domain page whose totals follow from its measures."""
    grondslagen = {
        "organisatie": ("Provincie", "Regeling, woonplek"),
        "bestuurder": ("Bestuurder", "eigen rekening, PKVW (indicatie)"),
    }
    betalers = tuple(
        Betalerregel(
            betaler=payer,
            naam=naam,
            grondslag=grondslag if key == "wonen" else "werkgeverszorg (Arbo)",
            in_jaar=total(item.in_jaar for item in maatregelen if item.betaler == payer),
            per_jaar=total(item.per_jaar for item in maatregelen if item.betaler == payer),
        )
        for payer, (naam, grondslag) in grondslagen.items()
        if any(item.betaler == payer for item in maatregelen)
    )
    made = Domeinblok(
        domein=key,
        naam=key.capitalize(),
        inleiding="Alleen dit blad gaat mee naar de woning. "
        "Zet een kruis als het werk af is en de bewoner uitleg kreeg.",
        maatregelen=maatregelen,
        in_jaar=total(item.in_jaar for item in maatregelen),
        per_jaar=total(item.per_jaar for item in maatregelen),
        betalers=betalers,
        handtekeningen=(
            Handtekening(rol="Bestuurder", verklaring="Ik heb dit blad gezien en besproken.", teken="paraaf"),
            Handtekening(
                rol="Safety & Security-manager",
                naam="E. Yeşilgöz",
                verklaring="Besproken en ter plaatse nagelopen.",
            ),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def wonen() -> tuple[Maatregelregel, ...]:
    april = dt.date(2026, 4, 30)
    own = {"betaler": "bestuurder", "betaler_woord": "bestuurder", "verantwoordelijke": "bestuurder"}
    return (
        regel(
            "Gecertificeerd hang- en sluitwerk op drie deuren",
            code="W-01",
            norm="SKG**, NEN 5096 weerstandsklasse 2",
            advies_ref="3.1",
            **own,
            stand="ingepland",
            groep=LOOPT,
            datum=dt.date(2026, 3, 20),
            in_jaar=money(900),
        ),
        regel(
            "Keuring en certificaat Politiekeurmerk Veilig Wonen",
            code="W-08",
            norm="10 jaar geldig; nodig voor zeven maatregelen",
            advies_ref="3.1",
            **own,
            stand="te laat",
            groep=TE_LAAT,
            datum=dt.date(2026, 2, 27),
            datum_soort="termijn",
            in_jaar=money(195),
        ),
        regel(
            "Vrijstaande brievenbus buiten de gevel",
            code="W-10",
            norm="Verankerd en afsluitbaar; oude gleuf dicht",
            advies_ref="3.2",
            datum=april,
            in_jaar=money(750),
        ),
        regel(
            "Video-intercom met opslag in de woning",
            code="W-12",
            norm="Beeldhoek alleen eigen terrein",
            advies_ref="3.5",
            datum=april,
            in_jaar=money(1350),
        ),
        regel(
            "Doorwerpwerende folie op kwetsbaar glas, 16\u00a0m²",
            code="W-13",
            norm="NEN-EN 356, klasse P2A",
            advies_ref="3.3",
            datum=april,
            in_jaar=money(1840),
        ),
        regel(
            "Brand- en inbraakwerende kluis voor stukken en apparaten",
            code="W-17",
            norm="NEN-EN 14450 S2, verankerd",
            advies_ref="3.4",
            in_jaar=money(1250),
        ),
        regel(
            "Alarminstallatie: ontwerp, levering en aanleg",
            code="W-18",
            norm="VRKI 2.0 EL2, NEN-EN 50131 grade 2",
            advies_ref="3.5",
            in_jaar=money(3400),
        ),
        regel(
            "Doormelding van het alarm naar de meldkamer",
            code="W-19",
            norm="VRKI AT2; €\u00a034,00 per maand",
            advies_ref="3.5",
            in_jaar=money(272),
            per_jaar=money(408),
        ),
        regel(
            "Vaste paniekknop, twee stuks",
            code="W-22",
            norm="Stil alarm naar de meldkamer",
            advies_ref="3.5",
            in_jaar=money(520),
        ),
    )


def overig() -> tuple[Domeinblok, ...]:
    maart = dt.date(2026, 3, 31)
    loopt = {"stand": "opdracht gegeven", "groep": LOOPT, "datum": maart}
    klaar = {"stand": "opgeleverd", "groep": GEREED, "datum": dt.date(2026, 3, 2), "is_af": True}
    return (
        domein(
            "werk",
            (
                regel(
                    "Spreekkamer met tweede uitgang",
                    code="K-03",
                    advies_ref="4.1",
                    **loopt,
                    in_jaar=money(450),
                ),
            ),
        ),
        domein(
            "verplaatsen",
            (regel("Training veilig rijden", code="V-05", advies_ref="5.1", **klaar, in_jaar=money(300)),),
        ),
        domein(
            "informatie",
            (
                regel(
                    "Wachtwoordkluis op eigen apparaten",
                    code="I-02",
                    advies_ref="6.1",
                    **klaar,
                    in_jaar=money(120),
                ),
                regel(
                    "Onderzoek naar vindbaarheid op internet",
                    code="I-04",
                    advies_ref="6.2",
                    **loopt,
                    in_jaar=money(900),
                ),
                regel(
                    "Verwijderen van gegevens bij datahandelaren",
                    code="I-05",
                    advies_ref="6.2",
                    **loopt,
                    in_jaar=money(600),
                ),
            ),
        ),
    )


def plan(domeinen: tuple[Domeinblok, ...] | None = None, **changes: object) -> Maatregelenplan:
    """The manager's copy of the plan; its totals follow from the domains."""
    blokken = domeinen if domeinen is not None else (domein("wonen", wonen()), *overig())
    lines = [line for blok in blokken for line in blok.betalers]
    names = {"organisatie": "Provincie (werkgever)", "bestuurder": "U zelf: Politiekeurmerk, indicatie"}
    kosten = tuple(
        Betalerregel(
            betaler=payer,
            naam=naam,
            in_jaar=total(line.in_jaar for line in lines if line.betaler == payer),
            per_jaar=total(line.per_jaar for line in lines if line.betaler == payer),
        )
        for payer, naam in names.items()
        if any(line.betaler == payer for line in lines)
    )
    made = Maatregelenplan(
        blad=blad(),
        inleiding="Dit plan laat zien wat er voor u wordt geregeld, wie het betaalt en wanneer het klaar is. "
        "De provincie regelt en betaalt alles, behalve het Politiekeurmerk van uw woning.",
        vragen=(
            Vraag(
                dag="nu",
                zin="Laat de keuring voor het Politiekeurmerk plannen. Zonder keurmerk mogen wij zeven "
                "maatregelen aan uw woning niet bestellen. De afgesproken dag was 27 februari.",
            ),
            Vraag(dag="vrijdag 20 maart", zin="Wees thuis voor de sloten op drie deuren."),
            Vraag(
                dag="vóór 31 maart",
                zin="Vraag uw woongemeente om geheimhouding van uw gegevens (BRP). Dit is gratis.",
            ),
        ),
        jaar=2026,
        tot_jaar=2026,
        domeinen=blokken,
        kosten=kosten,
        in_jaar=total(blok.in_jaar for blok in blokken),
        per_jaar=total(blok.per_jaar for blok in blokken),
        grondslagen=(
            Gegeven(
                label="Advies CCV",
                tekst="14 november 2025, vastgesteld op 9 januari 2026 door de "
                "beveiligingsautoriteit (BVA) van het ministerie van BZK",
            ),
            Gegeven(label="Gedeeld", tekst="door u op 19 januari 2026, alleen de maatregelen"),
            Gegeven(label="Akkoord", tekst="provinciesecretaris, 13 februari 2026"),
            Gegeven(
                label="Herijking", tekst="uiterlijk 9 januari 2027, en eerder bij verhuizing of een incident"
            ),
        ),
        contacten=(
            Contact(
                telefoon="06\u00a00000\u00a00001",
                regel="E. Yeşilgöz, Safety & Security-manager, dag en nacht",
            ),
            Contact(telefoon="112", regel="bij direct gevaar, altijd eerst"),
        ),
        open_punten=(
            OpenPunt(tekst="Keuring voor het Politiekeurmerk plannen", wie="bestuurder", dag="nu"),
            OpenPunt(
                tekst="Fiscale toets van één post in het domein informatie",
                wie="S&S-manager",
                dag="31-03-2026",
            ),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def eigen_plan() -> Maatregelenplan:
    """The bestuurder's own copy: his name, and no code."""
    return plan(
        blad=blad(
            exemplaar=2,
            nummer="2026-0035",
            veld_waarde="uw eigen",
            ontvanger="mevrouw N. Đorđević",
            watermerk="eigen exemplaar",
        )
    )


def samenvatting(**changes: object) -> Samenvatting:
    """The summary for the provinciesecretaris."""
    made = Samenvatting(
        blad=blad(
            document="Vertrouwelijke samenvatting",
            van=2,
            nummer="2026-0012",
            ontvanger="provinciesecretaris",
            watermerk="provinciesecretaris",
            datum=dt.date(2026, 2, 6),
        ),
        besluit="Ga akkoord met het maatregelenplan van dossier GED-04:",
        besluit_noot="Ramingen inclusief btw, ten laste van Bedrijfsvoering, in één regel.",
        waarom=(
            "Het CCV bracht op 14 november 2025 een advies op maat uit. De BVA van het ministerie van BZK "
            "stelde het op 9 januari 2026 vast. De werkgever neemt geadviseerde maatregelen altijd over. "
            "Na uw akkoord vragen wij offertes aan; het werk kan dan in mei klaar zijn.",
        ),
        jaar=2026,
        tot_jaar=2026,
        domeinen=(
            Domeinkosten(
                domein="wonen",
                naam="Wonen",
                aantal=9,
                in_jaar=938200,
                per_jaar=40800,
                grondslag="Regeling, woonplek",
                gereed_in="mei 2026",
            ),
            Domeinkosten(
                domein="werk",
                naam="Werk",
                aantal=1,
                in_jaar=45000,
                per_jaar=0,
                grondslag="werkgeverszorg (Arbo)",
                gereed_in="maart 2026",
            ),
            Domeinkosten(
                domein="verplaatsen",
                naam="Verplaatsen",
                aantal=1,
                in_jaar=30000,
                per_jaar=0,
                grondslag="werkgeverszorg (Arbo)",
                gereed_in="maart 2026",
            ),
            Domeinkosten(
                domein="informatie",
                naam="Informatie",
                aantal=3,
                in_jaar=162000,
                per_jaar=0,
                grondslag="werkgeverszorg (Arbo)",
                gereed_in="maart 2026",
            ),
        ),
        totaal_aantal=14,
        totaal_in_jaar=1175200,
        totaal_per_jaar=40800,
        begroting=Begroting(jaar=2026, totaal=6000000, vastgelegd=1026365, dit_besluit=1175200, vrij=3798435),
        weten=(
            Alinea(
                kop="Politiekeurmerk.",
                tekst="De woning heeft nog geen certificaat. De bestuurder regelt en betaalt dit "
                "zelf. Wij bestellen niets voor de woning vóór het er is.",
            ),
            Alinea(
                kop="Fiscaal.",
                tekst="Geadviseerde maatregelen zijn vrijgesteld. Eén post in het domein informatie "
                "legt de salarisadministratie eerst voor aan de fiscalist.",
            ),
            Alinea(
                kop="Geen ruchtbaarheid.",
                tekst="Noem in stukken voor college of Staten geen aantallen, namen of maatregelen.",
            ),
        ),
        beslisser="provinciesecretaris",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def herstelblad(**changes: object) -> Herstelblad:
    """The recovery sheet of a vault that opens nothing."""
    groepen = ("T5GTF SBRGK VQE9G GZSF4 GCZFA KMJN7 JE1HT 9CRG6 RGRG6 190ZC N1Y89 STCZ8 FZ5GZ QYXE5").split()  # noqa: SIM905
    made = Herstelblad(
        blad=blad(
            document="Herstelblad",
            toevoeging="sleutel van de kluis",
            van=1,
            nummer="2026-0001",
            veld_naam="Kluis",
            veld_waarde="7F3A-91C2",
            ontvanger="bewaarder van het blad",
            datum=dt.date(2026, 1, 5),
            organisatie="Veiligheidsadvies, herstelblad versie 1",
            watermerk="",
            voetregel="Niet kopiëren, niet scannen, niet fotograferen",
            has_qr=False,
        ),
        groepen=tuple(groepen),
        qr="VA-HERSTEL-1:" + "".join(group[:4] for group in groepen),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def herstelbladdeel(**changes: object) -> Herstelbladdeel:
    """One of three parts of a recovery sheet that opens nothing."""
    whole = herstelblad().blad
    made = Herstelbladdeel(
        blad=replace(whole, toevoeging="deel 2 van 3", ontvanger="mr. A. van der Zandschulp"),
        titel="Herstelblad, deel 2 van 3",
        nummer=2,
        serie="academic acid",
        woorden=("academic", "acid", *("acrobat", "academic", "mandate", "distance", "withdraw") * 6, "zero"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def akkoordformulier(**changes: object) -> Akkoordformulier:
    """An approval on paper of the plan above."""
    made = Akkoordformulier(
        blad=blad(
            document="Akkoord op papier",
            van=1,
            nummer="2026-0036",
            ontvanger="provinciesecretaris",
            watermerk="provinciesecretaris",
        ),
        besluit="Ga akkoord met afwijken van één geadviseerde maatregel in dossier GED-04.",
        feiten=(
            Gegeven(label="Maatregel", tekst="Video-intercom met opslag in de woning (W-12)"),
            Gegeven(
                label="Reden",
                tekst="De vereniging van eigenaren plaatst zelf een intercom met dezelfde eisen.",
            ),
        ),
        kenmerk="9f2c 41d0 77ab e310",
        code="K7QM-4TX9",
        voorsteller=Handtekening(
            rol="Safety & Security-manager", naam="E. Yeşilgöz", verklaring="Voorgesteld."
        ),
        beslisser=Handtekening(rol="Provinciesecretaris", verklaring="Besloten zoals aangekruist."),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def geheimhoudingsverklaring(**changes: object) -> Geheimhoudingsverklaring:
    """A declaration that two people sign along."""
    made = Geheimhoudingsverklaring(
        blad=blad(
            document="Geheimhouding",
            van=1,
            nummer="2026-0037",
            veld_naam="KvK",
            veld_waarde="00000101",
            ontvanger="Zandoever Installatie",
            watermerk="Zandoever Installatie",
        ),
        inleiding="Zandoever Installatie gaat voor ons beveiligingswerk doen. Dat blijft geheim.",
        partijen=(
            Gegeven(label="Wij", tekst="Provincie Merenland (fictief)"),
            Gegeven(label="U", tekst="Zandoever Installatie (KvK 00000101)"),
        ),
        geheim=("op welk adres u werkt", "codes, sleutels, wachtwoorden en instellingen"),
        beloften=("U praat hier met niemand over.", "Na het werk wist u de bestanden."),
        duur=("Tot en met 11 januari 2028.",),
        gevolgen=("Dan mogen wij het werk meteen stoppen.",),
        waarom=("De BIO vraagt dit.", "De AVG geldt."),
        personen=("J. Wortel", "A. El Amrani"),
        handtekeningen=(
            Handtekening(rol="Voor de leverancier", naam="J. Wortel", verklaring="tekent"),
            Handtekening(rol="Voor de organisatie", verklaring="S&S-manager"),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]
