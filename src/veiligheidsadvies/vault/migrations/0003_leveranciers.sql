-- Suppliers with their recognitions, and their secrecy declaration as a numbered copy.

CREATE TABLE leverancier (
    id               INTEGER PRIMARY KEY,
    naam             TEXT NOT NULL,
    kvk              TEXT NOT NULL,
    diensten         TEXT NOT NULL,
    adres            TEXT NOT NULL,
    postcode         TEXT NOT NULL,
    plaats           TEXT NOT NULL,
    contactpersoon   TEXT NOT NULL,
    telefoon         TEXT NOT NULL,
    email            TEXT NOT NULL,
    mandaat          TEXT NOT NULL,
    notitie          TEXT NOT NULL,
    vog_bevestigd_op TEXT,
    ghv_getekend_op  TEXT,
    ghv_tot          TEXT,
    ghv_personen     TEXT NOT NULL,
    is_vervallen     INTEGER NOT NULL CHECK (is_vervallen = 0 OR is_vervallen = 1),
    UNIQUE (naam)
) STRICT;

CREATE TABLE erkenning (
    id             INTEGER PRIMARY KEY,
    leverancier_id INTEGER NOT NULL REFERENCES leverancier (id) ON DELETE RESTRICT,
    soort          TEXT NOT NULL CHECK (soort = 'borg_b' OR soort = 'borg_e' OR soort = 'pkvw_bedrijf' OR soort = 'wpbr_nd' OR soort = 'overig'),
    nummer         TEXT NOT NULL,
    geldig_tot     TEXT
) STRICT;

CREATE INDEX erkenning_leverancier ON erkenning (leverancier_id);

-- A CHECK cannot be changed: the register of copies is written over, row by row the same.
ALTER TABLE exemplaar RENAME TO exemplaar_oud;

CREATE TABLE exemplaar (
    id              INTEGER PRIMARY KEY,
    nummer          TEXT NOT NULL,
    document        TEXT NOT NULL CHECK (document = 'maatregelenplan' OR document = 'vertrouwelijke_samenvatting' OR document = 'akkoordformulier' OR document = 'herstelblad' OR document = 'geheimhoudingsverklaring'),
    dossier_id      INTEGER REFERENCES dossier (id) ON DELETE RESTRICT,
    volgnummer      INTEGER NOT NULL,
    aantal          INTEGER NOT NULL,
    ontvanger       TEXT NOT NULL,
    is_eigen        INTEGER NOT NULL CHECK (is_eigen = 0 OR is_eigen = 1),
    doel            TEXT NOT NULL,
    uitgegeven_door TEXT NOT NULL,
    uitgegeven_op   TEXT NOT NULL,
    wijze           TEXT NOT NULL CHECK (wijze = 'papier' OR wijze = 'versleuteld_bestand' OR wijze = 'onversleuteld_bestand'),
    reden           TEXT NOT NULL,
    snapshot        TEXT NOT NULL,
    snapshot_sha256 TEXT NOT NULL,
    pdf_sha256      TEXT NOT NULL,
    logkop          TEXT NOT NULL,
    retour_voor     TEXT,
    afloop          TEXT NOT NULL CHECK (afloop = 'buiten' OR afloop = 'retour' OR afloop = 'vernietigd' OR afloop = 'vermist'),
    afloop_op       TEXT,
    getuige         TEXT NOT NULL,
    leverancier_id  INTEGER REFERENCES leverancier (id) ON DELETE RESTRICT,
    UNIQUE (nummer)
) STRICT;

INSERT INTO exemplaar (id, nummer, document, dossier_id, volgnummer, aantal, ontvanger, is_eigen, doel, uitgegeven_door,
    uitgegeven_op, wijze, reden, snapshot, snapshot_sha256, pdf_sha256, logkop, retour_voor, afloop,
    afloop_op, getuige)
    SELECT id, nummer, document, dossier_id, volgnummer, aantal, ontvanger, is_eigen, doel, uitgegeven_door,
    uitgegeven_op, wijze, reden, snapshot, snapshot_sha256, pdf_sha256, logkop, retour_voor, afloop,
    afloop_op, getuige FROM exemplaar_oud;

DROP TABLE exemplaar_oud;

CREATE INDEX exemplaar_dossier ON exemplaar (dossier_id);
CREATE INDEX exemplaar_leverancier ON exemplaar (leverancier_id);
