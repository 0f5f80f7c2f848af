-- Whom a statement speaks of: the actors that its first teller's article names in its words, but for the speaker.
CREATE TABLE topic (
	actor     @BIGINT NOT NULL,
	day       INTEGER NOT NULL, -- of the statement, counted as units count theirs: 0 where it is not known
	statement @BIGINT NOT NULL,
	speaker   @BIGINT NOT NULL, -- the statement's actor
	PRIMARY KEY (actor, day, statement)
) @WITHOUT_ROWID;
CREATE INDEX topic_speaker ON topic (speaker, actor, day, statement);

-- By which words an actor is looked up: those of its name, folded. Bytes, since a beginning is looked for, and collations of text differ.
CREATE TABLE actor_word (
	word  @BLOB NOT NULL,
	actor @BIGINT NOT NULL,
	PRIMARY KEY (word, actor)
) @WITHOUT_ROWID;
CREATE INDEX actor_articles ON actor (type, articles);

-- What somebody said by days is in unit_actor, whose numbers begin with the day.
DROP INDEX statement_actor;
CREATE INDEX statement_actor ON statement (actor);

-- What more than one article tells is a tenth of all, and the weightiest.
CREATE INDEX statement_told ON statement (day) WHERE tellings > 1;

-- Contacts are few among units; so are furniture among blocks, and days that are longer than one.
CREATE INDEX unit_contact ON unit (kind, id) WHERE kind = 3;
CREATE INDEX contact_span ON contact (day) WHERE LENGTH(day) > 10;
CREATE INDEX block_furniture ON block (source) WHERE pages >= 3;
