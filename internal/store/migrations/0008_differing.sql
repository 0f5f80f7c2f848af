-- What an actor said that outlets quote differently: few of the statements.
CREATE INDEX statement_differs ON statement (actor, day) WHERE differs = 1;
