"""What the user is told after unlocking, by the stored word of the notice."""

MELDINGEN = {
    "rechten_aangescherpt": "Andere gebruikers van deze computer konden in de map van de kluis kijken. Dat is nu dicht.",
    "sleutelbestand_hersteld": "Het sleutelbestand was beschadigd en is hersteld uit de kopie.",
    "pogingen_onbekend": "Het bestand met mislukte pogingen ontbreekt; niet bekend is of iemand de kluis probeerde te openen.",
    "oudere_kluis": "Deze kluis is ouder dan de kluis die hier het laatst open was. Is er een oude kopie teruggezet?",
    "oudere_sleutels": "Er is een ouder sleutelbestand teruggezet: wachtwoordzinnen van toen gelden weer. Versleutel de kluis opnieuw.",
}
