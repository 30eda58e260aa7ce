"""Whether an Akkoord is what the second person gave: its text, its signature, the key and name of that one.

The name is not part of what is signed, so it is held against that of the key.
"""

from __future__ import annotations

import hashlib

from veiligheidsadvies.domain.akkoord import Akkoord, WijzeAkkoord
from veiligheidsadvies.services.akkoord_personen import Personen
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.integrity import CheckOutcome

CODE_TEKENS = 8
_ANDERE_NAAM = "naam is niet die van de akkoordsleutel"
_EIGEN = "voorsteller gaf zelf akkoord, naar de namen die de sleutels toen al hadden"


def bezwaar(context: Context, akkoord: Akkoord) -> str:
    """What is wrong with it in a few words, "" when it holds; on paper only its text and code can be seen."""
    digest = hashlib.sha256(akkoord.besluit.encode())
    if digest.hexdigest() != akkoord.samenvatting_sha256:
        return "besluit gewijzigd"
    if akkoord.wijze is WijzeAkkoord.PAPIER:
        return "" if len(akkoord.papiercode) == CODE_TEKENS else "code van het formulier ontbreekt"
    if context.vault.is_forged_key(akkoord.slot_id):
        return "akkoordsleutel verwisseld"
    is_right = context.vault.verify_approval(akkoord.slot_id, digest.digest(), signature_of(akkoord))
    if not is_right:
        return "handtekening klopt niet"
    return "" if context.vault.may_be_name(akkoord.slot_id, akkoord.naam) else _ANDERE_NAAM


def check_names(context: Context) -> CheckOutcome:
    """As `controle` tells it: each approval bears the name of its key, and not that of who proposed it.

    Numbers, no names.
    """
    given, persons = records.list_where(context.connection, Akkoord), Personen(context)
    by_key = (one for one in given if one.wijze is WijzeAkkoord.SLEUTEL)
    found = {
        _ANDERE_NAAM: [one for one in by_key if not context.vault.may_be_name(one.slot_id, one.naam)],
        _EIGEN: [one for one in given if persons.is_own(one)],
    }
    told = [
        f"{words}: akkoord {', '.join(str(one.id) for one in wrong)}"
        for words, wrong in found.items()
        if wrong
    ]
    return CheckOutcome(name="namen bij akkoorden", ok=not told, detail="; ".join(told))


def signature_of(akkoord: Akkoord) -> bytes:
    """The bytes of a signature; none when what is kept is no signature at all."""
    try:
        return bytes.fromhex(akkoord.handtekening)
    except ValueError:
        return b""
