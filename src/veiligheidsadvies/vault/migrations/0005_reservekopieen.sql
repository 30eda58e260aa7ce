-- The register of copies of this vault, and the drills that proved that one can be put back.

-- One row a file; the same copy on a second place is a row of its own. soort: dagelijks, hand, tweede or schema.
-- map is '' for the folder of the vault itself. sleutelmerk is a keyed hash that tells which data key opens it.
CREATE TABLE reservekopie (
    id            INTEGER PRIMARY KEY,
    kenmerk       TEXT NOT NULL,
    soort         TEXT NOT NULL,
    map           TEXT NOT NULL,
    bestand       TEXT NOT NULL,
    gemaakt_op    TEXT NOT NULL,
    grootte       INTEGER NOT NULL CHECK (grootte > 0),
    sha256        TEXT NOT NULL CHECK (length(sha256) = 64),
    logregel      INTEGER NOT NULL,
    logkop        TEXT NOT NULL,
    schema_versie INTEGER NOT NULL,
    programma     TEXT NOT NULL,
    sleutelmerk   TEXT NOT NULL,
    nagekeken_op  TEXT NOT NULL,
    bevinding     TEXT NOT NULL,
    weg_op        TEXT,
    weg_reden     TEXT NOT NULL,
    UNIQUE (kenmerk, map, bestand)
) STRICT;
CREATE INDEX reservekopie_gemaakt ON reservekopie (gemaakt_op);

CREATE TABLE hersteloefening (
    id              INTEGER PRIMARY KEY,
    gehouden_op     TEXT NOT NULL,
    reservekopie_id INTEGER REFERENCES reservekopie (id),
    is_goed         INTEGER NOT NULL CHECK (is_goed = 0 OR is_goed = 1),
    verslag         TEXT NOT NULL
) STRICT;
