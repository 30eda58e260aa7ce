"""What a second person signs for an order: who gets it, every line, what is lifted and why, and the digest.

The digest is that of the content that is printed, so a later change of anything that reaches paper shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from veiligheidsadvies.domain.akkoord import Akkoord, OnderwerpAkkoord
from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.opdracht import Opdracht, Opdrachtregel, Opdrachtversie, totals
from veiligheidsadvies.services.akkoord_dekking import REDEN, amount_words
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.opdracht_poorten import VRIJGAVE
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.bevindingen import heading
from veiligheidsadvies.text.formats import NBSP

OPGEHEVEN, BLIJFT_STAAN = "opgeheven: ", "blijft staan: "


def subject_of(order: Opdracht, versie: Opdrachtversie) -> str:
    """What a decision is about, in its first words."""
    return (
        f"Opdracht {order.nummer}" if versie.nummer == 0 else f"Wijziging {versie.nummer} op {order.nummer}"
    )


def line_words(regel: Opdrachtregel) -> str:
    """One line as a decision names it."""
    return f"regel {regel.volgorde}: {_one_line(regel.titel)}, {amount_words(regel.ex)} excl. btw"


def reason_words(versie: Opdrachtversie) -> str:
    """The end of a decision: why gates are lifted and words may stay, with the word before it."""
    reasons = [part for part in (versie.poort_reden, versie.vrijgave_reden) if part]
    return REDEN + (_one_line(" / ".join(reasons)) or "–")


def voorstel_of(
    context: Context,
    order: Opdracht,
    versie: Opdrachtversie,
    regels: Sequence[Opdrachtregel],
    opgeheven: Sequence[Bevinding],
) -> Voorstel:
    """The text whose digest is signed; `regels` are what is ordered in the end."""
    supplier = records.get(context.connection, Leverancier, order.leverancier_id or 0)
    total = totals(regels)
    lines = [
        f"{subject_of(order, versie)} aan {supplier.naam}:"
        f" {amount_words(total.incl)} incl. btw, {amount_words(total.ex)} excl. btw",
        *(line_words(one) for one in regels),
    ]
    if versie.omschrijving:
        lines.append(f"wijziging: {_one_line(versie.omschrijving)}")
    gates = [_gate(one) for one in opgeheven if one.regel != VRIJGAVE]
    if gates:
        lines.append(OPGEHEVEN + "; ".join(gates))
    texts = [_gate(one) for one in opgeheven if one.regel == VRIJGAVE]
    if texts:
        lines.append(BLIJFT_STAAN + "; ".join(texts))
    lines.append(f"kenmerk van de inhoud: {versie.inhoud_sha256}")
    text = "\n".join(lines) + reason_words(versie)
    return Voorstel(
        dossier_id=order.dossier_id,
        onderwerp=OnderwerpAkkoord.OPDRACHT,
        tekst=text,
        opdracht_id=order.id,
    )


def covers(akkoord: Akkoord, voorstel: Voorstel, opgeheven: Sequence[Bevinding]) -> bool:
    """Whether an approval is on this proposal; a gate that opened since may still stand in it as lifted.

    `opgeheven` are the gates that are shut now: each of them must have been lifted by what was signed.
    """
    is_whole = hashlib.sha256(akkoord.besluit.encode()).hexdigest() == akkoord.samenvatting_sha256
    is_ours = (akkoord.onderwerp, akkoord.opdracht_id) == (voorstel.onderwerp, voorstel.opdracht_id)
    if not (is_whole and is_ours) or _without_gates(akkoord.besluit) != _without_gates(voorstel.tekst):
        return False
    lifted = "\n".join(line for line in akkoord.besluit.splitlines() if _is_gates(line))
    return all(_gate(one) in lifted for one in opgeheven)


def _gate(one: Bevinding) -> str:
    return f"{_one_line(heading(one))} (regel {one.regel})".replace(NBSP, " ")


def _without_gates(text: str) -> list[str]:
    return [line for line in text.splitlines() if not _is_gates(line)]


def _is_gates(line: str) -> bool:
    return line.startswith((OPGEHEVEN, BLIJFT_STAAN))


def _one_line(text: str) -> str:
    return " ".join(text.split())
