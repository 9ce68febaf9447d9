-- Sums of the ledger by month, and by month and number, in the account's own time zone: what spending and statements
-- are read from, however many calls a month has. Whoever writes an entry holds the account's row, so the rows of one
-- account are never waited for in two orders.
ALTER TABLE "ledger_entries" ADD COLUMN "is_fallback" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ledger_months" (
    "account_id" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "top_up_micros" BIGINT NOT NULL DEFAULT 0,
    "adjustment_micros" BIGINT NOT NULL DEFAULT 0,
    "setup_micros" BIGINT NOT NULL DEFAULT 0,
    "rent_micros" BIGINT NOT NULL DEFAULT 0,
    "fallback_micros" BIGINT NOT NULL DEFAULT 0,
    "call_micros" BIGINT NOT NULL DEFAULT 0,
    "rent_tax_micros" BIGINT NOT NULL DEFAULT 0,
    "call_tax_micros" BIGINT NOT NULL DEFAULT 0,
    "call_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_months_pkey" PRIMARY KEY ("account_id","month")
) WITH (fillfactor = 70);

-- CreateTable
CREATE TABLE "number_months" (
    "account_id" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "number" TEXT NOT NULL,
    "setup_micros" BIGINT NOT NULL DEFAULT 0,
    "rent_micros" BIGINT NOT NULL DEFAULT 0,
    "fallback_micros" BIGINT NOT NULL DEFAULT 0,
    "call_micros" BIGINT NOT NULL DEFAULT 0,
    "rent_tax_micros" BIGINT NOT NULL DEFAULT 0,
    "call_tax_micros" BIGINT NOT NULL DEFAULT 0,
    "call_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "number_months_pkey" PRIMARY KEY ("account_id","month","number")
) WITH (fillfactor = 70);

-- AddForeignKey
ALTER TABLE "ledger_months" ADD CONSTRAINT "ledger_months_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_months" ADD CONSTRAINT "number_months_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What rent of the past was a fallback's: by the pairs there were then.
ALTER TABLE "ledger_entries" DISABLE TRIGGER "ledger_entries_append_only";
UPDATE "ledger_entries" e SET "is_fallback" = true
 WHERE e."rental_id" IS NOT NULL AND EXISTS (
   SELECT 1 FROM "ha_pairs" p WHERE p."fallback_rental_id" = e."rental_id" AND p."created_at" <= e."created_at"
      AND (p."state" NOT IN ('off', 'failed') OR e."created_at" < p."updated_at"));
ALTER TABLE "ledger_entries" ENABLE TRIGGER "ledger_entries_append_only";

CREATE FUNCTION add_to_ledger_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_months AS m (account_id, month, top_up_micros, adjustment_micros, setup_micros, rent_micros, fallback_micros,
                                  call_micros, rent_tax_micros, call_tax_micros, call_count)
  SELECT n.account_id, date_trunc('month', n.created_at AT TIME ZONE a.time_zone)::date,
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'top_up'), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'adjustment'), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'setup_fee'), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'rental' AND NOT n.is_fallback), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'rental' AND n.is_fallback), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'call'), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'tax' AND n.rental_id IS NOT NULL), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'tax' AND n.rental_id IS NULL), 0),
         COUNT(*) FILTER (WHERE n.kind = 'call')
    FROM added n JOIN accounts a ON a.id = n.account_id GROUP BY 1, 2
  ON CONFLICT (account_id, month) DO UPDATE SET
    top_up_micros = m.top_up_micros + EXCLUDED.top_up_micros, adjustment_micros = m.adjustment_micros + EXCLUDED.adjustment_micros,
    setup_micros = m.setup_micros + EXCLUDED.setup_micros, rent_micros = m.rent_micros + EXCLUDED.rent_micros,
    fallback_micros = m.fallback_micros + EXCLUDED.fallback_micros, call_micros = m.call_micros + EXCLUDED.call_micros,
    rent_tax_micros = m.rent_tax_micros + EXCLUDED.rent_tax_micros, call_tax_micros = m.call_tax_micros + EXCLUDED.call_tax_micros,
    call_count = m.call_count + EXCLUDED.call_count;

  INSERT INTO number_months AS m (account_id, month, number, setup_micros, rent_micros, fallback_micros, call_micros,
                                  rent_tax_micros, call_tax_micros, call_count)
  SELECT n.account_id, date_trunc('month', n.created_at AT TIME ZONE a.time_zone)::date, n.number,
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'setup_fee'), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'rental' AND NOT n.is_fallback), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'rental' AND n.is_fallback), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'call'), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'tax' AND n.rental_id IS NOT NULL), 0),
         COALESCE(SUM(n.amount_micros) FILTER (WHERE n.kind = 'tax' AND n.rental_id IS NULL), 0),
         COUNT(*) FILTER (WHERE n.kind = 'call')
    FROM added n JOIN accounts a ON a.id = n.account_id
   WHERE n.number IS NOT NULL AND n.kind IN ('setup_fee', 'rental', 'call', 'tax') GROUP BY 1, 2, 3
  ON CONFLICT (account_id, month, number) DO UPDATE SET
    setup_micros = m.setup_micros + EXCLUDED.setup_micros, rent_micros = m.rent_micros + EXCLUDED.rent_micros,
    fallback_micros = m.fallback_micros + EXCLUDED.fallback_micros, call_micros = m.call_micros + EXCLUDED.call_micros,
    rent_tax_micros = m.rent_tax_micros + EXCLUDED.rent_tax_micros, call_tax_micros = m.call_tax_micros + EXCLUDED.call_tax_micros,
    call_count = m.call_count + EXCLUDED.call_count;
  RETURN NULL;
END $$;

-- Everything booked so far, by the very function: it is called by a throw-away table of the ledger's shape.
CREATE TEMPORARY TABLE "ledger_so_far" (LIKE "ledger_entries");
CREATE TRIGGER "ledger_so_far_months" AFTER INSERT ON "ledger_so_far" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION add_to_ledger_months();
INSERT INTO "ledger_so_far" SELECT * FROM "ledger_entries";
DROP TABLE "ledger_so_far";

CREATE TRIGGER "ledger_entries_months" AFTER INSERT ON "ledger_entries" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION add_to_ledger_months();
