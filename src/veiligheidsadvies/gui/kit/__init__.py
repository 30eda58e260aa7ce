"""Generic Qt: forms, tables, lists, dialogs and painting; knows nothing of the field it is used in."""
