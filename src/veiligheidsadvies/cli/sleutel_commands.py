"""Commands on who opens a vault: list the keys, change a passphrase, get back in, make another sheet."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from veiligheidsadvies import paths
from veiligheidsadvies.cli.common import Commands, add_command, add_vault
from veiligheidsadvies.cli.console import Console
from veiligheidsadvies.cli.kluis_commands import GROUPS_OR_WORDS, key_of_paper
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.errors import (
    FileInTheWay,
    FileUnwritable,
    OwnKeyRevoked,
    RevokedKeyUnknown,
    UserError,
)
from veiligheidsadvies.services import kluis, wachtzin
from veiligheidsadvies.services.beheer import SlotKind
from veiligheidsadvies.services.bestand import held_place, refuse_vault
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.sleutels import Hersleuteld, Sleutelstand, Toegang
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.text.messages import explain

_KINDS = {SlotKind.OPENEN: "opent", SlotKind.AKKOORD: "akkoord"}


def add_to(commands: Commands) -> None:
    """Make these commands known."""
    keys = add_command(commands, "sleutels", list_keys, help="wie de kluis opent of akkoord geeft")
    add_vault(keys)
    keys.add_argument("--json", action="store_true", help="als JSON")
    change = add_command(commands, "wachtwoordzin", change_passphrase, help="kies een andere wachtwoordzin")
    add_vault(change)
    back = add_command(
        commands, "herstel-toegang", recover, help="kies met het herstelblad een nieuwe wachtwoordzin"
    )
    add_vault(back)
    back.add_argument("--sleutel", default="", metavar="NAAM", help="voor wie de nieuwe wachtwoordzin is")
    sheet = add_command(
        commands,
        "nieuw-herstelblad",
        new_sheet,
        help="versleutel de kluis opnieuw en maak een nieuw herstelblad",
    )
    add_vault(sheet)
    sheet.add_argument("bestand", metavar="BESTAND.pdf", type=Path, help="nieuw bestand")
    sheet.add_argument(
        "--trek-in",
        default=[],
        action="append",
        metavar="NAAM",
        help="wie de kluis niet meer opent; mag vaker",
    )
    sheet.add_argument(
        "--gezien", action="store_true", help="de eigen wachtwoordzin is gezien: kies ook een andere"
    )
    sheet.add_argument(
        "--vernieuw-kopieen", action="store_true", help="versleutel ook de reservekopieën opnieuw"
    )


def list_keys(session: Session, chosen: argparse.Namespace) -> int:
    """Every key with when it was last used."""
    with session.vault(chosen.kluis) as services:
        found = services.sleutels.list_all()
    if chosen.json:
        session.console.out_json([_as_json(one) for one in found])
        return 0
    rows = [
        (
            one.slot.name,
            _kind(one),
            one.slot.created[:10],
            _day(one) or "nog nooit",
            one.slot.fingerprint or "–",
        )
        for one in found
    ]
    session.console.out_table(("naam", "sleutel", "gemaakt", "laatst gebruikt", "vingerafdruk"), rows)
    return 0


def change_passphrase(session: Session, chosen: argparse.Namespace) -> int:
    """The own passphrase; also one that was made for one time."""
    old = session.console.secret("Huidige wachtwoordzin")
    key = kluis.unlock(chosen.kluis, old, now=session.now)
    with session.opened(chosen.kluis, key) as services:
        new = session.console.new_secret("Nieuwe wachtwoordzin")
        services.beheer.change_passphrase(key.slot_id, old=old, new=new)
    session.console.out("De wachtwoordzin is gewijzigd.")
    return 0


def recover(session: Session, chosen: argparse.Namespace) -> int:
    """With the sheet, or two of its parts: a new passphrase; works without a slot file."""
    console = session.console
    passphrase = console.new_secret("Nieuwe wachtwoordzin")
    typed = console.off_paper(GROUPS_OR_WORDS)
    with session.opened(chosen.kluis, key_of_paper(chosen.kluis, typed)) as services:
        name = services.sleutels.restore_access(passphrase, naam=chosen.sleutel, kdf=session.kdf)
    console.out(
        f"De kluis gaat weer open met de nieuwe wachtwoordzin van {name}.",
        "Het herstelblad is gebruikt: maak een nieuw, in het venster of met ‘nieuw-herstelblad’.",
    )
    return 0


def new_sheet(session: Session, chosen: argparse.Namespace) -> int:
    """Another key for the vault; also revokes keys and replaces a passphrase that was seen."""
    if os.path.lexists(chosen.bestand):
        raise FileInTheWay
    if not paths.is_folder(chosen.bestand.absolute().parent):
        raise FileUnwritable
    refuse_vault(chosen.bestand)
    own = session.console.secret("Wachtwoordzin")
    key = kluis.unlock(chosen.kluis, own, now=session.now)
    new = session.console.new_secret("Nieuwe wachtwoordzin") if chosen.gezien else ""
    with session.opened(chosen.kluis, key) as services:
        session.require_own_passphrase(services)
        access = _access(services.sleutels.list_all(), Toegang(wachtzin=own, nieuw=new), chosen.trek_in)
        prepared = services.sleutels.prepare(access)()
        with held_place(chosen.bestand):
            done = services.sleutels.rekey(prepared)
            _tell_done(session, done, is_own_new=chosen.gezien)
            is_written = _write_sheet(session, services, chosen, done)
        is_told = _tell_copies(session, services, is_renewing=chosen.vernieuw_kopieen)
    if is_written:
        session.console.out("Druk het herstelblad af en typ het terug met ‘bevestig-herstelblad’.")
    return 0 if is_written and is_told else 1


def _tell_done(session: Session, done: Hersleuteld, *, is_own_new: bool) -> None:
    """At once: whatever goes wrong after this, the vault has another key."""
    console = session.console
    for name, words in done.eenmalig.items():
        console.out(f"eenmalige zin voor {name}: {words}")
    for name in done.vervallen:
        console.out(f"opent de kluis niet meer: {name}")
    own = " Uw wachtwoordzin is nu de nieuwe." if is_own_new else ""
    console.out(f"De kluis is opnieuw versleuteld; geen ouder herstelblad opent hem meer.{own}")


def _write_sheet(session: Session, services: Services, chosen: argparse.Namespace, done: Hersleuteld) -> bool:
    """Whether the new sheet stands in its file; else everything is told that is true now."""
    words = wachtzin.generate()
    try:
        services.herstelblad.save(words, chosen.bestand)
    except UserError as error:
        own = ", met de nieuwe wachtwoordzin" if chosen.gezien else ""
        once = " Wie een eenmalige zin kreeg, krijgt dan een andere." if done.eenmalig else ""
        session.console.err(
            "De kluis is al opnieuw versleuteld en geen ouder herstelblad opent hem meer, maar het nieuwe "
            f"blad is niet geschreven. {explain(error)} Druk het blad af in het venster, of doe "
            f"‘nieuw-herstelblad’ opnieuw{own}.{once}"
        )
        return False
    session.console.out(f"herstelblad: {chosen.bestand}", f"pdf-wachtwoord: {words}")
    return True


def _access(found: Sequence[Sleutelstand], own: Toegang, revoked: Sequence[str]) -> dict[str, Toegang]:
    """Everybody who opens the vault and is not revoked; who is not here gets words for one time."""
    openers = [one.slot for one in found if one.slot.kind is SlotKind.OPENEN]
    others = sorted(slot.name for slot in openers if not slot.is_current)
    for name in revoked:
        if any(slot.is_current and slot.name == name for slot in openers):
            raise OwnKeyRevoked
        if name not in others:
            raise RevokedKeyUnknown(name, others)
    return {
        slot.id: own if slot.is_current else Toegang(is_eenmalig=True)
        for slot in openers
        if slot.name not in revoked
    }


def _tell_copies(session: Session, services: Services, *, is_renewing: bool) -> bool:
    """What an old secret still opens, after renewing it when asked; whether all of that could be told."""
    old = services.oude_kopieen
    try:
        old.keep_look(old.prepare_look()(lambda _: None))
        if is_renewing:
            _renew(session.console, services)
        _list_old(session.console, services)
    except UserError as error:
        session.console.err(
            "De kluis is opnieuw versleuteld, maar niet alles over de kopieën van vroeger is vastgelegd. "
            f"{explain(error)} Kijk bij Beheer in het venster welke er zijn."
        )
        return False
    return True


def _renew(console: Console, services: Services) -> None:
    old = services.oude_kopieen
    done = old.prepare(old.list_all())(lambda _: None)
    old.keep(done)
    for one in done:
        told = "vernieuwd" if one.fout is None else f"niet vernieuwd: {explain(one.fout)}"
        console.out(f"kopie {one.regel.pad}: {told}")


def _list_old(console: Console, services: Services) -> None:
    left = services.oude_kopieen.list_all()
    for line in left:
        until = f", blijft tot {line.bewaard_tot.isoformat()}" if line.bewaard_tot else ""
        console.out(f"gaat nog open met de oude sleutel: {line.pad}{until}")
    if left:
        told = count(len(left), "kopie gaat", "kopieën gaan")
        console.err(f"Let op: {told} nog open met een oude wachtwoordzin of een oud herstelblad.")
    aside = services.oude_kopieen.list_set_aside()
    for one in aside:
        console.out(f"gaat nog open met de oude sleutel: {one.path} (opzijgezette kluis)")
    if aside:
        told = count(len(aside), "opzijgezette kluis gaat", "opzijgezette kluizen gaan")
        console.err(
            f"Let op: {told} nog open met een oude wachtwoordzin of een oud herstelblad. Vernieuwen kan daar "
            "niet: haal weg wat u niet meer nodig hebt."
        )


def _as_json(one: Sleutelstand) -> dict[str, object]:
    return {
        "naam": one.slot.name,
        "soort": one.slot.kind.value,
        "gemaakt": one.slot.created,
        "laatst_gebruikt": one.laatst.isoformat() if one.laatst else None,
        "eenmalig": one.slot.is_handed_over,
        "vingerafdruk": one.slot.fingerprint or None,
    }


def _kind(one: Sleutelstand) -> str:
    return "eenmalige zin" if one.slot.is_handed_over else _KINDS[one.slot.kind]


def _day(one: Sleutelstand) -> str:
    return one.laatst.date().isoformat() if one.laatst else ""
