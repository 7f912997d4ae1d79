-- A story on record. Every table of facts has a `label` a person can read and the whole fact as
-- `json` in the interchange form; `span` holds every word that a fact stands on.

CREATE TABLE IF NOT EXISTS story (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- What was read, once for the same bytes, and the names it was given under.
CREATE TABLE IF NOT EXISTS source (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL -- deflated
);
CREATE TABLE IF NOT EXISTS source_name (
    name TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES source (sha256)
);
CREATE TABLE IF NOT EXISTS source_problem (
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (name, reason)
);
CREATE TABLE IF NOT EXISTS reading (
    sha256 TEXT NOT NULL REFERENCES source (sha256),
    number INTEGER NOT NULL,
    json TEXT NOT NULL, -- the page, or the problem, as the reader left it
    is_page INTEGER NOT NULL,
    PRIMARY KEY (sha256, number)
);
CREATE TABLE IF NOT EXISTS manifest (
    name TEXT PRIMARY KEY,
    json TEXT NOT NULL -- what is known of the page from outside
);
CREATE TABLE IF NOT EXISTS annotation (
    page TEXT PRIMARY KEY,
    key TEXT NOT NULL, -- what the page and the readers were when this was made
    json TEXT NOT NULL
);

-- The record: replaced as a whole by each build.
CREATE TABLE IF NOT EXISTS page (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    outlet TEXT,
    agency TEXT,
    url TEXT,
    published_earliest TEXT,
    published_latest TEXT,
    published_basis TEXT NOT NULL,
    origin TEXT,
    text TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS actor (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    unnamed INTEGER NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS statement (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    page TEXT NOT NULL REFERENCES page (id),
    speaker TEXT REFERENCES actor (id),
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    form TEXT NOT NULL,
    anonymous INTEGER NOT NULL,
    within TEXT REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED,
    quote TEXT,
    json TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS event (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    page TEXT NOT NULL REFERENCES page (id),
    type TEXT NOT NULL,
    mode TEXT,
    earliest TEXT,
    latest TEXT,
    actuality TEXT NOT NULL,
    background INTEGER NOT NULL,
    according_to TEXT REFERENCES statement (id),
    json TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS event_party (
    event TEXT NOT NULL REFERENCES event (id),
    side TEXT NOT NULL, -- actor or recipient
    number INTEGER NOT NULL,
    actor TEXT REFERENCES actor (id),
    label TEXT NOT NULL,
    PRIMARY KEY (event, side, number)
);
CREATE TABLE IF NOT EXISTS happening (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    origins INTEGER NOT NULL,
    storyline TEXT,
    json TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS happening_page (
    happening TEXT NOT NULL REFERENCES happening (id),
    page TEXT NOT NULL REFERENCES page (id),
    PRIMARY KEY (happening, page)
);
CREATE TABLE IF NOT EXISTS arrangement (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS arrangement_party (
    arrangement TEXT NOT NULL REFERENCES arrangement (id),
    actor TEXT NOT NULL REFERENCES actor (id),
    PRIMARY KEY (arrangement, actor)
);
CREATE TABLE IF NOT EXISTS relation (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS problem (
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (name, reason)
);
CREATE TABLE IF NOT EXISTS span (
    owner TEXT NOT NULL, -- id of the fact that stands on these words
    field TEXT NOT NULL, -- where in the fact, such as content[0] or terms[1].does
    page TEXT NOT NULL REFERENCES page (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (owner, field)
);
CREATE INDEX IF NOT EXISTS span_place ON span (page, start);
CREATE INDEX IF NOT EXISTS statement_speaker ON statement (speaker);
CREATE INDEX IF NOT EXISTS event_page ON event (page);

CREATE VIRTUAL TABLE IF NOT EXISTS page_search USING fts5 (label, text, page UNINDEXED);
CREATE VIRTUAL TABLE IF NOT EXISTS statement_search USING fts5 (
    source, content, statement UNINDEXED
);

CREATE VIEW IF NOT EXISTS timeline AS
SELECT
    h.earliest,
    h.latest,
    h.label AS happening,
    h.origins,
    (SELECT count(*) FROM happening_page AS hp WHERE hp.happening = h.id) AS pages,
    h.id
FROM happening AS h
ORDER BY h.earliest IS NULL, h.earliest, h.latest, h.id;

CREATE VIEW IF NOT EXISTS who_said_what AS
SELECT
    coalesce(a.label, nullif(s.source, ''), '(source not given)') AS speaker,
    s.source AS as_written,
    s.cue,
    s.content,
    s.form,
    s.anonymous,
    p.label AS page,
    s.id
FROM statement AS s
INNER JOIN page AS p ON s.page = p.id
LEFT JOIN actor AS a ON s.speaker = a.id
ORDER BY speaker, p.label, s.id;

CREATE VIEW IF NOT EXISTS what_is_arranged AS
SELECT
    r.label AS arrangement,
    r.kind,
    (
        SELECT group_concat(a.label, '; ')
        FROM arrangement_party AS ap
        INNER JOIN actor AS a ON ap.actor = a.id
        WHERE ap.arrangement = r.id
    ) AS parties,
    r.id
FROM arrangement AS r
ORDER BY r.label, r.id;

CREATE VIEW IF NOT EXISTS how_pages_compare AS
SELECT
    r.kind,
    r.label AS because,
    coalesce(pa.label, sa.label, r.a) AS one,
    coalesce(pb.label, sb.label, r.b) AS other,
    r.id
FROM relation AS r
LEFT JOIN page AS pa ON r.a = pa.id
LEFT JOIN page AS pb ON r.b = pb.id
LEFT JOIN statement AS sa ON r.a = sa.id
LEFT JOIN statement AS sb ON r.b = sb.id
ORDER BY r.kind, r.id;
