-- Orders and money: from a request for quotes to an order, its delivery, its invoices and the closed year.
-- Amounts are whole cents and may be negative where an entry takes back; quantities are hundredths.
-- The kinds of papers and of approvals grow with the program: they are checked where they are read, not here.

CREATE TABLE inkoopgrens (
    id                  INTEGER PRIMARY KEY,
    vanaf               TEXT NOT NULL,
    enkelvoudig_tot     INTEGER NOT NULL,
    meervoudig_tot      INTEGER NOT NULL,
    eu_drempel          INTEGER NOT NULL,
    mandaat_tot         INTEGER NOT NULL,
    UNIQUE (vanaf)
) STRICT;

CREATE TABLE aanvraag (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    nummer              TEXT NOT NULL,
    stand               TEXT NOT NULL CHECK (stand = 'concept' OR stand = 'uitgezet' OR stand = 'gekozen' OR stand = 'ingetrokken'),
    aangevraagd_op      TEXT NOT NULL,
    reageren_voor       TEXT,
    plaats              TEXT NOT NULL,
    toelichting         TEXT NOT NULL,
    UNIQUE (nummer)
) STRICT;

CREATE TABLE aanvraagregel (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    aanvraag_id         INTEGER NOT NULL REFERENCES aanvraag (id) ON DELETE RESTRICT,
    maatregel_id        INTEGER NOT NULL REFERENCES maatregel (id) ON DELETE RESTRICT,
    volgorde            INTEGER NOT NULL,
    titel               TEXT NOT NULL,
    eis                 TEXT NOT NULL,
    aantal              INTEGER NOT NULL,
    eenheid             TEXT NOT NULL,
    btw                 INTEGER NOT NULL CHECK (btw BETWEEN 0 AND 100),
    per_jaar            INTEGER NOT NULL CHECK (per_jaar = 0 OR per_jaar = 1)
) STRICT;

CREATE TABLE offerte (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    aanvraag_id         INTEGER NOT NULL REFERENCES aanvraag (id) ON DELETE RESTRICT,
    leverancier_id      INTEGER NOT NULL REFERENCES leverancier (id) ON DELETE RESTRICT,
    stand               TEXT NOT NULL CHECK (stand = 'gevraagd' OR stand = 'ontvangen' OR stand = 'gekozen' OR stand = 'afgevallen'),
    kenmerk             TEXT NOT NULL,
    ontvangen_op        TEXT,
    geldig_tot          TEXT,
    levertijd_dagen     INTEGER,
    opmerking           TEXT NOT NULL,
    UNIQUE (aanvraag_id, leverancier_id)
) STRICT;

CREATE TABLE offerteregel (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    offerte_id          INTEGER NOT NULL REFERENCES offerte (id) ON DELETE RESTRICT,
    aanvraagregel_id    INTEGER NOT NULL REFERENCES aanvraagregel (id) ON DELETE RESTRICT,
    stukprijs           INTEGER NOT NULL,
    btw                 INTEGER NOT NULL CHECK (btw BETWEEN 0 AND 100),
    ex                  INTEGER NOT NULL,
    incl                INTEGER NOT NULL,
    UNIQUE (offerte_id, aanvraagregel_id)
) STRICT;

CREATE TABLE opdracht (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    leverancier_id      INTEGER NOT NULL REFERENCES leverancier (id) ON DELETE RESTRICT,
    offerte_id          INTEGER REFERENCES offerte (id) ON DELETE RESTRICT,
    nummer              TEXT NOT NULL,
    stand               TEXT NOT NULL CHECK (stand = 'concept' OR stand = 'voorgelegd' OR stand = 'akkoord' OR stand = 'gegeven' OR stand = 'ingepland' OR stand = 'deels_opgeleverd' OR stand = 'opgeleverd' OR stand = 'afgerond' OR stand = 'geannuleerd' OR stand = 'ingetrokken'),
    gereed_voor         TEXT,
    adres_wijze         TEXT NOT NULL CHECK (adres_wijze = 'bijlage' OR adres_wijze = 'geen'),
    woonplek_id         INTEGER REFERENCES woonplek (id) ON DELETE RESTRICT,
    werklocatie_id      INTEGER REFERENCES werklocatie (id) ON DELETE RESTRICT,
    afspraken           TEXT NOT NULL,
    opdracht_op         TEXT,
    einde_op            TEXT,
    einde_reden         TEXT NOT NULL,
    UNIQUE (nummer)
) STRICT;

CREATE TABLE opdrachtversie (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    opdracht_id         INTEGER NOT NULL REFERENCES opdracht (id) ON DELETE RESTRICT,
    nummer              INTEGER NOT NULL,
    stand               TEXT NOT NULL CHECK (stand = 'concept' OR stand = 'voorgelegd' OR stand = 'akkoord' OR stand = 'gegeven' OR stand = 'ingetrokken'),
    omschrijving        TEXT NOT NULL,
    poort_reden         TEXT NOT NULL,
    vrijgave_reden      TEXT NOT NULL,
    inhoud              TEXT NOT NULL,
    inhoud_sha256       TEXT NOT NULL,
    akkoord_id          INTEGER REFERENCES akkoord (id) ON DELETE RESTRICT,
    gegeven_op          TEXT,
    UNIQUE (opdracht_id, nummer)
) STRICT;

CREATE TABLE opdrachtregel (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    opdracht_id         INTEGER NOT NULL REFERENCES opdracht (id) ON DELETE RESTRICT,
    maatregel_id        INTEGER NOT NULL REFERENCES maatregel (id) ON DELETE RESTRICT,
    versie              INTEGER NOT NULL,
    volgorde            INTEGER NOT NULL,
    titel               TEXT NOT NULL,
    eis                 TEXT NOT NULL,
    aantal              INTEGER NOT NULL,
    eenheid             TEXT NOT NULL,
    stukprijs           INTEGER NOT NULL,
    btw                 INTEGER NOT NULL CHECK (btw BETWEEN 0 AND 100),
    ex                  INTEGER NOT NULL,
    incl                INTEGER NOT NULL,
    per_jaar            INTEGER NOT NULL CHECK (per_jaar = 0 OR per_jaar = 1),
    betaler             TEXT NOT NULL CHECK (betaler = 'organisatie' OR betaler = 'bestuurder' OR betaler = 'stelsel' OR betaler = 'nieuwe_werkgever'),
    fiscale_categorie   TEXT NOT NULL CHECK (fiscale_categorie = 'arbo_gericht_vrijgesteld' OR fiscale_categorie = 'vrije_ruimte_wkr' OR fiscale_categorie = 'eigen_rekening' OR fiscale_categorie = 'geen_loon' OR fiscale_categorie = 'nader_bepalen'),
    wijzigt_id          INTEGER REFERENCES opdrachtregel (id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE opdrachtovergang (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    opdracht_id         INTEGER NOT NULL REFERENCES opdracht (id) ON DELETE RESTRICT,
    van                 TEXT CHECK (van = 'concept' OR van = 'voorgelegd' OR van = 'akkoord' OR van = 'gegeven' OR van = 'ingepland' OR van = 'deels_opgeleverd' OR van = 'opgeleverd' OR van = 'afgerond' OR van = 'geannuleerd' OR van = 'ingetrokken'),
    naar                TEXT NOT NULL CHECK (naar = 'concept' OR naar = 'voorgelegd' OR naar = 'akkoord' OR naar = 'gegeven' OR naar = 'ingepland' OR naar = 'deels_opgeleverd' OR naar = 'opgeleverd' OR naar = 'afgerond' OR naar = 'geannuleerd' OR naar = 'ingetrokken'),
    op                  TEXT NOT NULL,
    tijdstip            TEXT NOT NULL,
    door                TEXT NOT NULL,
    reden               TEXT NOT NULL,
    is_correctie        INTEGER NOT NULL CHECK (is_correctie = 0 OR is_correctie = 1)
) STRICT;

CREATE TABLE afspraak (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    opdracht_id         INTEGER NOT NULL REFERENCES opdracht (id) ON DELETE RESTRICT,
    dag                 TEXT NOT NULL,
    tijd                TEXT NOT NULL,
    thuis               TEXT NOT NULL,
    monteurs            TEXT NOT NULL,
    bevestigd_op        TEXT,
    is_vervallen        INTEGER NOT NULL CHECK (is_vervallen = 0 OR is_vervallen = 1)
) STRICT;

CREATE TABLE oplevering (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    opdracht_id         INTEGER NOT NULL REFERENCES opdracht (id) ON DELETE RESTRICT,
    opgeleverd_op       TEXT NOT NULL,
    certificaat         TEXT NOT NULL,
    is_uitgelegd        INTEGER NOT NULL CHECK (is_uitgelegd = 0 OR is_uitgelegd = 1),
    codes_bij_bewoner   INTEGER NOT NULL CHECK (codes_bij_bewoner = 0 OR codes_bij_bewoner = 1),
    fotos               TEXT NOT NULL,
    garantie_tot        TEXT,
    getekend_door       TEXT NOT NULL,
    opmerking           TEXT NOT NULL
) STRICT;

CREATE TABLE opleverregel (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    oplevering_id       INTEGER NOT NULL REFERENCES oplevering (id) ON DELETE RESTRICT,
    opdrachtregel_id    INTEGER NOT NULL REFERENCES opdrachtregel (id) ON DELETE RESTRICT,
    aantal              INTEGER NOT NULL
) STRICT;

CREATE TABLE restpunt (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    opdracht_id         INTEGER NOT NULL REFERENCES opdracht (id) ON DELETE RESTRICT,
    opdrachtregel_id    INTEGER REFERENCES opdrachtregel (id) ON DELETE RESTRICT,
    omschrijving        TEXT NOT NULL,
    blokkeert           INTEGER NOT NULL CHECK (blokkeert = 0 OR blokkeert = 1),
    termijn             TEXT,
    gereed_op           TEXT
) STRICT;

CREATE TABLE contract (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    maatregel_id        INTEGER NOT NULL REFERENCES maatregel (id) ON DELETE RESTRICT,
    leverancier_id      INTEGER REFERENCES leverancier (id) ON DELETE RESTRICT,
    opdrachtregel_id    INTEGER REFERENCES opdrachtregel (id) ON DELETE RESTRICT,
    naam                TEXT NOT NULL,
    kenmerk             TEXT NOT NULL,
    ingang              TEXT NOT NULL,
    looptijd_maanden    INTEGER NOT NULL,
    verlenging_maanden  INTEGER NOT NULL,
    opzegtermijn_dagen  INTEGER NOT NULL,
    interval_maanden    INTEGER NOT NULL,
    ex                  INTEGER NOT NULL,
    btw                 INTEGER NOT NULL CHECK (btw BETWEEN 0 AND 100),
    incl                INTEGER NOT NULL,
    volgend_onderhoud   TEXT,
    opgezegd_op         TEXT,
    eindigt_op          TEXT,
    notitie             TEXT NOT NULL
) STRICT;

CREATE TABLE factuur (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    opdracht_id         INTEGER REFERENCES opdracht (id) ON DELETE RESTRICT,
    leverancier_id      INTEGER REFERENCES leverancier (id) ON DELETE RESTRICT,
    soort               TEXT NOT NULL CHECK (soort = 'factuur' OR soort = 'credit'),
    nummer              TEXT NOT NULL,
    datum               TEXT NOT NULL,
    ontvangen_op        TEXT NOT NULL,
    vervalt_op          TEXT,
    boekjaar            INTEGER NOT NULL,
    verwijst_id         INTEGER REFERENCES factuur (id) ON DELETE RESTRICT,
    gecontroleerd_op    TEXT,
    verschil_reden      TEXT NOT NULL
) STRICT;

CREATE TABLE jaarafsluiting (
    id                  INTEGER PRIMARY KEY,
    jaar                INTEGER NOT NULL,
    afgesloten_op       TEXT NOT NULL,
    door                TEXT NOT NULL,
    begroot             INTEGER NOT NULL,
    gefactureerd        INTEGER NOT NULL,
    overgedragen        INTEGER NOT NULL,
    vrij                INTEGER NOT NULL,
    toelichting         TEXT NOT NULL,
    UNIQUE (jaar)
) STRICT;

ALTER TABLE begroting ADD COLUMN extra INTEGER NOT NULL DEFAULT 0;
ALTER TABLE begroting ADD COLUMN bzk_bijdrage INTEGER NOT NULL DEFAULT 0;
ALTER TABLE begroting ADD COLUMN overgeheveld INTEGER NOT NULL DEFAULT 0;

ALTER TABLE organisatie ADD COLUMN afdeling TEXT NOT NULL DEFAULT '';
ALTER TABLE organisatie ADD COLUMN postadres TEXT NOT NULL DEFAULT '';
ALTER TABLE organisatie ADD COLUMN postcode_plaats TEXT NOT NULL DEFAULT '';

-- A CHECK cannot be changed, so these tables are written over, row by row the same.
CREATE TABLE akkoord_nieuw (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER REFERENCES dossier (id) ON DELETE RESTRICT,
    onderwerp           TEXT NOT NULL,
    besluit             TEXT NOT NULL,
    samenvatting_sha256 TEXT NOT NULL,
    wijze               TEXT NOT NULL CHECK (wijze = 'sleutel' OR wijze = 'papier'),
    voorgesteld_door    TEXT NOT NULL,
    naam                TEXT NOT NULL,
    op                  TEXT NOT NULL,
    slot_id             TEXT NOT NULL,
    handtekening        TEXT NOT NULL,
    papiercode          TEXT NOT NULL,
    opdracht_id         INTEGER REFERENCES opdracht (id) ON DELETE RESTRICT
) STRICT;

INSERT INTO akkoord_nieuw (id, dossier_id, onderwerp, besluit, samenvatting_sha256, wijze, voorgesteld_door, naam, op, slot_id, handtekening, papiercode)
    SELECT id, dossier_id, onderwerp, besluit, samenvatting_sha256, wijze, voorgesteld_door, naam, op, slot_id, handtekening, papiercode FROM akkoord;

DROP TABLE akkoord;

ALTER TABLE akkoord_nieuw RENAME TO akkoord;

CREATE TABLE kostenregel_nieuw (
    id                INTEGER PRIMARY KEY,
    maatregel_id      INTEGER NOT NULL REFERENCES maatregel (id) ON DELETE RESTRICT,
    dossier_id        INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    soort             TEXT NOT NULL CHECK (soort = 'raming' OR soort = 'offerte' OR soort = 'verplichting' OR soort = 'factuur' OR soort = 'betaling' OR soort = 'credit'),
    omschrijving      TEXT NOT NULL,
    ex                INTEGER NOT NULL,
    btw               INTEGER NOT NULL CHECK (btw BETWEEN 0 AND 100),
    incl              INTEGER NOT NULL,
    datum             TEXT NOT NULL,
    boekjaar          INTEGER NOT NULL,
    per_jaar          INTEGER NOT NULL CHECK (per_jaar = 0 OR per_jaar = 1),
    fiscale_categorie TEXT NOT NULL CHECK (fiscale_categorie = 'arbo_gericht_vrijgesteld' OR fiscale_categorie = 'vrije_ruimte_wkr' OR fiscale_categorie = 'eigen_rekening' OR fiscale_categorie = 'geen_loon' OR fiscale_categorie = 'nader_bepalen'),
    kenmerk           TEXT NOT NULL,
    betaler           TEXT CHECK (betaler = 'organisatie' OR betaler = 'bestuurder' OR betaler = 'stelsel' OR betaler = 'nieuwe_werkgever'),
    opdrachtregel_id  INTEGER REFERENCES opdrachtregel (id) ON DELETE RESTRICT,
    factuur_id        INTEGER REFERENCES factuur (id) ON DELETE RESTRICT
) STRICT;

INSERT INTO kostenregel_nieuw (id, maatregel_id, dossier_id, soort, omschrijving, ex, btw, incl, datum, boekjaar, per_jaar, fiscale_categorie, kenmerk)
    SELECT id, maatregel_id, dossier_id, soort, omschrijving, ex, btw, incl, datum, boekjaar, per_jaar, fiscale_categorie, kenmerk FROM kostenregel;

DROP TABLE kostenregel;

ALTER TABLE kostenregel_nieuw RENAME TO kostenregel;

CREATE TABLE exemplaar_nieuw (
    id              INTEGER PRIMARY KEY,
    nummer          TEXT NOT NULL,
    document        TEXT NOT NULL,
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
    aanvraag_id     INTEGER REFERENCES aanvraag (id) ON DELETE RESTRICT,
    opdracht_id     INTEGER REFERENCES opdracht (id) ON DELETE RESTRICT,
    herdruk_van     INTEGER REFERENCES exemplaar (id) ON DELETE RESTRICT,
    UNIQUE (nummer)
) STRICT;

INSERT INTO exemplaar_nieuw (id, nummer, document, dossier_id, volgnummer, aantal, ontvanger, is_eigen, doel, uitgegeven_door, uitgegeven_op, wijze, reden, snapshot, snapshot_sha256, pdf_sha256, logkop, retour_voor, afloop, afloop_op, getuige, leverancier_id)
    SELECT id, nummer, document, dossier_id, volgnummer, aantal, ontvanger, is_eigen, doel, uitgegeven_door, uitgegeven_op, wijze, reden, snapshot, snapshot_sha256, pdf_sha256, logkop, retour_voor, afloop, afloop_op, getuige, leverancier_id FROM exemplaar;

DROP TABLE exemplaar;

ALTER TABLE exemplaar_nieuw RENAME TO exemplaar;

CREATE INDEX kostenregel_maatregel ON kostenregel (maatregel_id, soort, incl);
CREATE INDEX kostenregel_jaar ON kostenregel (boekjaar);
CREATE INDEX kostenregel_opdrachtregel ON kostenregel (opdrachtregel_id);
CREATE INDEX kostenregel_factuur ON kostenregel (factuur_id);
CREATE INDEX exemplaar_dossier ON exemplaar (dossier_id);
CREATE INDEX exemplaar_leverancier ON exemplaar (leverancier_id);
CREATE INDEX exemplaar_opdracht ON exemplaar (opdracht_id);
CREATE INDEX aanvraag_dossier ON aanvraag (dossier_id);
CREATE INDEX aanvraagregel_aanvraag ON aanvraagregel (aanvraag_id);
CREATE INDEX aanvraagregel_maatregel ON aanvraagregel (maatregel_id);
CREATE INDEX offerteregel_offerte ON offerteregel (offerte_id);
CREATE INDEX opdracht_dossier ON opdracht (dossier_id);
CREATE INDEX opdracht_leverancier ON opdracht (leverancier_id);
CREATE INDEX opdrachtregel_opdracht ON opdrachtregel (opdracht_id);
CREATE INDEX opdrachtregel_maatregel ON opdrachtregel (maatregel_id);
CREATE INDEX opdrachtovergang_opdracht ON opdrachtovergang (opdracht_id);
CREATE INDEX afspraak_opdracht ON afspraak (opdracht_id);
CREATE INDEX oplevering_opdracht ON oplevering (opdracht_id);
CREATE INDEX opleverregel_oplevering ON opleverregel (oplevering_id);
CREATE INDEX restpunt_opdracht ON restpunt (opdracht_id);
CREATE INDEX contract_dossier ON contract (dossier_id);
CREATE INDEX factuur_opdracht ON factuur (opdracht_id);
CREATE INDEX factuur_leverancier ON factuur (leverancier_id);
