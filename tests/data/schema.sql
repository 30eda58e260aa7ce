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

CREATE TABLE advies (
    id                      INTEGER PRIMARY KEY,
    dossier_id              INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    soort                   TEXT NOT NULL CHECK (soort = 'advies_op_maat' OR soort = 'herijking' OR soort = 'maatregelenlijst' OR soort = 'eigen_inventarisatie'),
    kenmerk                 TEXT NOT NULL,
    aangevraagd_op          TEXT,
    intake_op               TEXT,
    schouw_op               TEXT,
    ccv_datum               TEXT,
    bva_datum               TEXT,
    adviseur                TEXT NOT NULL,
    spoed                   INTEGER NOT NULL CHECK (spoed = 0 OR spoed = 1),
    gedeeld                 TEXT NOT NULL CHECK (gedeeld = 'volledig' OR gedeeld = 'alleen_maatregelen' OR gedeeld = 'niet'),
    gedeeld_op              TEXT,
    instemming              TEXT NOT NULL,
    bevindingen_wonen       TEXT NOT NULL,
    bevindingen_werk        TEXT NOT NULL,
    bevindingen_verplaatsen TEXT NOT NULL,
    bevindingen_informatie  TEXT NOT NULL
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

CREATE TABLE "akkoord" (
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

CREATE TABLE beeld (
    regel INTEGER PRIMARY KEY REFERENCES logregel (nummer),
    zout  BLOB NOT NULL CHECK (length(zout) = 16),
    voor  TEXT,
    na    TEXT
) STRICT;

CREATE TABLE begroting (
    id          INTEGER PRIMARY KEY,
    jaar        INTEGER NOT NULL,
    bedrag      INTEGER NOT NULL CHECK (bedrag >= 0),
    toelichting TEXT NOT NULL, extra INTEGER NOT NULL DEFAULT 0, bzk_bijdrage INTEGER NOT NULL DEFAULT 0, overgeheveld INTEGER NOT NULL DEFAULT 0,
    UNIQUE (jaar)
) STRICT;

CREATE TABLE bestuurder (
    id                INTEGER PRIMARY KEY,
    dossier_id        INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    naam              TEXT NOT NULL,
    ambt              TEXT NOT NULL CHECK (ambt = 'commissaris_van_de_koning' OR ambt = 'gedeputeerde' OR ambt = 'burgemeester' OR ambt = 'wethouder' OR ambt = 'dijkgraaf' OR ambt = 'lid_dagelijks_bestuur' OR ambt = 'overig'),
    portefeuille      TEXT NOT NULL,
    benoeming_vast_op TEXT,
    begin             TEXT,
    einde             TEXT,
    telefoon          TEXT NOT NULL,
    email             TEXT NOT NULL,
    gezin             TEXT NOT NULL
) STRICT;

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

CREATE TABLE bijlage (
    id            INTEGER PRIMARY KEY,
    dossier_id    INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    naam          TEXT NOT NULL,
    soort         TEXT NOT NULL CHECK (soort = 'pdf' OR soort = 'afbeelding' OR soort = 'tekst' OR soort = 'overig'),
    omschrijving  TEXT NOT NULL,
    grootte       INTEGER NOT NULL,
    sha256        TEXT NOT NULL,
    toegevoegd_op TEXT NOT NULL
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

CREATE TABLE catalogusmaatregel (
    id                     INTEGER PRIMARY KEY,
    code                   TEXT NOT NULL,
    domein                 TEXT NOT NULL CHECK (domein = 'wonen' OR domein = 'werk' OR domein = 'verplaatsen' OR domein = 'informatie'),
    categorie              TEXT NOT NULL,
    vrki_soort             TEXT NOT NULL,
    titel                  TEXT NOT NULL,
    norm                   TEXT NOT NULL,
    uitvoerder             TEXT NOT NULL,
    betaler                TEXT NOT NULL CHECK (betaler = 'organisatie' OR betaler = 'bestuurder' OR betaler = 'stelsel' OR betaler = 'nieuwe_werkgever'),
    grondslag              TEXT NOT NULL CHECK (grondslag = 'regeling_woonplek' OR grondslag = 'werkgeverszorg' OR grondslag = 'pkvw_eigen_rekening' OR grondslag = 'geen_kosten' OR grondslag = 'stelsel'),
    terugkerend            INTEGER NOT NULL CHECK (terugkerend = 0 OR terugkerend = 1),
    interval_maanden       INTEGER,
    prijs_vanaf            INTEGER CHECK (prijs_vanaf >= 0),
    prijs_tot              INTEGER CHECK (prijs_tot >= 0),
    eenheid                TEXT NOT NULL,
    btw                    INTEGER NOT NULL CHECK (btw BETWEEN 0 AND 100),
    leverancier_ziet_adres INTEGER NOT NULL CHECK (leverancier_ziet_adres = 0 OR leverancier_ziet_adres = 1),
    certificaat_vereist    INTEGER NOT NULL CHECK (certificaat_vereist = 0 OR certificaat_vereist = 1),
    afhandeling_einde_ambt TEXT NOT NULL,
    bron                   TEXT NOT NULL,
    opmerking              TEXT NOT NULL,
    is_vervallen           INTEGER NOT NULL CHECK (is_vervallen = 0 OR is_vervallen = 1),
    UNIQUE (code)
) STRICT;

CREATE TABLE concept (
    sleutel    TEXT PRIMARY KEY,
    gegevens   TEXT NOT NULL,
    bewaard_op TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE dossier (
    id             INTEGER PRIMARY KEY,
    code           TEXT NOT NULL,
    soort          TEXT NOT NULL CHECK (soort = 'bestuurder' OR soort = 'organisatie' OR soort = 'overig'),
    omschrijving   TEXT NOT NULL,
    aangemeld_op   TEXT,
    herijking_op   TEXT,
    stelsel_actief INTEGER NOT NULL CHECK (stelsel_actief = 0 OR stelsel_actief = 1),
    bevoegd_gezag  TEXT NOT NULL,
    gesloten_op    TEXT,
    notitie        TEXT NOT NULL, vernietigd_op TEXT,
    UNIQUE (code)
) STRICT;

CREATE TABLE erkenning (
    id             INTEGER PRIMARY KEY,
    leverancier_id INTEGER NOT NULL REFERENCES leverancier (id) ON DELETE RESTRICT,
    soort          TEXT NOT NULL CHECK (soort = 'borg_b' OR soort = 'borg_e' OR soort = 'pkvw_bedrijf' OR soort = 'wpbr_nd' OR soort = 'overig'),
    nummer         TEXT NOT NULL,
    geldig_tot     TEXT
) STRICT;

CREATE TABLE "exemplaar" (
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

CREATE TABLE handeling (
    nummer       INTEGER PRIMARY KEY,
    omschrijving TEXT NOT NULL,
    soort        TEXT NOT NULL CHECK (soort IN ('gewoon', 'ongedaan', 'opnieuw')),
    keert_om     INTEGER REFERENCES handeling (nummer),
    CHECK ((soort = 'gewoon') = (keert_om IS NULL))
) STRICT;

CREATE TABLE hersteloefening (
    id              INTEGER PRIMARY KEY,
    gehouden_op     TEXT NOT NULL,
    reservekopie_id INTEGER REFERENCES reservekopie (id),
    is_goed         INTEGER NOT NULL CHECK (is_goed = 0 OR is_goed = 1),
    verslag         TEXT NOT NULL
) STRICT;

CREATE TABLE inhoud (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE inkoopgrens (
    id                  INTEGER PRIMARY KEY,
    vanaf               TEXT NOT NULL,
    enkelvoudig_tot     INTEGER NOT NULL,
    meervoudig_tot      INTEGER NOT NULL,
    eu_drempel          INTEGER NOT NULL,
    mandaat_tot         INTEGER NOT NULL,
    UNIQUE (vanaf)
) STRICT;

CREATE TABLE instelling (
    naam   TEXT PRIMARY KEY,
    waarde TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE kluis (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    kluis_id      TEXT NOT NULL,
    logsleutel    BLOB NOT NULL CHECK (length(logsleutel) = 32),
    aangemaakt_op TEXT NOT NULL
) STRICT;

CREATE TABLE "kostenregel" (
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

CREATE TABLE maatregel (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    advies_id           INTEGER REFERENCES advies (id) ON DELETE RESTRICT,
    advies_ref          TEXT NOT NULL,
    domein              TEXT NOT NULL CHECK (domein = 'wonen' OR domein = 'werk' OR domein = 'verplaatsen' OR domein = 'informatie'),
    catalogus_code      TEXT NOT NULL,
    titel               TEXT NOT NULL,
    tekst               TEXT NOT NULL,
    norm                TEXT NOT NULL,
    grondslag           TEXT CHECK (grondslag = 'regeling_woonplek' OR grondslag = 'werkgeverszorg' OR grondslag = 'pkvw_eigen_rekening' OR grondslag = 'geen_kosten' OR grondslag = 'stelsel'),
    betaler             TEXT CHECK (betaler = 'organisatie' OR betaler = 'bestuurder' OR betaler = 'stelsel' OR betaler = 'nieuwe_werkgever'),
    prioriteit          TEXT NOT NULL CHECK (prioriteit = 'spoed' OR prioriteit = 'hoog' OR prioriteit = 'normaal' OR prioriteit = 'laag'),
    verantwoordelijke   TEXT NOT NULL,
    eigen_uitvoering    INTEGER NOT NULL CHECK (eigen_uitvoering = 0 OR eigen_uitvoering = 1),
    leverancier         TEXT NOT NULL,
    termijn             TEXT,
    terugkerend         INTEGER NOT NULL CHECK (terugkerend = 0 OR terugkerend = 1),
    interval_maanden    INTEGER,
    certificaat_vereist INTEGER NOT NULL CHECK (certificaat_vereist = 0 OR certificaat_vereist = 1),
    toestemming         TEXT NOT NULL CHECK (toestemming = 'niet_nodig' OR toestemming = 'gevraagd' OR toestemming = 'verkregen'),
    toestemming_op      TEXT,
    status              TEXT NOT NULL CHECK (status = 'geadviseerd' OR status = 'in_plan' OR status = 'wacht_op_pkvw' OR status = 'offerte_gevraagd' OR status = 'offerte_ontvangen' OR status = 'akkoord' OR status = 'opdracht_gegeven' OR status = 'ingepland' OR status = 'uitgevoerd' OR status = 'opgeleverd' OR status = 'in_beheer' OR status = 'afgewikkeld' OR status = 'besproken' OR status = 'toegepast' OR status = 'bestuurder_ziet_af' OR status = 'afgeweken' OR status = 'vervallen' OR status = 'door_stelsel_overgenomen'),
    status_op           TEXT,
    offerte_geldig_tot  TEXT,
    akkoord_door        TEXT NOT NULL,
    akkoord_op          TEXT,
    opdracht_kenmerk    TEXT NOT NULL,
    opdracht_op         TEXT,
    gepland_op          TEXT,
    uitgevoerd_op       TEXT,
    opgeleverd_op       TEXT,
    certificaat         TEXT NOT NULL,
    volgende_op         TEXT,
    besproken_op        TEXT,
    toegepast_op        TEXT,
    herhalen_op         TEXT,
    bevoegd_gezag       TEXT NOT NULL,
    overgenomen_op      TEXT,
    einde_besluit       TEXT CHECK (einde_besluit = 'blijft' OR einde_besluit = 'overname_door_bestuurder' OR einde_besluit = 'demonteren_en_terugnemen' OR einde_besluit = 'overdracht_aan_nieuwe_werkgever' OR einde_besluit = 'abonnement_opzeggen' OR einde_besluit = 'voortzetten_tot' OR einde_besluit = 'innemen'),
    afgewikkeld_op      TEXT
) STRICT;

CREATE TABLE nummering (
    reeks   TEXT NOT NULL,
    jaar    INTEGER NOT NULL,
    laatste INTEGER NOT NULL CHECK (laatste > 0),
    PRIMARY KEY (reeks, jaar)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE organisatie (
    id               INTEGER PRIMARY KEY,
    naam             TEXT NOT NULL,
    soort            TEXT NOT NULL CHECK (soort = 'provincie' OR soort = 'gemeente' OR soort = 'waterschap'),
    contact_naam     TEXT NOT NULL,
    contact_telefoon TEXT NOT NULL,
    rubricering      TEXT NOT NULL,
    is_fictief       INTEGER NOT NULL CHECK (is_fictief = 0 OR is_fictief = 1)
, afdeling TEXT NOT NULL DEFAULT '', postadres TEXT NOT NULL DEFAULT '', postcode_plaats TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE reserve (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    vulling BLOB NOT NULL
) STRICT;

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

CREATE TABLE sleutelhouder (
    sleuf_id           TEXT PRIMARY KEY,
    naam               TEXT NOT NULL,
    soort              TEXT NOT NULL CHECK (soort IN ('openen', 'akkoord', 'herstelblad')),
    publieke_sleutel   BLOB,
    sinds              TEXT NOT NULL,
    ingetrokken_op     TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE stap (
    id          INTEGER PRIMARY KEY,
    dossier_id  INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    nummer      INTEGER NOT NULL,
    gereed_op   TEXT,
    termijn     TEXT,
    door        TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    UNIQUE (dossier_id, nummer)
) STRICT;

CREATE TABLE statusovergang (
    id           INTEGER PRIMARY KEY,
    maatregel_id INTEGER NOT NULL REFERENCES maatregel (id) ON DELETE RESTRICT,
    dossier_id   INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    van          TEXT CHECK (van = 'geadviseerd' OR van = 'in_plan' OR van = 'wacht_op_pkvw' OR van = 'offerte_gevraagd' OR van = 'offerte_ontvangen' OR van = 'akkoord' OR van = 'opdracht_gegeven' OR van = 'ingepland' OR van = 'uitgevoerd' OR van = 'opgeleverd' OR van = 'in_beheer' OR van = 'afgewikkeld' OR van = 'besproken' OR van = 'toegepast' OR van = 'bestuurder_ziet_af' OR van = 'afgeweken' OR van = 'vervallen' OR van = 'door_stelsel_overgenomen'),
    naar         TEXT NOT NULL CHECK (naar = 'geadviseerd' OR naar = 'in_plan' OR naar = 'wacht_op_pkvw' OR naar = 'offerte_gevraagd' OR naar = 'offerte_ontvangen' OR naar = 'akkoord' OR naar = 'opdracht_gegeven' OR naar = 'ingepland' OR naar = 'uitgevoerd' OR naar = 'opgeleverd' OR naar = 'in_beheer' OR naar = 'afgewikkeld' OR naar = 'besproken' OR naar = 'toegepast' OR naar = 'bestuurder_ziet_af' OR naar = 'afgeweken' OR naar = 'vervallen' OR naar = 'door_stelsel_overgenomen'),
    op           TEXT NOT NULL,
    tijdstip     TEXT NOT NULL,
    door         TEXT NOT NULL,
    reden        TEXT NOT NULL,
    is_correctie INTEGER NOT NULL CHECK (is_correctie = 0 OR is_correctie = 1),
    akkoord_id   INTEGER REFERENCES akkoord (id) ON DELETE RESTRICT
) STRICT;

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

CREATE TABLE werklocatie (
    id                  INTEGER PRIMARY KEY,
    dossier_id          INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    naam                TEXT NOT NULL,
    adres               TEXT NOT NULL,
    geinventariseerd_op TEXT,
    volgende_op         TEXT,
    bevindingen         TEXT NOT NULL
) STRICT;

CREATE TABLE woonplek (
    id              INTEGER PRIMARY KEY,
    dossier_id      INTEGER NOT NULL REFERENCES dossier (id) ON DELETE RESTRICT,
    adres           TEXT NOT NULL,
    postcode        TEXT NOT NULL,
    plaats          TEXT NOT NULL,
    vanaf           TEXT,
    tot             TEXT,
    in_eigen_gebied INTEGER NOT NULL CHECK (in_eigen_gebied = 0 OR in_eigen_gebied = 1),
    ontheffing_op   TEXT,
    ontheffing_tot  TEXT,
    eigendom        TEXT NOT NULL CHECK (eigendom = 'eigenaar' OR eigendom = 'huurder' OR eigendom = 'appartement_met_vve' OR eigendom = 'onbekend'),
    pkvw_soort      TEXT NOT NULL CHECK (pkvw_soort = 'certificaat' OR pkvw_soort = 'verklaring' OR pkvw_soort = 'geen' OR pkvw_soort = 'onbekend'),
    pkvw_nummer     TEXT NOT NULL,
    pkvw_afgifte    TEXT,
    pkvw_termijn    TEXT
) STRICT;

CREATE VIRTUAL TABLE zoekindex USING fts5 (tekst, tokenize = "unicode61 remove_diacritics 0");

CREATE TABLE 'zoekindex_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'zoekindex_content'(id INTEGER PRIMARY KEY, c0);

CREATE TABLE 'zoekindex_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'zoekindex_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'zoekindex_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE zoekrij (
    id         INTEGER PRIMARY KEY,
    tabel      TEXT NOT NULL,
    rij        INTEGER NOT NULL,
    dossier_id INTEGER,
    UNIQUE (tabel, rij)
) STRICT;

CREATE INDEX aanvraag_dossier ON aanvraag (dossier_id);

CREATE INDEX aanvraagregel_aanvraag ON aanvraagregel (aanvraag_id);

CREATE INDEX aanvraagregel_maatregel ON aanvraagregel (maatregel_id);

CREATE INDEX advies_dossier ON advies (dossier_id);

CREATE INDEX afspraak_opdracht ON afspraak (opdracht_id);

CREATE INDEX bestuurder_dossier ON bestuurder (dossier_id);

CREATE INDEX bijlage_dossier ON bijlage (dossier_id);

CREATE INDEX blokkade_dossier ON blokkade (dossier_id);

CREATE INDEX contract_dossier ON contract (dossier_id);

CREATE INDEX erkenning_leverancier ON erkenning (leverancier_id);

CREATE INDEX exemplaar_dossier ON exemplaar (dossier_id);

CREATE INDEX exemplaar_leverancier ON exemplaar (leverancier_id);

CREATE INDEX exemplaar_opdracht ON exemplaar (opdracht_id);

CREATE INDEX factuur_leverancier ON factuur (leverancier_id);

CREATE INDEX factuur_opdracht ON factuur (opdracht_id);

CREATE INDEX handeling_keert_om ON handeling (keert_om);

CREATE INDEX kostenregel_factuur ON kostenregel (factuur_id);

CREATE INDEX kostenregel_jaar ON kostenregel (boekjaar);

CREATE INDEX kostenregel_maatregel ON kostenregel (maatregel_id, soort, incl);

CREATE INDEX kostenregel_opdrachtregel ON kostenregel (opdrachtregel_id);

CREATE INDEX logregel_dossier ON logregel (dossier_id);

CREATE INDEX logregel_handeling ON logregel (handeling);

CREATE INDEX logregel_rij ON logregel (tabel, rij);

CREATE INDEX maatregel_dossier ON maatregel (dossier_id);

CREATE INDEX maatregel_termijn ON maatregel (termijn);

CREATE INDEX offerteregel_offerte ON offerteregel (offerte_id);

CREATE INDEX opdracht_dossier ON opdracht (dossier_id);

CREATE INDEX opdracht_leverancier ON opdracht (leverancier_id);

CREATE INDEX opdrachtovergang_opdracht ON opdrachtovergang (opdracht_id);

CREATE INDEX opdrachtregel_maatregel ON opdrachtregel (maatregel_id);

CREATE INDEX opdrachtregel_opdracht ON opdrachtregel (opdracht_id);

CREATE INDEX oplevering_opdracht ON oplevering (opdracht_id);

CREATE INDEX opleverregel_oplevering ON opleverregel (oplevering_id);

CREATE INDEX reservekopie_gemaakt ON reservekopie (gemaakt_op);

CREATE INDEX restpunt_opdracht ON restpunt (opdracht_id);

CREATE INDEX statusovergang_maatregel ON statusovergang (maatregel_id);

CREATE INDEX werklocatie_dossier ON werklocatie (dossier_id);

CREATE INDEX woonplek_dossier ON woonplek (dossier_id);

PRAGMA user_version = 6;
