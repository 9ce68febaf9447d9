-- The index of digit groups learns runs of one digit, which are what people look for: without it a
-- search for 7777 would read every number that has 777. As a function with a body instead of one long
-- expression, it no longer weighs on the planning of every statement about the stock, and its stated
-- cost keeps the planner from working it out row by row.
DROP INDEX "inventory_numbers_digit_groups_idx";

-- Every three neighbouring digits of the national number, and every four that are the same, told
-- apart by country: what "contains" searches look up. The two-digit calling codes are ITU-T E.164's;
-- those starting with 1 or 7 have one digit, all others three.
CREATE OR REPLACE FUNCTION number_digit_groups(number text, country_iso character) RETURNS integer[]
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000
AS $$
DECLARE
  calling_code_length integer := CASE
    WHEN left(number, 1) IN ('1', '7') THEN 1
    WHEN left(number, 2) IN ('20', '27', '30', '31', '32', '33', '34', '36', '39', '40', '41', '43', '44', '45', '46', '47', '48',
      '49', '51', '52', '53', '54', '55', '56', '57', '58', '60', '61', '62', '63', '64', '65', '66', '81', '82', '84', '86',
      '90', '91', '92', '93', '94', '95', '98') THEN 2
    ELSE 3
  END;
  last_group integer := length(number) - calling_code_length - 2;
  country integer := (ascii(country_iso) * 26 + ascii(substr(country_iso, 2))) * 10000;
  digits bigint := number;
  groups integer[] := '{}';
BEGIN
  FOR position IN 1 .. last_group LOOP
    groups := groups || country + (digits % 1000)::integer;
    IF digits % 10000 % 1111 = 0 AND position < last_group THEN
      groups := groups || country + 1000 + (digits % 10)::integer;
    END IF;
    digits := digits / 10;
  END LOOP;
  RETURN groups;
END $$;

CREATE INDEX "inventory_numbers_digit_groups_idx" ON "inventory_numbers" USING gin (number_digit_groups("number", "country_iso"))
  WHERE "status" = 'available';
