"""The form with the facts of a dossier: its code and dates, and the person it is about."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.form import Section
from veiligheidsadvies.gui.kit.kinds import Text, YesNo
from veiligheidsadvies.services.changes import Changes


def person_form(desk: Desk, dossier_id: DossierId) -> RecordForm:
    """A form over the dossier and its person; a kind without a person has no fields for one."""
    dossier = desk.services.dossiers.get(dossier_id)
    person = desk.services.dossiers.find_bestuurder(dossier_id)
    if person is None and dossier.soort is SoortDossier.BESTUURDER:
        person = Bestuurder(dossier_id=dossier_id, naam="", ambt=Ambt.OVERIG)

    def save(values: dict[str, Any]) -> Changes:
        changed = fields.filled(dossier, values)
        return desk.services.dossiers.save(changed, fields.filled(person, values) if person else None)

    key = f"dossier:{dossier_id}:gegevens:{dossier_id}"
    form = RecordForm(desk, _sections(has_person=person is not None), key=key, save=save)
    form.load({**fields.values_of(dossier), **(fields.values_of(person) if person else {})})
    _fit(form)
    form.form.field_edited.connect(lambda name: _fit(form) if name == "stelsel_actief" else None)
    return form


def _sections(*, has_person: bool) -> tuple[Section, ...]:
    own = () if has_person else (fields.field(Dossier, "omschrijving"),)
    code = fields.field(Dossier, "code", required=True, note="staat op elk stuk, in plaats van de naam")
    person = (
        Section(
            "Bestuurder",
            (
                fields.field(Bestuurder, "naam", required=True),
                fields.field(Bestuurder, "ambt", required=True),
                fields.field(Bestuurder, "portefeuille"),
                fields.field(Bestuurder, "benoeming_vast_op", label="Benoeming vast op"),
                fields.field(Bestuurder, "begin"),
                fields.field(Bestuurder, "einde", beside=True),
            ),
        ),
        Section(
            "Bereikbaar",
            (
                fields.field(Bestuurder, "telefoon", kind=Text(width=200)),
                fields.field(Bestuurder, "email", kind=Text(width=320)),
                fields.field(Bestuurder, "gezin", note=""),
            ),
        ),
    )
    stelsel = (
        Section(
            "Stelsel bewaken en beveiligen",
            (
                fields.field(Dossier, "stelsel_actief", label="Stelsel", kind=YesNo(caption="Is nu actief")),
                fields.field(Dossier, "bevoegd_gezag"),
            ),
        ),
    )
    return (
        Section(
            "Dossier",
            (
                code,
                *own,
                *((fields.field(Dossier, "aangemeld_op", label="Behoefte gevraagd"),) if has_person else ()),
                fields.field(Dossier, "herijking_op"),
                fields.field(Dossier, "gesloten_op"),
            ),
        ),
        *(person if has_person else ()),
        *(stelsel if has_person else ()),
        Section("Notitie", (fields.field(Dossier, "notitie"),)),
    )


def _fit(form: RecordForm) -> None:
    """The authority is asked only while the stelsel is active."""
    values = form.form.values()
    if "stelsel_actief" in values:
        form.form.set_shown("bevoegd_gezag", is_shown=bool(values["stelsel_actief"]))
