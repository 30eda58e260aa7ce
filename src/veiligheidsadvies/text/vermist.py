"""What to do when a copy is lost, step by step, in the order in which it is done."""

from __future__ import annotations

from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaarregel, SoortDocument, Wijze


def next_steps(copy: Exemplaarregel) -> tuple[str, ...]:
    """What to do now for a copy that is lost; nothing for another one."""
    if copy.afloop is not Afloop.VERMIST:
        return ()
    first = "Vraag de laatste lezer nog vandaag waar en wanneer hij het voor het laatst zag."
    return (first, *_about(copy), *_way(copy), *_always(copy))


def _about(copy: Exemplaarregel) -> tuple[str, ...]:
    """What follows from what stands on it."""
    if copy.is_eigen:
        return (
            "Bel de bestuurder: op dit exemplaar staat zijn naam. Bespreek of er nu iets extra nodig is.",
        )
    return next((steps for documents, steps in _STAPPEN if copy.document in documents), ())


_STAPPEN: tuple[tuple[frozenset[SoortDocument], tuple[str, ...]], ...] = (
    (
        frozenset({SoortDocument.HERSTELBLAD}),
        (
            "Maak vandaag een nieuw herstelblad (Beheer, Herstelblad). Het oude opent de kluis dan niet meer, wel "
            "elke kopie van vóór die dag: vervang ook die.",
            "Leg het nieuwe blad op een andere plaats dan waar het oude verdween.",
        ),
    ),
    (
        frozenset({SoortDocument.ADRESBIJLAGE}),
        (
            "Bel de bestuurder: op dit blad staat het adres. Bespreek of er nu iets extra nodig is.",
            "Stel werk op dat adres uit tot duidelijk is wie het blad heeft.",
        ),
    ),
    (
        frozenset(
            {SoortDocument.MAATREGELENPLAN, SoortDocument.SAMENVATTING, SoortDocument.AKKOORDFORMULIER}
        ),
        ("Vertel het de bestuurder van dit dossier. Op dit blad staat de code, niet zijn naam.",),
    ),
    (
        frozenset({SoortDocument.VERNIETIGING, SoortDocument.VERWERKINGSREGISTER}),
        ("Druk het opnieuw af. Op dit blad staat niets uit een dossier.",),
    ),
    (
        frozenset({SoortDocument.OFFERTEAANVRAAG, SoortDocument.OPDRACHT, SoortDocument.OPLEVERSTAAT}),
        ("Zeg het de leverancier. Op dit blad staat geen naam, adres of dossiercode.",),
    ),
    (
        frozenset(
            {
                SoortDocument.KOSTENOVERZICHT,
                SoortDocument.FISCALE_LIJST,
                SoortDocument.CONTRACTENLIJST,
                SoortDocument.UITGIFTEREGISTER,
            }
        ),
        ("Bedenk wie de codes kan thuisbrengen. Op dit blad staan codes en bedragen, geen namen.",),
    ),
)


def _way(copy: Exemplaarregel) -> tuple[str, ...]:
    if copy.wijze is Wijze.VERSLEUTELD:
        return (
            "Ga na of de wachtwoordzin erbij zat. Zo niet, dan is het bestand onleesbaar voor de vinder.",
        )
    if copy.wijze is Wijze.ONVERSLEUTELD:
        return ("Dit is een open bestand: zoek ook in e-mail, op sticks en in de prullenbak.",)
    return ()


def _always(copy: Exemplaarregel) -> tuple[str, ...]:
    report = (
        "Meld het vandaag aan de functionaris gegevensbescherming. Is het een datalek, dan moet de melding bij "
        "de Autoriteit Persoonsgegevens binnen 72 uur na de ontdekking (AVG, artikel 33)."
    )
    found = f"Komt het terug? Meld {copy.nummer} hier als retour en kijk of er iets gekopieerd kan zijn."
    return (report, found)
