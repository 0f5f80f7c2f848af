-- The tables and their reasons: docs/store.md. @ID, @BLOB, @BIGINT … are written as the database has them (dialect.go).

CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
);

-- Numbers for new rows are taken in ranges, so that a batch knows its ids before it writes.
CREATE TABLE counter (
	name TEXT PRIMARY KEY,
	next @BIGINT NOT NULL
);

CREATE TABLE source (
	id        @ID,
	name      TEXT NOT NULL UNIQUE,      -- as articles call their outlet
	key       TEXT UNIQUE,               -- of the catalogue
	name_ar   TEXT NOT NULL DEFAULT '',
	name_en   TEXT NOT NULL DEFAULT '',
	country   TEXT NOT NULL DEFAULT '',
	kind      TEXT NOT NULL DEFAULT '',
	url       TEXT NOT NULL DEFAULT '',
	feed      TEXT NOT NULL DEFAULT '',
	lang      TEXT NOT NULL DEFAULT '',
	zone      TEXT NOT NULL DEFAULT '',
	day_first INTEGER NOT NULL DEFAULT 0,
	encoding  TEXT NOT NULL DEFAULT '',
	rules     TEXT NOT NULL DEFAULT '{}', -- JSON: CSS rules, filters
	enabled   INTEGER NOT NULL DEFAULT 0,
	kept      INTEGER NOT NULL DEFAULT 0, -- a user added it, so that it stays without articles
	etag      TEXT NOT NULL DEFAULT '',
	modified  TEXT NOT NULL DEFAULT '',
	tried     @BIGINT NOT NULL DEFAULT 0, -- Unix seconds, also below
	succeeded @BIGINT NOT NULL DEFAULT 0,
	next_try  @BIGINT NOT NULL DEFAULT 0,
	failures  INTEGER NOT NULL DEFAULT 0,
	fault     TEXT NOT NULL DEFAULT '',
	items     @BIGINT NOT NULL DEFAULT 0
);

-- What stands on how many pages of a source: three make it furniture.
CREATE TABLE block (
	source @BIGINT NOT NULL,
	hash   @BIGINT NOT NULL,
	pages  INTEGER NOT NULL,
	PRIMARY KEY (source, hash)
) @WITHOUT_ROWID;

CREATE TABLE original (
	id    @BIGINT PRIMARY KEY,
	hash  TEXT NOT NULL UNIQUE, -- SHA-256 of the bytes
	media TEXT NOT NULL,
	size  @BIGINT NOT NULL,
	body  @BLOB NOT NULL        -- zstd of the article's text and the bytes, which say much of the same (codec.go)
);

CREATE TABLE article (
	id        @BIGINT PRIMARY KEY,
	key       TEXT NOT NULL UNIQUE, -- outlet with address, id or hash: one article is kept once
	source    @BIGINT NOT NULL,
	ident     TEXT NOT NULL,
	url       TEXT NOT NULL,
	lang      TEXT NOT NULL,
	published TEXT NOT NULL,
	day       TEXT NOT NULL,        -- ISO, or empty
	title     TEXT NOT NULL,
	agency    TEXT NOT NULL,
	hash      TEXT NOT NULL,        -- SHA-256 of title and text
	original  @BIGINT NOT NULL,
	added     @BIGINT NOT NULL,
	origin    @BIGINT NOT NULL,     -- the article that it is a copy of, itself where it is none
	copy      TEXT NOT NULL,        -- exact, reprint, partial, or empty
	share     REAL NOT NULL,
	settled   INTEGER NOT NULL      -- 1 once its record is in the tables below
);
CREATE INDEX article_origin ON article (origin);
CREATE INDEX article_day ON article (day);
CREATE INDEX article_source ON article (source, day);
CREATE INDEX article_waiting ON article (id) WHERE settled = 0;

-- Earlier bytes of an article that its outlet has changed.
CREATE TABLE revision (
	article  @BIGINT NOT NULL,
	original @BIGINT NOT NULL,
	at       @BIGINT NOT NULL,
	PRIMARY KEY (article, original)
);

CREATE TABLE reading (
	article @BIGINT NOT NULL,
	version TEXT NOT NULL,
	record  @BLOB NOT NULL, -- zstd of the record's JSON without the text
	PRIMARY KEY (article, version)
);

CREATE TABLE band (
	key     @BIGINT NOT NULL,
	article @BIGINT NOT NULL,
	PRIMARY KEY (key, article)
) @WITHOUT_ROWID;

CREATE TABLE actor (
	id       @BIGINT PRIMARY KEY,
	type     TEXT NOT NULL,
	name     TEXT NOT NULL,
	en       TEXT NOT NULL,
	world    TEXT NOT NULL,
	articles @BIGINT NOT NULL,
	root     @BIGINT NOT NULL,  -- itself, or whom it was merged into
	data     @BLOB NOT NULL     -- zstd of JSON: forms, roles, company
);
CREATE INDEX actor_root ON actor (root);
CREATE INDEX actor_world ON actor (world) WHERE world <> '';

-- Keys of words are hashes of them, here and in contact_key: a few more candidates, a third of the room.
CREATE TABLE actor_key (
	key   @BIGINT NOT NULL,
	actor @BIGINT NOT NULL,
	PRIMARY KEY (key, actor)
) @WITHOUT_ROWID;

-- Merges and splits by hand, each of which can be undone.
CREATE TABLE actor_change (
	id     @BIGINT PRIMARY KEY,
	kind   TEXT NOT NULL,       -- merge, split
	actor  @BIGINT NOT NULL,    -- the one merged away or split off
	other  @BIGINT NOT NULL,    -- into which, from which
	reason TEXT NOT NULL,
	at     @BIGINT NOT NULL,
	undone @BIGINT NOT NULL DEFAULT 0
);

-- Whom an article names.
CREATE TABLE naming (
	article @BIGINT NOT NULL,
	entity  INTEGER NOT NULL,
	actor   @BIGINT NOT NULL,
	reason  TEXT NOT NULL,
	PRIMARY KEY (article, entity)
) @WITHOUT_ROWID;
CREATE INDEX naming_actor ON naming (actor, article);

CREATE TABLE statement (
	id       @BIGINT PRIMARY KEY,
	actor    @BIGINT NOT NULL, -- 0 where nobody known speaks
	speaker  TEXT NOT NULL,    -- where no actor speaks
	kind     TEXT NOT NULL,
	act      TEXT NOT NULL,
	polarity TEXT NOT NULL,
	day      TEXT NOT NULL,
	words    TEXT NOT NULL,
	article  @BIGINT NOT NULL, -- the first that told it
	tellings INTEGER NOT NULL,
	origins  INTEGER NOT NULL,
	differs  INTEGER NOT NULL  -- 1 where quotations of it differ
);
CREATE INDEX statement_actor ON statement (actor, day);

CREATE TABLE statement_key (
	key       @BIGINT NOT NULL,
	statement @BIGINT NOT NULL,
	PRIMARY KEY (key, statement)
) @WITHOUT_ROWID;

CREATE TABLE telling (
	article   @BIGINT NOT NULL,
	n         INTEGER NOT NULL, -- of the statement in the article's record
	statement @BIGINT NOT NULL,
	words     TEXT,             -- NULL where they are those of the statement
	PRIMARY KEY (article, n)
) @WITHOUT_ROWID;
CREATE INDEX telling_statement ON telling (statement);

CREATE TABLE contact (
	id       @BIGINT PRIMARY KEY,
	type     TEXT NOT NULL,
	status   TEXT NOT NULL,    -- as of its last report; whether a planned day has gone by is told when asked
	day      TEXT NOT NULL,
	place    TEXT NOT NULL,
	topic    TEXT NOT NULL,
	reports  INTEGER NOT NULL,
	article  @BIGINT NOT NULL  -- the first that told it
);
CREATE INDEX contact_day ON contact (day);

CREATE TABLE contact_key (
	key     @BIGINT NOT NULL,
	contact @BIGINT NOT NULL,
	PRIMARY KEY (key, contact)
) @WITHOUT_ROWID;

CREATE TABLE party (
	contact @BIGINT NOT NULL,
	name    TEXT NOT NULL,
	actor   @BIGINT NOT NULL,
	PRIMARY KEY (contact, actor, name)
) @WITHOUT_ROWID;
CREATE INDEX party_actor ON party (actor, contact);

CREATE TABLE report (
	article @BIGINT NOT NULL,
	n       INTEGER NOT NULL, -- of the event in the article's record
	contact @BIGINT NOT NULL,
	data    TEXT NOT NULL,    -- JSON of ledger.Report
	PRIMARY KEY (article, n)
) @WITHOUT_ROWID;
CREATE INDEX report_contact ON report (contact);

-- What a search finds. The number begins with the day, so that the newest come first without sorting.
CREATE TABLE unit (
	id      @BIGINT PRIMARY KEY,
	kind    INTEGER NOT NULL,  -- 1 article, 2 statement, 3 contact
	ref     @BIGINT NOT NULL,
	source  @BIGINT NOT NULL,
	actor   @BIGINT NOT NULL,
	detail  TEXT NOT NULL      -- of a statement its kind, of a contact its type
	@UNIT_BODY
);
CREATE UNIQUE INDEX unit_ref ON unit (kind, ref);
CREATE INDEX unit_actor ON unit (actor, id);
@SEARCH
