"""What the user can do about a finding or a next step: the words on the button and where it leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.gui.kit.findings import Finding
from veiligheidsadvies.services.volgende_stap import VolgendeStap
from veiligheidsadvies.text.bevindingen import heading, second_line
from veiligheidsadvies.text.formats import date_full

_PKVW = ("Certificaat…", "woonplek")
_MEASURES = ("Maatregelen…", "maatregelen")
_REMEDIES = {
    "pkvw_ontbreekt": _PKVW,
    "pkvw_alleen_verklaring": _PKVW,
    "pkvw_verlopen": _PKVW,
    "pkvw_verloopt": _PKVW,
    "pkvw_is_verlopen": _PKVW,
    "bva_ontbreekt": ("Datum invoeren…", "advies"),
    "advies_ontbreekt": _MEASURES,
    "woonplek_ontbreekt": ("Invoeren…", "woonplek"),
    "ontheffing_ontbreekt": ("Ontheffing…", "woonplek"),
    "ontheffing_verlopen": ("Ontheffing…", "woonplek"),
    "buiten_ambt": ("Gegevens…", "gegevens"),
    "advies_na_verhuizing": ("Advies…", "advies_nieuw"),
    "abonnement_oud_adres": _MEASURES,
    "toestemming_ontbreekt": _MEASURES,
    "pkvw_op_begroting": _MEASURES,
}
"""Code of a finding → words and target; a target is a word that `DossierScreen` can go to."""

_TARGETS = {
    "pkvw": "woonplek",
    "woonplek": "woonplek",
    "advies": "advies",
    "gedeeld": "advies",
    "bestuurder": "gegevens",
    "herijking": "herijking",
    "kosten": "kosten",
    "akkoord_plan": "stap",
    "stap": "stap",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a button leads: a word, with the field that gets the cursor or the number of a step."""

    word: str
    field: str = ""
    number: int = 0


def target_of_step(step: VolgendeStap) -> Target:
    """Where the button of the next step leads; what is about measures goes to the measures."""
    word = _TARGETS.get(step.doel, "maatregelen")
    field = {"pkvw": "pkvw_soort", "gedeeld": "gedeeld_op", "herijking": "herijking_op"}.get(step.doel, "")
    if step.doel == "advies":
        field = {2: "aangevraagd_op", 3: "intake_op", 4: "schouw_op", 5: "ccv_datum", 6: "bva_datum"}.get(
            step.nummer, ""
        )
    return Target(word=word, field=field, number=step.nummer)


def target_of_finding(finding: Bevinding) -> Target:
    """Where the button of a finding leads."""
    field = {"woonplek": "pkvw_soort", "advies": "bva_datum"}
    word = _REMEDIES[finding.code][1]
    if finding.code.startswith("ontheffing"):
        return Target(word=word, field="ontheffing_op")
    return Target(word=word, field=field.get(word, ""))


def shown_findings(findings: Sequence[Bevinding], today: dt.date) -> list[Finding]:
    """What blocks and warns one by one; what is in order together in one row."""
    shown = [
        Finding(
            key=one,
            kind=one.ernst.value,
            sentence=heading(one),
            detail=second_line(one),
            action=_REMEDIES[one.code][0] if one.code in _REMEDIES else "",
        )
        for one in findings
        if one.ernst is not Ernst.IN_ORDE
    ]
    fine = [one for one in findings if one.ernst is Ernst.IN_ORDE]
    if fine:
        first, *others = [heading(one) for one in fine]
        words = ", ".join([first, *(_small(word) for word in others)])
        rules = list(dict.fromkeys(one.regel for one in fine))
        told = ", ".join(rules[:-1]) + (" en " if len(rules) > 1 else "") + rules[-1]
        shown.append(
            Finding(
                key=None,
                kind=Ernst.IN_ORDE.value,
                sentence=words,
                detail=f"{told} · gecontroleerd op {date_full(today)}",
            )
        )
    return shown


def _small(words: str) -> str:
    """A heading inside a sentence; an abbreviation keeps its capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
