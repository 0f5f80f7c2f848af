-- Processes that work on the queue, so that the jobs of one that died are given to another soon.
CREATE TABLE worker (
	name TEXT PRIMARY KEY,
	host TEXT NOT NULL,
	pid  @BIGINT NOT NULL,
	seen @BIGINT NOT NULL -- Unix seconds of the last sign of life
);
