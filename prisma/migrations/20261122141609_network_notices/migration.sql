-- Tells the agents that a table they hold in memory changed: its name on the channel twinline_tables, once a
-- transaction. NOTIFY takes a lock at commit that queues transactions up, so the tables a purchase writes (accounts,
-- rentals, ha_pairs) tell only of what calls depend on: a purchase holds money and adds a number that is being
-- provisioned, and tells nothing; the worker's activation does.
CREATE FUNCTION "tell_agents"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('twinline_tables', TG_TABLE_NAME);
  RETURN NULL;
END;
$$;

CREATE TRIGGER "trunks_tell_agents" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "trunks"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "routes_tell_agents" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "routes"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "call_rates_tell_agents" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "call_rates"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "sandbox_faults_tell_agents" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "sandbox_faults"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "route_overrides_tell_agents" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "route_overrides"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "traffic_generators_tell_agents" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "traffic_generators"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "carriers_tell_agents" AFTER UPDATE OF "slug", "name", "failure_domains" ON "carriers"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "compliance_applications_tell_agents" AFTER UPDATE OF "status" ON "compliance_applications"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_agents"();

-- Numbers that calls may leave from: those active or past due.
CREATE TRIGGER "rentals_tell_agents_of_new" AFTER INSERT ON "rentals" FOR EACH ROW
  WHEN (NEW."status" IN ('active', 'past_due')) EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "rentals_tell_agents" AFTER UPDATE OF "status", "past_due_since", "compliance_application_id", "carrier_id" ON "rentals" FOR EACH ROW
  WHEN ((OLD."status" IN ('active', 'past_due') OR NEW."status" IN ('active', 'past_due'))
    AND (OLD."status", OLD."past_due_since", OLD."compliance_application_id", OLD."carrier_id")
      IS DISTINCT FROM (NEW."status", NEW."past_due_since", NEW."compliance_application_id", NEW."carrier_id"))
  EXECUTE FUNCTION "tell_agents"();

-- Pairs that can take calls over.
CREATE TRIGGER "ha_pairs_tell_agents_of_new" AFTER INSERT ON "ha_pairs" FOR EACH ROW
  WHEN (NEW."state" = 'active') EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "ha_pairs_tell_agents" AFTER UPDATE OF "state", "fallback_rental_id", "proof", "manual_failback" ON "ha_pairs" FOR EACH ROW
  WHEN ((OLD."state" = 'active' OR NEW."state" = 'active')
    AND (OLD."state", OLD."fallback_rental_id", OLD."proof", OLD."manual_failback")
      IS DISTINCT FROM (NEW."state", NEW."fallback_rental_id", NEW."proof", NEW."manual_failback"))
  EXECUTE FUNCTION "tell_agents"();

-- Limits, and money that was added: an account out of credit may call at once. What is charged or held is found by the
-- agent's regular reading.
CREATE TRIGGER "accounts_tell_agents" AFTER UPDATE OF "calls_per_second", "concurrent_calls" ON "accounts" FOR EACH ROW
  WHEN ((OLD."calls_per_second", OLD."concurrent_calls") IS DISTINCT FROM (NEW."calls_per_second", NEW."concurrent_calls"))
  EXECUTE FUNCTION "tell_agents"();
CREATE TRIGGER "accounts_tell_agents_of_money" AFTER UPDATE OF "balance_micros" ON "accounts" FOR EACH ROW
  WHEN (NEW."balance_micros" > OLD."balance_micros") EXECUTE FUNCTION "tell_agents"();
