-- Every replica of the app keeps recently read users in memory. This tells all
-- of them, at commit, which user has changed, whoever changed it.
CREATE FUNCTION announce_user_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('users_changed', OLD.id::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER users_changed
AFTER UPDATE OR DELETE ON users
FOR EACH ROW EXECUTE FUNCTION announce_user_change();
