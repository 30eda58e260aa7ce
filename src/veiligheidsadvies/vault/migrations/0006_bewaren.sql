-- Records law: how long each kind of record is kept, what stops its destruction, and what was destroyed.

CREATE TABLE bewaarregel (
    id            INTEGER PRIMARY KEY,
    soort         TEXT NOT NULL,
    orgaan        TEXT NOT NULL CHECK (orgaan = 'bestuur' OR orgaan = 'voorzitter'),
    jaren         INTEGER NOT NULL CHECK (jaren >= 0),
    maanden       INTEGER NOT NULL CHECK (maanden >= 0 AND maanden < 12),
    vanaf         TEXT NOT NULL,
    grond         TEXT NOT NULL,
    selectielijst TEXT NOT NULL,
    categorie     TEXT NOT NULL,
    toelichting   TEXT NOT NULL,
    UNIQUE (soort, orgaan)
) STRICT;

CREATE TABLE blokkade (
    id              INTEGER PRIMARY KEY,
    dossier_id      INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    reden           TEXT NOT NULL,
    sinds           TEXT NOT NULL,
    door            TEXT NOT NULL,
    opgeheven_op    TEXT,
    opgeheven_door  TEXT NOT NULL,
    opgeheven_reden TEXT NOT NULL
) STRICT;
CREATE INDEX blokkade_dossier ON blokkade (dossier_id);

-- No reference to the dossier: the code says which it was, and nothing of it is left to refer to.
CREATE TABLE vernietiging (
    id                INTEGER PRIMARY KEY,
    nummer            TEXT NOT NULL,
    code              TEXT NOT NULL,
    soort             TEXT NOT NULL,
    orgaan            TEXT NOT NULL CHECK (orgaan = 'bestuur' OR orgaan = 'voorzitter'),
    periode           TEXT NOT NULL,
    termijn           TEXT NOT NULL,
    grond             TEXT NOT NULL,
    selectielijst     TEXT NOT NULL,
    categorie         TEXT NOT NULL,
    verstreken_op     TEXT NOT NULL,
    rijen             INTEGER NOT NULL CHECK (rijen >= 0),
    beelden           INTEGER NOT NULL CHECK (beelden >= 0),
    concepten         INTEGER NOT NULL CHECK (concepten >= 0),
    zoekteksten       INTEGER NOT NULL CHECK (zoekteksten >= 0),
    bijlagen          INTEGER NOT NULL CHECK (bijlagen >= 0),
    exemplaren        INTEGER NOT NULL CHECK (exemplaren >= 0),
    exemplaren_buiten INTEGER NOT NULL CHECK (exemplaren_buiten >= 0),
    gezocht           INTEGER NOT NULL CHECK (gezocht >= 0),
    gevonden          INTEGER NOT NULL CHECK (gevonden >= 0),
    resten            TEXT NOT NULL,
    voorgesteld_door  TEXT NOT NULL,
    akkoord_id        INTEGER REFERENCES akkoord (id) ON DELETE RESTRICT,
    op                TEXT NOT NULL,
    logregel          INTEGER NOT NULL,
    logkop            TEXT NOT NULL,
    UNIQUE (nummer)
) STRICT;

-- What is left of a destroyed dossier are numbers and amounts, which finance keeps for longer.
ALTER TABLE dossier ADD COLUMN vernietigd_op TEXT;
