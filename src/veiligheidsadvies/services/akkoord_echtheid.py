"""Whether one Akkoord is what the second person gave: its text, its signature and the key of that person."""

from __future__ import annotations

import hashlib

from veiligheidsadvies.domain.akkoord import Akkoord, WijzeAkkoord
from veiligheidsadvies.services.context import Context

CODE_TEKENS = 8


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
    return "" if is_right else "handtekening klopt niet"


def signature_of(akkoord: Akkoord) -> bytes:
    """The bytes of a signature; none when what is kept is no signature at all."""
    try:
        return bytes.fromhex(akkoord.handtekening)
    except ValueError:
        return b""
