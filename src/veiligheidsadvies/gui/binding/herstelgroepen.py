"""The fields into which the recovery sheet is typed back, pasted or scanned."""

from __future__ import annotations

from veiligheidsadvies.gui.kit.group_fields import Code, GroupFields
from veiligheidsadvies.services import kluis


def recovery_fields() -> GroupFields:
    """Fourteen groups, each checked as soon as it is full."""
    return GroupFields(
        Code(
            count=kluis.HERSTELGROEPEN,
            length=kluis.GROEPLENGTE,
            check=kluis.check_group,
            recognise=kluis.groups_in,
            marker=kluis.QR_PREFIX,
        )
    )
