-- What people say of the record: corrections, notes, tags. Items of an article are named by their words, since their numbers go with a rereading.

CREATE TABLE correction (
	id         @BIGINT PRIMARY KEY,
	article    @BIGINT NOT NULL,
	kind       TEXT NOT NULL,     -- statement, contact
	field      TEXT NOT NULL,
	item       TEXT NOT NULL,     -- JSON: the selectors of its words
	value      TEXT NOT NULL,     -- JSON: what is right
	was        TEXT NOT NULL,     -- what stood there, for people
	reason     TEXT NOT NULL,
	state      TEXT NOT NULL,     -- open, applied, rejected, undone
	account    @BIGINT NOT NULL,  -- who said so; 0 where nobody signs in
	who        TEXT NOT NULL,
	at         @BIGINT NOT NULL,  -- Unix seconds, also below
	decided_by TEXT NOT NULL,
	decided    @BIGINT NOT NULL,
	unmatched  INTEGER NOT NULL   -- 1 where it is applied and its words are gone
);
CREATE INDEX correction_article ON correction (article, id);
CREATE INDEX correction_state ON correction (state, unmatched, id);

-- The record of an article with its corrections in it, which is what is shown; the readings stay as they were read.
CREATE TABLE corrected (
	article @BIGINT PRIMARY KEY,
	record  @BLOB NOT NULL
);

CREATE TABLE note (
	id      @BIGINT PRIMARY KEY,
	kind    TEXT NOT NULL,        -- actor, article, statement, contact
	ref     @BIGINT NOT NULL,     -- its number; 0 where its words are gone
	article @BIGINT NOT NULL,     -- of a statement or contact: where its words stand
	item    TEXT NOT NULL,        -- of a statement or contact: JSON of the selectors of its words
	tag     TEXT NOT NULL,        -- or empty: a note
	words   TEXT NOT NULL,
	account @BIGINT NOT NULL,
	who     TEXT NOT NULL,
	at      @BIGINT NOT NULL
);
CREATE INDEX note_ref ON note (kind, ref, id);
CREATE INDEX note_tag ON note (tag, id) WHERE tag <> '';
CREATE INDEX note_article ON note (article) WHERE item <> '';
