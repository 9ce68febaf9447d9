-- Rent already paid for a fallback its carrier withdrew.
ALTER TABLE "ha_pairs" ADD COLUMN "credit_until" DATE;
