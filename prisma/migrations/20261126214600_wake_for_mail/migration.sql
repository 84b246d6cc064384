-- Work that a job does soon after the commit: whoever runs jobs is woken with the kind of it. A trigger, so that no
-- statement can forget it. Polling is the fallback.
CREATE FUNCTION linquid_wake_work() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('linquid_work', TG_ARGV[0]);
  RETURN NULL;
END
$$;
CREATE TRIGGER "email_messages_wake" AFTER INSERT ON "email_messages" FOR EACH STATEMENT EXECUTE FUNCTION linquid_wake_work('email');
CREATE TRIGGER "email_messages_wake_again" AFTER UPDATE ON "email_messages" FOR EACH ROW
  WHEN (NEW."state" = 'queued' AND OLD."state" <> 'queued') EXECUTE FUNCTION linquid_wake_work('email');
