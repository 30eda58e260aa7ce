"""How an approval looks: on paper it carries another icon, colour and word than with a key."""

from __future__ import annotations

import datetime as dt

from veiligheidsadvies.domain.akkoord import Akkoord, OnderwerpAkkoord, WijzeAkkoord
from veiligheidsadvies.gui.binding.akkoordwoorden import approval_cell, approval_fact, broken_fact


def _akkoord(wijze: WijzeAkkoord) -> Akkoord:
    return Akkoord(
        onderwerp=OnderwerpAkkoord.OPDRACHT,
        besluit="Opdracht",
        samenvatting_sha256="",
        wijze=wijze,
        voorgesteld_door="E. Yeşilgöz",
        naam="J. de Vries",
        op=dt.datetime(2026, 3, 12, 10, 42, tzinfo=dt.UTC),
    )


def test_paper_is_weaker_by_icon_colour_and_word() -> None:
    key, paper = (approval_fact(_akkoord(one)) for one in (WijzeAkkoord.SLEUTEL, WijzeAkkoord.PAPIER))
    assert key.value == "J. de Vries, 12-03-2026, met akkoordsleutel"
    assert paper.value == "J. de Vries, 12-03-2026, op papier, zwakker bewijs"
    assert (paper.icon, paper.icon_color) == ("ph.warning-bold", "wacht")
    assert (key.icon, key.icon_color) == ("ph.fingerprint", "gereed")
    cells = [approval_cell(one) for one in (WijzeAkkoord.SLEUTEL, WijzeAkkoord.PAPIER, None)]
    assert [one.text for one in cells] == ["sleutel", "papier, zwakker", "–"]
    assert [one.icon for one in cells] == [key.icon, paper.icon, ""]


def test_what_does_not_hold_names_nobody() -> None:
    broken = broken_fact("handtekening klopt niet")
    assert broken.value == "klopt niet: handtekening klopt niet"
    assert (broken.icon, broken.color) == ("ph.prohibit-bold", "te_laat")
