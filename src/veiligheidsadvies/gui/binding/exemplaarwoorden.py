"""How a copy of a paper is said wherever copies are listed: who has it, how it left, what became of it."""

from __future__ import annotations

from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaarregel, Wijze
from veiligheidsadvies.domain.organisatie import TERMEN
from veiligheidsadvies.gui.binding.bron import MANAGER
from veiligheidsadvies.gui.kit.cells import Cell, status_cell
from veiligheidsadvies.gui.kit.secrecy import Secrecy
from veiligheidsadvies.services.herstelblad import BEWAARDER

OWN = "de bestuurder zelf"
_ROLES = {
    MANAGER,
    BEWAARDER,
    *(office for terms in TERMEN.values() for office in (terms.secretaris, terms.voorzitter)),
}
_KNOWN = frozenset(role.casefold() for role in _ROLES)
_WIJZE = {
    Wijze.PAPIER: ("papier", "ph.printer"),
    Wijze.VERSLEUTELD: ("versleuteld bestand", "ph.lock-key"),
    Wijze.ONVERSLEUTELD: ("open bestand", "ph.warning"),
}
_GROEP = {
    Afloop.BUITEN: "loopt",
    Afloop.RETOUR: "gereed",
    Afloop.VERNIETIGD: "gereed",
    Afloop.VERMIST: "te_laat",
}


def reader(copy: Exemplaarregel, secrecy: Secrecy) -> str:
    """Who has it: an office is no secret, a name is."""
    if not secrecy.is_hidden or copy.ontvanger.casefold() in _KNOWN:
        return copy.ontvanger
    return OWN if copy.is_eigen else secrecy.shown(copy.ontvanger)


def way_words(copy: Exemplaarregel) -> str:
    """How it left."""
    return _WIJZE[copy.wijze][0]


def way_cell(copy: Exemplaarregel) -> Cell:
    """How it left: icon and words, an open file in the colour that asks attention."""
    words, picture = _WIJZE[copy.wijze]
    tone = "wacht" if copy.wijze is Wijze.ONVERSLEUTELD else "muted"
    return Cell(text=words, icon=picture, icon_color=tone)


def state_cell(copy: Exemplaarregel) -> Cell:
    """What became of it: icon and word."""
    return status_cell(_GROEP[copy.afloop], copy.afloop.value)


def paper_words(copy: Exemplaarregel) -> str:
    """Its document in a word that fits a column."""
    return copy.document.woord.removeprefix("Vertrouwelijke ").capitalize()
