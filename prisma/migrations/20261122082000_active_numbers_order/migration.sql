-- Active Numbers in number order, a page at a time and as an export, without sorting the account.
CREATE INDEX "rentals_account_number_idx" ON "rentals" ("account_id", "number") WHERE "status" <> 'released';
