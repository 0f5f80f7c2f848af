-- What a user's desk keeps: saved searches, alerts, what was sent. docs/store.md has the reasons.

-- What is new, in the order in which it came: kept only while somebody has a saved search, and for some weeks.
CREATE TABLE arrival (
	id    @BIGINT PRIMARY KEY,
	kind  INTEGER NOT NULL,      -- as of a unit
	ref   @BIGINT NOT NULL,
	event TEXT NOT NULL,         -- new, copy, or of a contact the status that it has come to
	at    @BIGINT NOT NULL       -- Unix seconds, also below
);

CREATE TABLE saved_search (
	id       @BIGINT PRIMARY KEY,
	owner    @BIGINT NOT NULL,   -- a user, 0 for the only one of a server without sign-in
	name     TEXT NOT NULL,
	question TEXT NOT NULL,      -- as it was written
	filters  TEXT NOT NULL,      -- more of the question, as a page's facets write it
	made     @BIGINT NOT NULL,
	seen     @BIGINT NOT NULL    -- the last arrival that its owner has seen
);
CREATE INDEX saved_search_owner ON saved_search (owner, id);

CREATE TABLE alert (
	id       @BIGINT PRIMARY KEY,
	search   @BIGINT NOT NULL,
	channel  TEXT NOT NULL,      -- mail, webhook, telegram
	target   TEXT NOT NULL,
	rhythm   TEXT NOT NULL,      -- now, daily, weekly
	hour     INTEGER NOT NULL,   -- of a digest, in the zone
	weekday  INTEGER NOT NULL,   -- of a weekly one, 0 is Sunday
	zone     TEXT NOT NULL,
	lang     TEXT NOT NULL,      -- ar, en: of what stands around the words
	template TEXT NOT NULL,
	secret   TEXT NOT NULL,      -- signs what is sent, so that it cannot be kept as a hash: the rights of the database protect it
	enabled  INTEGER NOT NULL,
	made     @BIGINT NOT NULL,
	looked   @BIGINT NOT NULL,   -- the last arrival that was held to the question
	due      @BIGINT NOT NULL,   -- of a digest: when the next is sent
	failures INTEGER NOT NULL,   -- messages in a row that could not be sent
	fault    TEXT NOT NULL
);
CREATE INDEX alert_search ON alert (search);

-- One message of an alert.
CREATE TABLE delivery (
	id       @BIGINT PRIMARY KEY,
	alert    @BIGINT NOT NULL,
	ident    TEXT NOT NULL UNIQUE, -- the same whenever it is sent again
	state    TEXT NOT NULL,        -- waiting, sending, sent, failed
	notices  INTEGER NOT NULL,
	tries    INTEGER NOT NULL,
	claimed  @BIGINT NOT NULL,     -- since when somebody is sending it
	next_try @BIGINT NOT NULL,
	made     @BIGINT NOT NULL,
	sent     @BIGINT NOT NULL,
	fault    TEXT NOT NULL
);
CREATE INDEX delivery_alert ON delivery (alert, id);
CREATE INDEX delivery_open ON delivery (next_try) WHERE state IN ('waiting', 'sending');

-- What an alert tells of. The key is why nothing is told twice.
CREATE TABLE notice (
	alert    @BIGINT NOT NULL,
	kind     INTEGER NOT NULL,
	ref      @BIGINT NOT NULL,
	event    TEXT NOT NULL,
	arrival  @BIGINT NOT NULL,
	delivery @BIGINT NOT NULL,   -- 0 while it waits for a digest
	item     TEXT NOT NULL,      -- JSON of what was found, so that a message sent again is the same one; empty once it is sent
	PRIMARY KEY (alert, kind, ref, event)
) @WITHOUT_ROWID;
CREATE INDEX notice_delivery ON notice (delivery, arrival) WHERE delivery > 0;
CREATE INDEX notice_held ON notice (alert, arrival) WHERE delivery = 0;
