"""The one place where an error or a problem becomes a Dutch sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from veiligheidsadvies.domain import errors
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.text.formats import count, date_full

_MOST_LINES = 5

PROBLEMS: dict[str, str] = {
    "verplicht": "Vul dit veld in.",
    "verplicht_bij_terugkerend": "Vul in na hoeveel maanden dit terugkeert.",
    "te_lang": "Dit zijn {lengte} tekens; er passen er {maximum}. Kort de tekst in.",
    "stuurteken": "Hier staat een onzichtbaar stuurteken in. Typ de tekst opnieuw of plak hem zonder opmaak.",
    "teken_ontbreekt": "Dit kan niet op papier: {tekens}. Vervang of verwijder dit teken.",
    "datum_ongeldig": "Deze datum bestaat niet. Typ bijvoorbeeld 12-03-2026.",
    "datum_buiten_bereik": "Kies een datum tussen 1900 en 2200.",
    "datum_toekomst": "Deze datum ligt in de toekomst. Kies een dag tot en met {datum}.",
    "datum_volgorde": "Deze datum ligt vóór ‘{veld}’ ({datum}). Pas een van beide aan.",
    "bedrag_ongeldig": "Dit is geen bedrag. Typ bijvoorbeeld 1.234,50.",
    "bedrag_te_hoog": "Dit bedrag is hoger dan € 10.000.000,00. Controleer de komma.",
    "negatief": "Een bedrag kan niet negatief zijn. Gebruik voor een teruggave de soort ‘credit’.",
    "btw_klopt_niet": "Dit past niet bij het bedrag zonder btw en het tarief. Pas een van de drie aan.",
    "vaste_termijn": "Deze termijn ligt vast in het programma. Hier hoort {waarde}.",
    "buiten_bereik": "Kies een getal van {laagste} tot en met {hoogste}.",
    "meer_dan_besteld": "Dit is meer dan er nog te leveren is. Vul hooguit de rest in.",
    "geen_prijs": "Vul ten minste bij één regel een prijs in.",
    "niets_geleverd": "Vul in wat er geleverd is.",
    "aantal_positief": "Vul een aantal boven nul in, zoals 1 of 2,5.",
    "grens_volgorde": "Deze grens ligt onder die voor enkelvoudig. Pas een van beide aan.",
    "prijs_volgorde": "De hoogste prijs ligt onder de laagste. Pas een van beide aan.",
    "heeft_maatregel": "Hier hoort nog één maatregel bij. Verplaats die eerst naar een ander advies.",
    "heeft_maatregelen": "Hier horen nog {aantal} maatregelen bij. Verplaats die eerst naar een ander advies.",
    "adres_van_opdracht": "Dit adres hoort bij {nummers} en blijft in het dossier.\n"
    "Aan een opdracht die nog niet gegeven is, kunt u een ander adres geven.",
    "code_vorm": "Een code bestaat uit letters, een streepje en een nummer, zoals GED-04.",
    "bestaat_al": "Dit bestaat al. Kies een ander.",
    "code_van_rest": "Een code met VD is voor wat er over is van een vernietigd dossier. Kies andere letters.",
    "onbekend": "Dit is niet bekend. Kies uit de lijst.",
    "getal_ongeldig": "Dit is geen heel getal.",
    "hoort_op_blad": "Naam of woord {regel} van uw lijst hoort op dit blad: het is van de bestuurder zelf of van "
    "de vaste tekst. Haal het weg of typ er meer bij.",
    "keuze": "Kies een van deze: {keuzes}.",
    "bestand_te_groot": "Dit bestand is groter dan {maximum} MB en past niet in de kluis.",
    "lijst_te_groot": "Deze lijst is groter dan {maximum} MB.",
    "te_veel_rijen": "Een lijst heeft ten hoogste {maximum} rijen. Splits de lijst.",
    "te_veel_kolommen": "Een lijst heeft ten hoogste {maximum} kolommen. Kijk of dit het goede bestand is.",
    "kop_dubbel": "Twee kolommen hebben dezelfde naam.",
    "kop_onbekend": "De eerste regel moet de namen van de kolommen bevatten: ‘maatregel’ en ‘domein’, of ‘code’.",
    "cel_zonder_kop": "Hier staat iets in een kolom zonder naam.",
    "rij_onleesbaar": "De aanhalingstekens kloppen niet.",
    "nummer_van_papier": "Typ het nummer zoals het op papier staat, bijvoorbeeld 2026-0042 of OPD-2026-007.",
    "kvk_vorm": "Een KvK-nummer heeft acht cijfers, zoals 12345678.",
    "geen_rijen": "Onder de kop staat niets.",
    "exemplaar_afgerond": "Dit exemplaar is al {stand}.",
    "niet_getekend": "Deze persoon staat niet bij wie de geheimhouding tekende. Kies een ander, of laat tekenen.",
    "bedrag_dubbelzinnig": "Bedoelt u {duizenden} of {komma}? Typ het zo over.",
    "factuur_bekend": "Deze factuur is al ingevoerd: dit nummer is van deze leverancier bekend.",
    "geen_bedrag": "Vul ten minste één bedrag in.",
    "verplicht_bij_verschil": "Er staat meer op de factuur dan verwacht. Schrijf op waarom dat klopt.",
    "meer_dan_factuur": "Dit is meer dan er op de factuur staat en nog niet gecrediteerd is.",
    "meer_dan_open": "Dit is meer dan er nog openstaat.",
    "meer_dan_betaald": "Er kan niet meer terugkomen dan er betaald is.",
    "al_betaald": "Hier is al op betaald of gecrediteerd. Maak dat eerst ongedaan.",
    "al_opgezegd": "Dit contract is al opgezegd of afgelopen.",
    "cel_te_lang": "Een cel heeft hier meer dan {maximum} tekens. Kort de tekst in, of kijk of er een aanhalingsteken "
    "te veel staat.",
}

_UNSAFE = {
    errors.UnsafeReason.NETWERK: "Een kluis mag niet op een netwerkschijf staan, want dan is hij voor anderen bereikbaar. "
    "Kies een map op deze computer.",
    errors.UnsafeReason.KOPPELING: "Deze map is een koppeling naar een andere plaats. Kies de echte map.",
    errors.UnsafeReason.RECHTEN: "De rechten van deze map zijn niet af te schermen voor andere gebruikers. Kies een andere map.",
    errors.UnsafeReason.BESTANDSSYSTEEM: "Deze schijf (FAT) kent geen rechten per gebruiker en geen veilig wegschrijven. "
    "Kies een map op de schijf van deze computer.",
}
_STORAGE = {
    errors.StorageFailure.VOL: "De schijf is vol. Er is niets verloren: maak ruimte vrij en bewaar opnieuw.",
    errors.StorageFailure.ALLEEN_LEZEN: "De kluis kan nu alleen gelezen worden. Er is niets veranderd.",
    errors.StorageFailure.BEZET: "De kluis is even bezet. Probeer het opnieuw.",
    errors.StorageFailure.INVOER_UITVOER: "De schijf gaf een fout. Er is niets veranderd; maak zo snel mogelijk een reservekopie.",
}
_UNDO = {
    errors.UndoReason.NIETS: "Er is niets om ongedaan te maken.",
    errors.UndoReason.GEWIJZIGD: "Dit kan niet meer ongedaan worden gemaakt: het gegeven is daarna weer gewijzigd.",
    errors.UndoReason.UITGEGEVEN: "Dit kan niet ongedaan worden gemaakt: uitgegeven exemplaren en akkoorden blijven staan.",
}
_APPROVAL = {
    errors.ApprovalReason.EIGEN_VOORSTEL: "Niemand geeft akkoord op een eigen voorstel, ook niet onder een eerdere naam. Vraag een tweede persoon, met een eigen sleutel.",
    errors.ApprovalReason.HERSTELBLAD: "De kluis is met het herstelblad geopend; dan kan er geen akkoord worden gegeven.",
    errors.ApprovalReason.WACHTWOORD: "Deze wachtwoordzin past niet bij de akkoordsleutel.",
    errors.ApprovalReason.CODE: "Deze code staat niet op het akkoordformulier. Controleer de tekens.",
}
_COPY = {
    errors.CopyFault.GEEN_KOPIE: "Dit bestand is geen reservekopie van een kluis.",
    errors.CopyFault.AFGEBROKEN: "Deze reservekopie is niet heel: het einde ontbreekt. Neem een andere kopie.",
    errors.CopyFault.BESCHADIGD: "Deze reservekopie is beschadigd. Neem een andere kopie.",
    errors.CopyFault.TE_NIEUW: "Deze reservekopie is gemaakt met een nieuwere versie van het programma.",
    errors.CopyFault.ANDERE_SLEUTEL: "Deze reservekopie gaat open met een andere sleutel: met de wachtwoordzin of het "
    "herstelblad van toen.",
    errors.CopyFault.ANDERE_KLUIS: "Deze reservekopie is van een andere kluis.",
}

_PART = {
    errors.PartReason.WOORDEN: "Kijk woord {words} na: dat staat niet in de woordenlijst.",
    errors.PartReason.AANTAL_WOORDEN: "Een deel heeft 33 woorden. Kijk of u er geen oversloeg.",
    errors.PartReason.TIKFOUT: "Ergens in dit deel staat een verkeerd woord. Vergelijk elk woord met het papier.",
    errors.PartReason.ZELFDE: "Dit is twee keer hetzelfde deel. Neem er een van een andere bewaarder bij.",
    errors.PartReason.ANDERE_SERIE: "Deze delen horen niet bij elkaar. De eerste twee woorden zijn gelijk op delen van één serie.",
    errors.PartReason.AANTAL: "Er zijn precies twee van de drie delen nodig.",
    errors.PartReason.VREEMD: "Dit is geen deel van een herstelblad van dit programma.",
}


def bad_rows(error: errors.ImportRejected) -> list[str]:
    """Every bad row by its line; rows with the same fault in the same column stand together."""
    lines: dict[tuple[str, str], list[int]] = {}
    for line, field, reason in error.rows:
        lines.setdefault((field, reason), []).append(line)
    told = []
    for (field, reason), numbers in lines.items():
        word = "Regel" if len(numbers) == 1 else "Regels"
        told.append(f"{word} {', '.join(map(str, numbers))}, {field}: {reason}")
    return told


MESSAGES: dict[type[errors.UserError], str | Callable[[Any], str]] = {
    errors.InvalidInput: lambda e: count(len(e.problems), "veld vraagt aandacht.", "velden vragen aandacht."),
    errors.NotFound: "Dit staat niet in deze kluis: {error.what}.",
    errors.WrongPassphrase: "Deze wachtwoordzin past niet.",
    errors.TooManyAttempts: lambda e: f"Opnieuw proberen kan over {count(e.seconds, 'seconde', 'seconden')}.",
    errors.NotAVault: "Dit is geen kluis van Veiligheidsadvies.",
    errors.VaultExists: "Hier staat al iets. Kies een andere naam of map.",
    errors.SlotFileDamaged: "Het sleutelbestand en de kopie ervan zijn beschadigd. De gegevens zijn er nog: open de kluis met "
    "het herstelblad.",
    errors.VaultDamaged: "De kluis is beschadigd. Er is niets veranderd; zet de laatste goede reservekopie terug.",
    errors.VaultTooNew: "Deze kluis is gemaakt met een nieuwere versie van het programma "
    "({error.found}; deze versie kent {error.supported}). Er is niets veranderd.",
    errors.VaultInUse: "Deze kluis is al geopend: {error.holder}.",
    errors.UnsafeLocation: lambda e: _UNSAFE[e.reason],
    errors.StorageUnavailable: lambda e: _STORAGE[e.failure],
    errors.NothingOffPaper: "Van het herstelblad is niets ingevoerd.",
    errors.RecoveryKeyInvalid: lambda e: (
        "Kijk groep " + ", ".join(map(str, e.groups)) + " na: daar staat een tikfout."
    ),
    errors.RecoveryKeyForeign: "Dit herstelblad hoort bij een andere kluis of is vervangen door een nieuwer blad.",
    errors.RecoveryPartInvalid: lambda e: (
        (f"Deel {e.place}, zoals u ze typte: " if e.place else "")
        + _PART[e.reason].format(words=", ".join(map(str, e.words)))
    ),
    errors.NewPassphraseFirst: "Deze wachtwoordzin was voor één keer. Kies eerst een eigen zin, in het venster of met "
    "‘wachtwoordzin KLUIS’.",
    errors.SlotUnknown: lambda e: (
        "Geef met --sleutel NAAM aan voor wie de wachtwoordzin is"
        + (f"; een sleutel hebben: {', '.join(e.names)}." if e.names else ".")
    ),
    errors.RevokedKeyUnknown: lambda e: (
        f"Geen openingssleutel heet ‘{e.name}’. "
        + (f"In te trekken zijn: {', '.join(e.names)}." if e.names else "Er is alleen uw eigen sleutel.")
    ),
    errors.OwnKeyRevoked: "Uw eigen sleutel trekt u zo niet in: laat iemand anders die de kluis opent dat doen.",
    errors.WeakPassphrase: "Deze wachtwoordzin is te raden. Kies vijf of meer woorden die niet bij elkaar horen.",
    errors.UndoRefused: lambda e: _UNDO[e.reason],
    errors.TransitionRefused: "Deze stap kan nog niet.",
    errors.ApprovalRefused: lambda e: _APPROVAL[e.reason],
    errors.TooManySlots: "Een kluis heeft ten hoogste {error.most} sleutels. Trek eerst een sleutel in.",
    errors.LastOpeningSlot: "Dit is de enige sleutel die de kluis opent. Voeg eerst een andere toe.",
    errors.UnprintableText: lambda e: (
        "Dit kan niet op papier: " + " ".join(e.signs) + ". Vervang of verwijder dit teken."
    ),
    errors.ImportRejected: lambda e: f"Er is niets ingelezen. {' '.join(bad_rows(e))}",
    errors.ImportSeen: "Deze lijst is al eerder in dit dossier ingelezen. Er is niets toegevoegd.",
    errors.FileUnreadable: "Dit bestand kan niet worden gelezen.",
    errors.FileAbsent: "Dit bestand is er niet. Steek de stick in of kijk de naam na.",
    errors.FolderUnreadable: "Deze map kan niet worden gelezen. Kijk of de schijf is aangesloten en of u in deze map mag.",
    errors.FileUnwritable: "Dit bestand kan hier niet worden geschreven. Kies een andere map.",
    errors.FileUnremovable: "Dit bestand kan niet worden weggehaald. Kijk of de schijf of stick tegen schrijven is beveiligd.",
    errors.NameNotText: "In deze naam, of in die van een map erboven, staat een teken dat geen tekst is. Kies een "
    "andere naam of map.",
    errors.FileInTheWay: "Hier staat al een bestand met deze naam. Er is niets overschreven; kies een andere naam.",
    errors.ReasonRequired: "Een onversleuteld bestand vraagt een reden.",
    errors.PrintFailed: "De printer nam het blad niet aan. Kijk of hij aanstaat en papier heeft.",
    errors.IssueCancelled: "De uitgifte is afgebroken.",
    errors.OpdrachtNietGetekend: "Van deze opdracht gaat nog niets weg. Leg hem eerst voor aan de tweede persoon.",
    errors.AkkoordKloptNiet: "Het akkoord op deze opdracht klopt niet: {error.what}. Er gaat niets van naar buiten.",
    errors.GeheimhoudingOntbreekt: "Deze leverancier heeft geen geldige geheimhoudingsverklaring. Het adres gaat niet mee.",
    errors.AdresOntbreekt: "Bij deze opdracht hoort geen adres. Kies bij de opdracht de plaats van het werk.",
    errors.ReleaseApprovalRequired: lambda e: (
        "Hier ontbreekt het akkoord van een tweede persoon, met een reden, op wat toeval kan zijn; vraag het in het "
        "venster, of haal het weg: " + "; ".join(e.places) + "."
    ),
    errors.ReleaseApprovalLapsed: lambda e: (
        "Het akkoord van de tweede persoon is vervallen, want dit stuk is daarna gewijzigd; vraag het opnieuw in het "
        "venster, of haal weg wat toeval kan zijn: " + "; ".join(e.places) + "."
    ),
    errors.DestructionRefused: lambda e: (
        "Er is niets vernietigd.\nEerst dit:\n– " + ";\n– ".join(e.reasons) + "."
    ),
    errors.UnderHold: (
        "Op dit dossier rust een bewaarplicht. Zo lang die geldt, haalt u dit er niet uit; wijzigen kan wel."
    ),
    errors.YearNotOver: "Het jaar {error.year} kan niet: alleen een jaar dat voorbij is wordt afgesloten.",
    errors.YearBookedAfter: "Na het afsluiten van {error.year} is al geboekt. Het jaar blijft afgesloten.",
    errors.BookedElsewhere: "Deze regel hoort bij een opdracht, een factuur of een jaarafsluiting. Wijzig hem daar.",
    errors.YearClosed: "Het jaar {error.year} is afgesloten. Boek dit in een jaar dat nog open is.",
    errors.CopyRefused: lambda e: _COPY[e.fault],
    errors.CopyNotVerified: lambda e: (
        f"De kopie is mislukt: bij het nakijken klopte niet alles ({', '.join(e.checks)}). Er is geen bestand "
        "achtergebleven."
    ),
    errors.NoGoodCopy: lambda e: (
        "Er is geen reservekopie gevonden die opengaat en heel is."
        + "".join(f"\n{one}" for one in skipped(e.tried))
    ),
    errors.SecondPlaceAbsent: "De tweede plaats voor reservekopieën is er niet. Steek de stick in, of kies een andere plaats.",
    errors.CopyPlaceAbsent: "De plaats van deze kopie is er nu niet. Steek de stick in.",
    errors.RestoreApprovalMissing: "Een kopie komt alleen met akkoord van een tweede persoon in de plaats van deze kluis.",
    errors.ReleaseRefused: lambda e: (
        "Dit blad gaat niet naar buiten, want er staat iets op dat deze lezer niet mag zien: "
        + "; ".join(e.places)
        + "."
    ),
}


def explain(error: errors.UserError) -> str:
    """The Dutch sentence of an expected error."""
    message = MESSAGES[type(error)]
    return message(error) if callable(message) else message.format(error=error)


def skipped(tried: Sequence[tuple[str, errors.UserError]]) -> list[str]:
    """A line for each of the first copies that are not used, and why."""
    lines = [f"Niet gebruikt: {name}. {_why_skipped(error)}" for name, error in tried[:_MOST_LINES]]
    rest = len(tried) - len(lines)
    return [*lines, f"En nog {count(rest, 'andere', 'andere')}."] if rest else lines


def _why_skipped(error: errors.UserError) -> str:
    """What ails a copy that stays where it is, where `explain` speaks of the vault or of a copy being made."""
    match error:
        case errors.CopyNotVerified():
            return f"Bij het nakijken klopte niet alles ({', '.join(error.checks)})."
        case errors.StorageUnavailable():
            return "Dit bestand kan nu niet worden gelezen."
        case errors.VaultDamaged():
            return "De kluis in deze kopie is beschadigd."
        case _:
            return explain(error)


def explain_problem(problem: Problem) -> str:
    """The Dutch sentence of one problem, to stand at its field."""
    data = {
        key: date_full(value) if isinstance(value, dt.date) else value for key, value in problem.data.items()
    }
    return PROBLEMS[problem.reason].format(**data)
