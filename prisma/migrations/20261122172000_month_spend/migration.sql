-- The balance before a month began, and everything of the month that is no call: what the month's spending is drawn
-- from, however many calls it has.
CREATE INDEX "ledger_entries_time_idx" ON "ledger_entries" ("account_id", "created_at" DESC, "id" DESC);
CREATE INDEX "ledger_entries_no_call_idx" ON "ledger_entries" ("account_id", "created_at")
  WHERE "kind" IN ('top_up', 'adjustment') OR "rental_id" IS NOT NULL;
