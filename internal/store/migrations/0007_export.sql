-- Files that were asked for and take long to write. The file stands in the server's folder, not here. Times are Unix seconds.
CREATE TABLE export (
	id       @BIGINT PRIMARY KEY,
	owner    @BIGINT NOT NULL, -- the account; 0 where nobody signs in
	format   TEXT NOT NULL,    -- csv, jsonl, parquet, graphml
	query    TEXT NOT NULL,    -- a search; empty for all that the store holds
	state    TEXT NOT NULL,    -- waiting, running, done, failed, cancelled
	done     @BIGINT NOT NULL, -- rows
	total    @BIGINT NOT NULL, -- 0 where it is not known before
	fault    TEXT NOT NULL,    -- why it failed
	file     TEXT NOT NULL,    -- its name in the folder, once it is whole
	size     @BIGINT NOT NULL,
	made     @BIGINT NOT NULL, -- when it was asked for
	finished @BIGINT NOT NULL,
	expires  @BIGINT NOT NULL  -- when it is removed
);
CREATE INDEX export_owner ON export (owner, id);
CREATE INDEX export_expires ON export (expires);
