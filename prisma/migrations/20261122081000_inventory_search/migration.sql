-- Byte-wise order whatever the database's collation, so that a prefix is a range of an ordinary index.
ALTER TABLE "inventory_numbers" ALTER COLUMN "number" TYPE text COLLATE "C";

-- Every three neighbouring digits of the national number, told apart by country: what "contains"
-- searches look up. One expression without subqueries, so that PostgreSQL inlines it. The two-digit
-- calling codes are ITU-T E.164's; those starting with 1 or 7 have one digit, all others three.
CREATE FUNCTION number_digit_groups(number text, country_iso character) RETURNS integer[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ARRAY[
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 10 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 100 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 1000 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 10000 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 100000 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 1000000 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 10000000 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 100000000 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 1000000000 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 10000000000 % 1000)::int,
    (ascii(country_iso) * 26 + ascii(substr(country_iso::text, 2))) * 1000 + (number::bigint / 100000000000 % 1000)::int
  ])[1 : length(number) - 2 - CASE
    WHEN left(number, 1) IN ('1', '7') THEN 1
    WHEN left(number, 2) IN ('20', '27', '30', '31', '32', '33', '34', '36', '39', '40', '41', '43', '44', '45', '46', '47', '48',
      '49', '51', '52', '53', '54', '55', '56', '57', '58', '60', '61', '62', '63', '64', '65', '66', '81', '82', '84', '86',
      '90', '91', '92', '93', '94', '95', '98') THEN 2
    ELSE 3
  END];

-- All search indexes hold available numbers only: that is all a search may show, and what the
-- fallback picker may take. Browsing and prefixes, in number order, per set of capabilities:
CREATE INDEX "inventory_numbers_browse_idx" ON "inventory_numbers" ("country_iso", "type", "voice", "sms", "mms", "number")
  WHERE "status" = 'available';

-- Places, and fallbacks by carrier in an area, a state or the country:
CREATE INDEX "inventory_numbers_carrier_area_idx" ON "inventory_numbers" ("country_iso", "type", "carrier_id", "area_id", "number")
  INCLUDE ("voice", "sms", "mms") WHERE "status" = 'available';

-- Endings, read backwards:
CREATE INDEX "inventory_numbers_reverse_idx" ON "inventory_numbers" ("country_iso", "type", reverse("number"))
  INCLUDE ("number", "voice", "sms", "mms") WHERE "status" = 'available';

-- Digits anywhere:
CREATE INDEX "inventory_numbers_digit_groups_idx" ON "inventory_numbers" USING gin (number_digit_groups("number", "country_iso"))
  WHERE "status" = 'available';
