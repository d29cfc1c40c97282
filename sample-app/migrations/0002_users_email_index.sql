-- An address belongs to one user, whatever its letters' case. CONCURRENTLY lets
-- writes go on while the index is built; it cannot run inside a transaction, so
-- it is alone in its file.
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (lower(email));
