"""The papers of records law: a declaration without content, an extract without others, a register entry."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.builders import sign_on_paper
from tests.services.leverancierpapier import text_of
from veiligheidsadvies.domain.bewaarregel import Bewaarregel, Bewaarsoort, Orgaan
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.errors import InvalidInput, ReleaseRefused
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.kopie import SoortKopie
from veiligheidsadvies.domain.oplevering import Afspraak
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.vernietiging import VernietigingId
from veiligheidsadvies.services import inzage_stuk
from veiligheidsadvies.services.bewaarstukken import Bewaarpapier
from veiligheidsadvies.services.derden import Derden
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_controle import produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Ontvanger, Uitgifte, Uitgiftegegevens
from veiligheidsadvies.services.verwerkingsregister_stuk import DOEL, GRONDSLAG
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.tables import RECORDS
from veiligheidsadvies.vault.restoring import ASIDE

PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)
ARCHIEF = Ontvanger(naam="archief")
REGISTER = Bewaarpapier(document=SoortDocument.VERWERKINGSREGISTER)


def filled(services: Services) -> DossierId:
    """A dossier in which others are named in every way."""
    dossier_id = builders.add_dossier(services, gezin="Sanne en Pim, partner J. Smit", telefoon="06 12345678")
    builders.add_leverancier(services)
    builders.add_woonplek(services, dossier_id)
    builders.add_advies(
        services,
        dossier_id,
        adviseur="P. van der Berg",
        bevindingen_wonen="Van der Berg zag dat de achterdeur geen slot heeft. J. Smit slaapt beneden.",
        bevindingen_werk="Sanne werkt daar ook, Pims fiets staat er; Smit haalt hem.",
    )
    said = "J. Wortel komt meten, Wortel belt zelf."
    builders.add_maatregel(services, dossier_id, tekst=said, leverancier="Zandoever Installatie")
    services.dossiers.save_stap(
        Stap(dossier_id=dossier_id, nummer=9, gereed_op=dt.date(2026, 2, 13), door="K. Aalberts")
    )
    dossier = services.dossiers.get(dossier_id)
    services.dossiers.save(replace(dossier, notitie="K. Aalberts belde; Aalberts wacht op A. El Amrani."))
    return dossier_id


def inzage(services: Services, dossier_id: DossierId) -> Uitgifte:
    paper = Bewaarpapier(document=SoortDocument.INZAGE, dossier_id=dossier_id)
    return services.bewaarstukken.issue(paper, EIGEN, PAPIER)


# --- extract


def test_an_extract_holds_what_is_held_on_the_person(services: Services) -> None:
    dossier_id = filled(services)
    issued = inzage(services, dossier_id)
    text = text_of(issued.pdf)
    for own in (
        "mevrouw N. Đorđević",
        "gedeputeerde",
        "06 12345678",
        "Kerkstraat 12",
        "1234 AB",
        "de achterdeur geen slot heeft",
        "Vrijstaande brievenbus",
        "14-11-2025",
        "2 jaar na einde ambt",
        "Autoriteit Persoonsgegevens",
        "uw eigen",
    ):
        assert own in text, own
    assert (issued.exemplaar.is_eigen, issued.exemplaar.retour_voor) == (True, None)
    assert issued.exemplaar.document.woord == "Inzage-uittreksel"


def test_nobody_else_is_named_on_it(services: Services) -> None:
    text = text_of(inzage(services, filled(services)).pdf)
    for other in ("Berg", "Wortel", "Aalberts", "Amrani", "Sanne", "Pims?", "Smit", "GED-04"):
        assert re.search(rf"\b{other}\b", text) is None, other
    assert "[een ander] zag dat" in text
    assert "Van der" not in text
    assert "[een ander] slaapt beneden" in text
    assert "[een ander] werkt daar ook, [een ander] fiets staat er; [een ander] haalt" in text


def test_family_of_the_same_name_leaves_his_own_name_and_address_readable(services: Services) -> None:
    dossier_id = builders.add_dossier(services, gezin="Partner Sanne Đorđević, zoon Kerk. Woont in Utrecht.")
    builders.add_woonplek(services, dossier_id, adres="Kerkstraat 12", plaats="Utrecht")
    dossier = services.dossiers.get(dossier_id)
    note = "Sanne Đorđević en mevrouw Đorđević gaan naar Utrecht."
    services.dossiers.save(replace(dossier, notitie=note))
    text = text_of(inzage(services, dossier_id).pdf)
    assert "[een ander] en mevrouw Đorđević gaan naar Utrecht" in text
    assert "Kerkstraat 12" in text


@pytest.mark.parametrize(
    ("field", "written", "names"),
    [
        ("adviseur", "Piet Jansen (CCV)", "Piet Jansen"),
        ("adviseur", "Jansen, CCV", "Jansen"),
        ("monteurs", "J. Wortel en P. Schmidt", "Wortel Schmidt"),
        ("monteurs", "Gijsbert & Marloes", "Gijsbert Marloes"),
        ("thuis", "Sanne", "Sanne"),
    ],
)
def test_names_are_known_however_a_field_holds_them(
    services: Services, field: str, written: str, names: str
) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_advies(services, dossier_id, **({"adviseur": written} if field == "adviseur" else {}))
    if field != "adviseur":
        order = builders.add_opdracht(services, dossier_id, builders.add_maatregel(services, dossier_id))
        meeting = Afspraak(
            dossier_id=dossier_id, opdracht_id=order, dag=dt.date(2026, 4, 1), **{field: written}
        )
        services.context.save(meeting, "Afspraak")
    hidden = Derden(services.context, dossier_id).without(f"Met {', '.join(names.split())} besproken.")
    assert not set(names.split()) & set(re.findall(r"\w+", hidden)), hidden


def inzage_paper(dossier_id: DossierId, *words: str) -> Bewaarpapier:
    return Bewaarpapier(document=SoortDocument.INZAGE, dossier_id=dossier_id, ook_weg=words)


def threatened(services: Services) -> DossierId:
    """A dossier in which somebody stands in a text alone."""
    dossier_id = filled(services)
    said = "Kees Bakker belde weer dreigend. Het was Bakker zelf, de buurman van nummer 14, zie GED-04."
    services.dossiers.save_stap(Stap(dossier_id=dossier_id, nummer=3, toelichting=said))
    return dossier_id


def test_what_the_maker_types_is_left_out_everywhere(services: Services) -> None:
    paper = inzage_paper(threatened(services), "Kees Bakker", "", " bakker ", "nummer  14", "logkop")
    text = text_of(services.bewaarstukken.issue(paper, EIGEN, PAPIER).pdf)
    assert "[een ander] belde weer dreigend. Het was [een ander] zelf" in text
    assert "de buurman van [een ander], zie [uw dossier]." in text
    assert "haalde de maker van dit blad weg" in text
    assert "Bakker" not in text


def test_the_check_of_the_finished_paper_hunts_what_was_typed(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = inzage_paper(threatened(services), "Bakker")
    asked = services.bewaarstukken.request(paper, EIGEN, PAPIER)
    assert ("naam van een ander: Bakker", "Bakker") in asked.gezocht
    through = services.bewaarstukken.snapshot(inzage_paper(paper.dossier_id or DossierId(0)), EIGEN)
    with pytest.raises(ReleaseRefused):
        verify(replace(asked, snapshot=through))
    registered = services.stukken.enrol(verify(asked))
    with pytest.raises(ReleaseRefused):
        produce(replace(registered, snapshot=replace(through, blad=registered.snapshot.blad)))


@pytest.mark.parametrize("word", ["Đorđević", "mevrouw", "Merenland", "klacht"])
def test_a_word_that_belongs_on_the_paper_is_told_at_its_field(services: Services, word: str) -> None:
    paper = inzage_paper(filled(services), "Bakker", word)
    with pytest.raises(InvalidInput) as refused:
        services.bewaarstukken.snapshot(paper, EIGEN)
    (problem,) = refused.value.problems
    assert (problem.field, problem.reason, problem.data) == ("ook_weg", "hoort_op_blad", {"regel": 2})


def test_what_looks_like_a_name_still_is_told_to_who_reads(services: Services) -> None:
    paper = inzage_paper(threatened(services))
    seen = services.bewaarstukken.mogelijk_anderen(paper, services.bewaarstukken.snapshot(paper, EIGEN))
    assert seen == ["Kees Bakker"]
    paper = replace(paper, ook_weg=("Kees Bakker",))
    read = services.bewaarstukken.snapshot(paper, EIGEN)
    assert services.bewaarstukken.mogelijk_anderen(paper, read) == []


def test_an_office_and_who_to_ask_are_nobody_else(services: Services) -> None:
    dossier_id = builders.add_dossier(services, gezin="Twee kinderen, vaak alleen thuis.")
    builders.add_leverancier(services, naam="Zandoever Slotwerk B.V.", contactpersoon="Verkoop")
    offices = ("Secretaris", "E. Yeşilgöz", "Zandoever Slotwerk", "Hoofd Veiligheid")
    for number, by in enumerate(offices, start=8):
        services.dossiers.save_stap(Stap(dossier_id=dossier_id, nummer=number, door=by))
    text = "Secretaris en E. Yeşilgöz: twee kinderen. Twee keer gebeld. Veiligheid, Slotwerk, verkoop."
    assert Derden(services.context, dossier_id).without(text) == text
    assert inzage(services, dossier_id).nummer


def test_the_check_of_the_finished_paper_stops_a_name_that_got_through(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = filled(services)
    monkeypatch.setattr(Derden, "without", lambda _self, text: text)
    with pytest.raises(ReleaseRefused) as refused:
        inzage(services, dossier_id)
    assert "naam van een ander: J. Smit" in refused.value.places
    assert "naam van een ander: Smit" not in refused.value.places


def _texts(path: Path) -> Iterator[str]:
    """What the code of a module says: its strings, without what documents it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documenting = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in documenting:
            yield one.value


def said_by_itself() -> list[str]:
    """Every word in the texts of the code that makes an extract."""
    of = Path(inzage_stuk.__file__)
    paths = [*of.parent.glob("inzage_*.py"), of.parents[1] / "printing" / "inzage_document.py"]
    fields = {field.name for kind in RECORDS for field in dataclasses.fields(kind)} | {"woord"}
    coded = [text for path in paths for text in _texts(path) if text not in fields and "SELECT" not in text]
    texts = [DOEL, GRONDSLAG, *coded]
    found = {word.lower() for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)}
    return sorted(found - {"count", "id", "part"})


def test_its_own_words_are_names_of_nobody_and_stop_no_extract(services: Services) -> None:
    words = [word.capitalize() for word in said_by_itself()]
    assert {"Uitvoering", "Contracten", "Gegevensbescherming", "Beveiligingsadvies", "Doel"} <= {*words}
    offices = ("Hoofd", "Afdeling", "Functionaris", "Bureau", "Team")
    dossier_id = builders.add_dossier(services)
    for at in range(0, len(words), 60):
        some = words[at : at + 60]
        lines = [f"J. Smit, {offices[nr % len(offices)]} {word}\n{word}" for nr, word in enumerate(some)]
        name = f"Zandoever {at}"
        builders.add_leverancier(
            services,
            naam=name,
            kvk="",
            contactpersoon=f"J. Smit, Hoofd {some[0]}",
            ghv_personen="\n".join(lines),
        )
        builders.add_maatregel(services, dossier_id, leverancier=name)
    said = " ".join(words)
    person = services.dossiers.find_bestuurder(dossier_id)
    assert person is not None
    for at in range(0, len(words), 9):
        family = ", ".join(("Partner J. Smit", *words[at : at + 9]))
        services.context.save(replace(person, gezin=family), "Bestuurder")
        assert (
            Derden(services.context, dossier_id).without(f"{said} {said.lower()}") == f"{said} {said.lower()}"
        )
        verify(services.bewaarstukken.request(inzage_paper(dossier_id), EIGEN, PAPIER))
    text = text_of(inzage(services, dossier_id).pdf)
    assert "uit het advies, en uit de uitvoering ervan" in text


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("J. Smit, Hoofd Uitvoering", "Uitvoering volgt, de uitvoering ook."),
        ("Afdeling Contracten", "Contracten en facturen."),
        ("Functionaris Gegevensbescherming", "De Functionaris Gegevensbescherming belde."),
        ("P. Jansen, Bureau Beveiligingsadvies", "Beveiligingsadvies: zie het beveiligingsadvies."),
        ("Projectleider P. Smit", "De projectleiders en Projectleider komen."),
        ("Afdeling Verkoop", "Na verkoop, Verkoop en inkoop."),
        ("K. Luis", "De kluis staat beneden."),
        ("U. Kunt", "Dat kunt u zelf."),
    ],
)
@pytest.mark.parametrize("is_near", [True, False])
def test_the_line_of_a_supplier_hides_no_ordinary_word(
    services: Services, contact: str, said: str, *, is_near: bool
) -> None:
    dossier_id = builders.add_dossier(services)
    builders.add_leverancier(services, naam="Zandoever", contactpersoon=contact)
    builders.add_maatregel(services, dossier_id, leverancier="Zandoever" if is_near else "", tekst=said)
    assert said in text_of(inzage(services, dossier_id).pdf)


@pytest.mark.parametrize(
    ("gezin", "said"),
    [
        ("Partner: arts in het Wilhelmina Ziekenhuis", "Het Wilhelmina Ziekenhuis is een ziekenhuis."),
        ("Partner werkt bij Defensie", "Defensie en defensie."),
        ("Zoon studeert in Utrecht", "De weg naar Utrecht."),
        ("Aanwezig vanaf 9 uur", "Aanwezig alarm is verouderd."),
        ("Kleindochter logeert", "Kleindochter en kleindochters."),
    ],
)
def test_family_hides_no_place_and_no_ordinary_word(services: Services, gezin: str, said: str) -> None:
    dossier_id = builders.add_dossier(services, gezin=gezin)
    assert Derden(services.context, dossier_id).without(said) == said


def test_a_first_name_goes_with_a_capital_as_a_word_alone(services: Services) -> None:
    dossier_id = builders.add_dossier(services, gezin="Marjolein studeert in Utrecht, partner P. Achterberg")
    people = Derden(services.context, dossier_id)
    said = "Marjolein en Achterberg; marjoleintje, Achterbergen en achterberg."
    assert people.without(said) == ("[een ander] en [een ander]; marjoleintje, Achterbergen en achterberg.")
    assert "P. Achterberg" in people.hunted()
    assert not {"Marjolein", "Achterberg"} & {*people.hunted()}


def test_of_a_supplier_elsewhere_only_whole_names_go(services: Services) -> None:
    dossier_id = builders.add_dossier(services)
    number = builders.add_leverancier(services, contactpersoon="Kees Wortel", ghv_personen="")
    said = "Kees Wortel belde, Wortel ook."
    assert Derden(services.context, dossier_id).without(said) == "[een ander] belde, Wortel ook."
    measure = builders.add_maatregel(services, dossier_id)
    builders.add_opdracht(services, dossier_id, measure, leverancier_id=number)
    assert Derden(services.context, dossier_id).without(said) == "[een ander] belde, [een ander] ook."


def test_another_bestuurder_in_a_note_stops_it(services: Services) -> None:
    dossier_id = filled(services)
    builders.add_dossier(services, "GED-05", naam="de heer K. Wolfsenberg")
    dossier = services.dossiers.get(dossier_id)
    services.dossiers.save(replace(dossier, notitie="Zelfde plan als K. Wolfsenberg."))
    with pytest.raises(ReleaseRefused):
        inzage(services, dossier_id)


def test_a_person_of_the_same_street_and_town_stops_nothing(services: Services) -> None:
    dossier_id = filled(services)
    other = builders.add_dossier(services, "GED-05", naam="de heer K. Đorđević")
    builders.add_woonplek(services, other, adres="Kerkstraat 12")
    assert inzage(services, dossier_id).nummer


def test_a_dossier_without_a_person_has_no_extract(services: Services) -> None:
    org = services.dossiers.create(Dossier(code="ORG-01", soort=SoortDossier.ORGANISATIE)).row_id
    with pytest.raises(InvalidInput):
        inzage(services, DossierId(org or 0))


# --- declaration


def destroyed(services: Services, code: str, soort: Bewaarsoort = Bewaarsoort.DOSSIER) -> Bewaarpapier:
    """Something of a dossier that ended long ago, destroyed with a yes on paper."""
    found = services.dossiers.find_by_code(code)
    if found is None:
        builders.add_dossier(
            services, code, naam=f"de heer {code[-1]}. Wolfsenberg", einde=dt.date(2023, 12, 1)
        )
        found = services.dossiers.get_by_code(code)
        services.dossiers.save(replace(found, gesloten_op=dt.date(2023, 12, 1)))
        services.bijlagen.add(DossierId(found.id or 0), naam="weg.txt", content=b"weg")
    for rule in services.bewaren.list_regels(Orgaan.BESTUUR):
        services.bewaren.save_regel(replace(rule, categorie="18.2"))
    dossier_id = DossierId(found.id or 0)
    given = sign_on_paper(services, services.bewaren.propose(services.bewaren.stand(dossier_id, soort)))
    row_id = services.bewaren.destroy(dossier_id, soort, given).row_id or 0
    return Bewaarpapier(document=SoortDocument.VERNIETIGING, vernietiging_id=VernietigingId(row_id))


def test_a_declaration_says_what_went_and_nothing_of_it(services: Services) -> None:
    paper = destroyed(services, "GED-07")
    issued = services.bewaarstukken.issue(paper, ARCHIEF, PAPIER)
    text = text_of(issued.pdf)
    for words in (
        "het dossier GED-07 (2023) op donderdag 12 maart 2026 om 10:42 uur blijvend is vernietigd",
        "2 jaar na einde ambt, verstreken op 01-12-2025",
        "categorie 18.2",
        "0 keer gevonden",
        "J. de Vries",
        "Akkoord op papier",
        "Er is geen reservekopie",
        "Bewaren bij de archiefstukken",
    ):
        assert words in text, words
    assert "Wolfsenberg" not in text
    assert (issued.exemplaar.dossier_id, issued.exemplaar.retour_voor) == (None, None)


def test_a_declaration_says_when_the_space_is_not_overwritten_yet(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = services.context.vault
    with monkeypatch.context() as patch:
        patch.setattr(type(vault), "sweep", lambda _self: False)  # as on a full disk
        paper = destroyed(services, "GED-07")
    text = text_of(services.bewaarstukken.issue(paper, ARCHIEF, PAPIER).pdf)
    assert "de ruimte wordt bij de volgende opening van de kluis overschreven" in text
    assert "ruimte overschreven" not in text
    assert vault.sweep()
    text = text_of(services.bewaarstukken.issue(paper, ARCHIEF, PAPIER).pdf)
    assert "gewist, ruimte overschreven" in text


def test_copies_of_a_declaration_count_by_themselves(services: Services) -> None:
    first, second = destroyed(services, "GED-07"), destroyed(services, "GED-08")
    numbers = [
        services.bewaarstukken.issue(paper, ARCHIEF, PAPIER).exemplaar.volgnummer
        for paper in (first, first, second)
    ]
    assert numbers == [1, 2, 1]


def test_a_kind_apart_is_told_as_such(services: Services) -> None:
    paper = destroyed(services, "GED-07", Bewaarsoort.BIJLAGEN)
    text = text_of(services.bewaarstukken.issue(paper, ARCHIEF, PAPIER).pdf)
    assert "wat in het dossier GED-07 (2023) stond onder ‘Bijlagen’" in text
    assert "De rest van het dossier bleef" in text
    assert services.dossiers.find_by_code("GED-07") is not None


def test_copies_of_the_vault_from_before_are_listed_until_their_day(services: Services) -> None:
    paper = destroyed(services, "GED-07")
    gone = services.bewaren.get_vernietiging(paper.vernietiging_id or 0)
    assert services.bewaren.list_kopieen(gone) == []
    for kind, at, row in (
        (SoortKopie.DAGELIJKS, "2026-03-11", gone.logregel),
        (SoortKopie.HAND, "2026-03-10", 3),
        (SoortKopie.DAGELIJKS, "2026-03-12", gone.logregel + 1),
    ):
        services.context.vault.connection.execute(
            "INSERT INTO reservekopie (kenmerk, soort, map, bestand, gemaakt_op, grootte, sha256, logregel,"
            " logkop, schema_versie, programma, sleutelmerk, nagekeken_op, bevinding, weg_reden)"
            " VALUES (?, ?, '', ?, ?, 1, ?, ?, '', 6, '1', '', ?, '', '')",
            (
                at,
                kind.value,
                f"kluis-{at}.kluiskopie",
                f"{at}T08:00:00+00:00",
                "0" * 64,
                row,
                f"{at}T08:00:00+00:00",
            ),
        )
    found = services.bewaren.list_kopieen(gone)
    assert [(one.soort, one.tot) for one in found] == [
        (SoortKopie.DAGELIJKS, dt.date(2026, 3, 22)),
        (SoortKopie.HAND, None),
    ]
    text = text_of(services.bewaarstukken.issue(paper, ARCHIEF, PAPIER).pdf)
    assert "kluis-2026-03-11 11-03-2026 bij de kluis 22-03-2026" in text
    assert "kluis-2026-03-10 10-03-2026 zelf gekozen plaats tot u haar weghaalt" in text


def test_a_vault_that_was_set_aside_before_it_is_named(services: Services) -> None:
    paper = destroyed(services, "GED-07")
    folder = services.context.vault.folder
    for stamp in ("20260311T080000Z", "20260313T080000Z"):  # before and after
        shutil.copytree(folder, folder.with_name(f"{folder.stem}-{ASIDE}-{stamp}{folder.suffix}"))
    (found,) = services.bewaren.list_kopieen(services.bewaren.get_vernietiging(paper.vernietiging_id or 0))
    assert (found.soort, found.gemaakt_op.day, found.tot) == (SoortKopie.OPZIJ, 11, None)
    text = text_of(services.bewaarstukken.issue(paper, ARCHIEF, PAPIER).pdf)
    assert "opzij, naast de kluis tot u haar weghaalt" in text


# --- register


def test_the_register_follows_the_rules_as_they_are(services: Services) -> None:
    rules = services.bewaren.list_regels(Orgaan.VOORZITTER)
    services.bewaren.save_regel(replace(rules[0], jaren=9, categorie="7.3"))
    text = text_of(services.bewaarstukken.issue(REGISTER, ARCHIEF, PAPIER).pdf)
    assert "Provincie Merenland" in text
    assert "9 jaar na einde ambt" in text
    assert "commissaris van de Koning, 7.3" in text
    assert "van Gedeputeerde Staten" in text
    assert "van Commissaris van de Koning" in text


def test_the_register_says_the_terms_that_are_carried_out(services: Services) -> None:
    """An earlier program let another term of copies be laid down, by which it took nothing away."""
    for rule in services.bewaren.list_regels(Orgaan.BESTUUR):
        if rule.soort is Bewaarsoort.KOPIEEN:
            laid = replace(rule, maanden=1)
            services.context.write("Proef", lambda log, one=laid: records.save(log, one), Bewaarregel)
    text = text_of(services.bewaarstukken.issue(REGISTER, ARCHIEF, PAPIER).pdf)
    assert "1 maand na het maken" not in text
    assert text.count("9 maanden na het maken") == len(Orgaan)
    services.bewaren.save_categorie(Orgaan.BESTUUR, "18.2")  # what was laid down before stops nothing


def test_the_register_says_who_destroys_what(services: Services) -> None:
    text = text_of(services.bewaarstukken.issue(REGISTER, ARCHIEF, PAPIER).pdf)
    assert "Dossiers, en later hun bedragen, worden na de termijn vernietigd door twee personen" in text
    assert "Van een leverancier worden de velden met de hand leeggemaakt; eerdere standen" in text


def test_a_name_in_a_ground_keeps_it_in(services: Services) -> None:
    builders.add_dossier(services, naam="de heer K. Wolfsenberg")
    rule = services.bewaren.list_regels(Orgaan.BESTUUR)[0]
    services.bewaren.save_regel(replace(rule, grond="Zaak van K. Wolfsenberg"))
    with pytest.raises(ReleaseRefused):
        services.bewaarstukken.issue(REGISTER, ARCHIEF, PAPIER)
