"""Every expected error and every problem has a Dutch sentence that holds no placeholder."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from veiligheidsadvies.domain import errors
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.text import bevindingen
from veiligheidsadvies.text.messages import MESSAGES, PROBLEMS, explain, explain_problem, skipped

SOURCE = Path(inspect.getfile(errors)).parents[1]
EXAMPLES = {
    "problems": (Problem("titel", "verplicht"),), "what": "GED-99", "seconds": 4, "found": 9, "supported": 2,
    "holder": "programma 4711 op laptop", "groups": (3, 7), "score": 1, "findings": (), "signs": "🔔",
    "rows": ((3, "domein", "onbekend"),), "places": ("bladzijde 1",), "year": 2026, "most": 40,
    "names": ("M. de Wit",), "name": "P. Jansen",
    "checks": ("opbouw", "logboek"), "reasons": ("de termijn loopt nog",),
}  # fmt: skip


def _errors(kind: type[errors.UserError]) -> Iterator[type[errors.UserError]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _errors(sub)


def _examples(kind: type[errors.UserError]) -> Iterator[errors.UserError]:
    names = [
        name
        for name, parameter in inspect.signature(kind.__init__).parameters.items()
        if name not in {"self", "args", "kwargs"} and parameter.default is inspect.Parameter.empty
    ]
    annotations = getattr(kind.__init__, "__annotations__", {})
    if len(names) == 1 and (words := getattr(errors, str(annotations.get(names[0])), None)):
        yield from (kind(word) for word in words)
        return
    yield kind(*(EXAMPLES[name] for name in names))


@pytest.mark.parametrize("kind", list(_errors(errors.UserError)), ids=lambda kind: kind.__name__)
def test_every_error_is_told_in_one_dutch_sentence(kind: type[errors.UserError]) -> None:
    assert kind in MESSAGES
    for error in _examples(kind):
        told = explain(error)
        assert told[0].isupper() or told[0].isdigit()
        assert told.endswith(".") or kind is errors.ImportRejected
        assert "{" not in told


def test_a_part_is_told_by_its_place_and_its_words() -> None:
    error = errors.RecoveryPartInvalid(errors.PartReason.WOORDEN, (7, 33), place=2)
    assert (
        explain(error) == "Deel 2, zoals u ze typte: Kijk woord 7, 33 na: dat staat niet in de woordenlijst."
    )


@pytest.mark.parametrize(
    "error",
    [
        errors.CopyNotVerified(("opbouw",)),
        errors.VaultDamaged(),
        *map(errors.StorageUnavailable, errors.StorageFailure),
    ],
)
def test_a_copy_that_was_passed_over_is_not_told_as_one_that_was_being_made(error: errors.UserError) -> None:
    (told,) = skipped([("x.kluiskopie", error)])
    assert told.startswith("Niet gebruikt: x.kluiskopie. ")
    assert told.endswith(".")
    assert not re.search("mislukt|achtergebleven|veranderd|reservekopie|verloren|De kluis (is|kan)", told)


def _reasons_in_code() -> set[str]:
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        found |= set(re.findall(r'Problem\(\s*"?[\w\[\]]+"?,\s*"(\w+)"', path.read_text("utf-8")))
    return found


def test_every_problem_that_code_raises_has_a_sentence() -> None:
    reasons = _reasons_in_code()
    assert len(reasons) > 10
    assert reasons <= set(PROBLEMS)


def test_a_sentence_takes_its_limits() -> None:
    told = explain_problem(Problem("tekst", "te_lang", {"maximum": 4000, "lengte": 10000}))
    assert told == "Dit zijn 10000 tekens; er passen er 4000. Kort de tekst in."


def test_every_finding_that_rules_give_has_words() -> None:
    codes = set(re.findall(r'code="(\w+)"', (SOURCE / "domain" / "regels.py").read_text("utf-8")))
    data = {"datum": "", "aantal": 2, "velden": "Termijn", "van": "a", "naar": "b"}
    for code in codes:
        finding = Bevinding(regel="R1", ernst=Ernst.LET_OP, code=code, data=data)
        assert "{" not in bevindingen.sentence(finding) + bevindingen.second_line(finding)
