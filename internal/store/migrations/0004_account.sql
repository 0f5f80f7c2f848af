-- Who may do what. Nothing secret stands here in clear: passwords as argon2id, all other secrets as SHA-256. Times are Unix seconds.

CREATE TABLE account (
	id       @BIGINT PRIMARY KEY,
	name     TEXT NOT NULL UNIQUE,  -- as one signs in, in small letters
	email    TEXT NOT NULL,
	role     TEXT NOT NULL,         -- reader, editor, admin
	password TEXT NOT NULL,         -- PHC string, or empty: no sign-in by password
	subject  TEXT NOT NULL,         -- issuer and subject of who signs in elsewhere, or empty
	added    @BIGINT NOT NULL,
	seen     @BIGINT NOT NULL       -- the last sign-in
);
CREATE UNIQUE INDEX account_subject ON account (subject) WHERE subject <> '';

CREATE TABLE session (
	hash    TEXT PRIMARY KEY,
	account @BIGINT NOT NULL,
	made    @BIGINT NOT NULL,
	seen    @BIGINT NOT NULL,
	expires @BIGINT NOT NULL,
	address TEXT NOT NULL,
	agent   TEXT NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expires ON session (expires);

-- Links that work once: for the first user, and to set a password.
CREATE TABLE account_link (
	hash    TEXT PRIMARY KEY,
	kind    TEXT NOT NULL,          -- first, password
	account @BIGINT NOT NULL,       -- 0 for the first user
	made    @BIGINT NOT NULL,
	expires @BIGINT NOT NULL
);
CREATE INDEX account_link_account ON account_link (kind, account);

CREATE TABLE api_key (
	id      @BIGINT PRIMARY KEY,
	account @BIGINT NOT NULL,       -- 0 for the one user of a loopback without sign-in
	name    TEXT NOT NULL,
	hash    TEXT NOT NULL UNIQUE,
	start   TEXT NOT NULL,          -- its first letters, to be told from others
	scopes  TEXT NOT NULL,          -- read write admin
	made    @BIGINT NOT NULL,
	used    @BIGINT NOT NULL,
	revoked @BIGINT NOT NULL
);
CREATE INDEX api_key_account ON api_key (account, id);

-- Every change that somebody made. Names stand as they were then, since accounts go.
CREATE TABLE audit (
	id      @BIGINT PRIMARY KEY,
	at      @BIGINT NOT NULL,
	account @BIGINT NOT NULL,
	who     TEXT NOT NULL,
	via     TEXT NOT NULL,          -- local, session, key, command, link
	address TEXT NOT NULL,
	action  TEXT NOT NULL,
	item    TEXT NOT NULL,
	before  TEXT NOT NULL,          -- JSON, or empty
	after   TEXT NOT NULL
);
CREATE INDEX audit_account ON audit (account, id);
CREATE INDEX audit_item ON audit (item, id);
