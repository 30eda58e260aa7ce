"""How an approval is said and drawn: with an own key, on paper (which proves less), or not holding."""

from __future__ import annotations

from veiligheidsadvies.domain.akkoord import Akkoord, WijzeAkkoord
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.facts import Fact
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.text.formats import date_full

_MARK = {
    WijzeAkkoord.SLEUTEL: ("ph.fingerprint", "gereed"),
    WijzeAkkoord.PAPIER: (icon_name("finding", "let_op"), "wacht"),
}
_HOW = {WijzeAkkoord.SLEUTEL: "met akkoordsleutel", WijzeAkkoord.PAPIER: "op papier, zwakker bewijs"}
_SHORT = {WijzeAkkoord.SLEUTEL: "sleutel", WijzeAkkoord.PAPIER: "papier, zwakker"}


def approval_fact(akkoord: Akkoord) -> Fact:
    """Who, when and how."""
    icon, tone = _MARK[akkoord.wijze]
    words = f"{akkoord.naam}, {date_full(akkoord.op.date())}, {_HOW[akkoord.wijze]}"
    return Fact(label="Akkoord", value=words, icon=icon, icon_color=tone)


def broken_fact(bezwaar: str) -> Fact:
    """That it does not hold, and what is wrong."""
    return Fact(
        label="Akkoord",
        value=f"klopt niet: {bezwaar}",
        icon=icon_name("finding", "blokkeert"),
        icon_color="te_laat",
        color="te_laat",
    )


def approval_cell(wijze: WijzeAkkoord | None) -> Cell:
    """Icon and word of how the second person said yes."""
    if wijze is None:
        return text_cell("–", is_muted=True)
    icon, tone = _MARK[wijze]
    return Cell(text=_SHORT[wijze], icon=icon, icon_color=tone)
