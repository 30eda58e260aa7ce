-- The vault's own tables: who it is, who may open it, its log, and what is kept beside the records.

CREATE TABLE kluis (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    kluis_id      TEXT NOT NULL,
    logsleutel    BLOB NOT NULL CHECK (length(logsleutel) = 32),
    aangemaakt_op TEXT NOT NULL
) STRICT;

-- Names and public keys of everybody who ever had a key slot, so that the log stays readable
-- and old approvals stay verifiable after a slot is gone.
CREATE TABLE sleutelhouder (
    sleuf_id           TEXT PRIMARY KEY,
    naam               TEXT NOT NULL,
    soort              TEXT NOT NULL CHECK (soort IN ('openen', 'akkoord', 'herstelblad')),
    publieke_sleutel   BLOB,
    sinds              TEXT NOT NULL,
    ingetrokken_op     TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE instelling (
    naam   TEXT PRIMARY KEY,
    waarde TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One user action. soort: gewoon, or the undo or redo of the action in keert_om.
CREATE TABLE handeling (
    nummer       INTEGER PRIMARY KEY,
    omschrijving TEXT NOT NULL,
    soort        TEXT NOT NULL CHECK (soort IN ('gewoon', 'ongedaan', 'opnieuw')),
    keert_om     INTEGER REFERENCES handeling (nummer),
    CHECK ((soort = 'gewoon') = (keert_om IS NULL))
) STRICT;
CREATE INDEX handeling_keert_om ON handeling (keert_om);

-- The chain: ids only. nummer has no gaps; mac covers the row and the mac of the row before it.
CREATE TABLE logregel (
    nummer     INTEGER PRIMARY KEY,
    handeling  INTEGER REFERENCES handeling (nummer),
    actie      TEXT NOT NULL,
    object     TEXT NOT NULL,
    tabel      TEXT,
    rij        INTEGER,
    dossier_id INTEGER,
    resultaat  TEXT NOT NULL,
    oorsprong  TEXT NOT NULL,
    actor      TEXT NOT NULL,
    tijdstip   TEXT NOT NULL,
    som_voor   BLOB,
    som_na     BLOB,
    mac        BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;
CREATE INDEX logregel_handeling ON logregel (handeling);
CREATE INDEX logregel_rij ON logregel (tabel, rij);
CREATE INDEX logregel_dossier ON logregel (dossier_id);

-- What a row held before and after, apart from the chain: destruction removes these and the chain still verifies.
CREATE TABLE beeld (
    regel INTEGER PRIMARY KEY REFERENCES logregel (nummer),
    zout  BLOB NOT NULL CHECK (length(zout) = 16),
    voor  TEXT,
    na    TEXT
) STRICT;

CREATE TABLE concept (
    sleutel    TEXT PRIMARY KEY,
    gegevens   TEXT NOT NULL,
    bewaard_op TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Attachments by SHA-256 of their bytes; written once.
CREATE TABLE inhoud (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE nummering (
    reeks   TEXT NOT NULL,
    jaar    INTEGER NOT NULL,
    laatste INTEGER NOT NULL CHECK (laatste > 0),
    PRIMARY KEY (reeks, jaar)
) STRICT, WITHOUT ROWID;

-- Room kept for the last drafts when the disk is full.
CREATE TABLE reserve (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    vulling BLOB NOT NULL
) STRICT;

CREATE TABLE zoekrij (
    id         INTEGER PRIMARY KEY,
    tabel      TEXT NOT NULL,
    rij        INTEGER NOT NULL,
    dossier_id INTEGER,
    UNIQUE (tabel, rij)
) STRICT;
CREATE VIRTUAL TABLE zoekindex USING fts5 (tekst, tokenize = "unicode61 remove_diacritics 0");
INSERT INTO zoekindex (zoekindex, rank) VALUES ('secure-delete', 1);
