-- Who looks at a screen is told what changed, when the change commits. A trigger, so that no statement can forget it.
-- Deliveries are not among them: the engine changes thousands a second and tells of many at once by itself
-- (lib/engine/live-notices.ts).
CREATE FUNCTION linquid_tell_live() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changed record;
  on_surface text;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
  IF changed.workspace_id IS NULL THEN RETURN NULL; END IF;
  IF TG_ARGV[0] = 'endpoint' THEN on_surface := changed.surface; END IF;
  PERFORM pg_notify('linquid_live', json_build_object(
    'workspaceId', changed.workspace_id, 'topic', TG_ARGV[0], 'surface', on_surface, 'ids', json_build_array(changed.id),
    'more', false, 'created', CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE 0 END)::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER "endpoints_live" AFTER INSERT OR UPDATE OR DELETE ON "endpoints" FOR EACH ROW EXECUTE FUNCTION linquid_tell_live('endpoint');
CREATE TRIGGER "replays_live" AFTER INSERT OR UPDATE ON "replays" FOR EACH ROW EXECUTE FUNCTION linquid_tell_live('replay');
CREATE TRIGGER "receipts_live" AFTER INSERT OR UPDATE OF "state" ON "receipts" FOR EACH ROW EXECUTE FUNCTION linquid_tell_live('receipt');
CREATE TRIGGER "installations_live" AFTER INSERT OR DELETE ON "installations" FOR EACH ROW EXECUTE FUNCTION linquid_tell_live('installation');
-- Evidence moves with every receipt, which is told as such.
CREATE TRIGGER "installations_live_update" AFTER UPDATE OF "status", "status_code", "settings", "scopes", "last_checked_at" ON "installations"
  FOR EACH ROW EXECUTE FUNCTION linquid_tell_live('installation');
