import { randomBytes } from 'node:crypto';
import { db } from '@/lib/db';
import { micros } from './factories';

interface CarrierOptions {
  name?: string;
  failureDomains?: string[];
  countryIsos?: string[];
  /** Sandbox behaviour; answers at once unless told otherwise. */
  orderDelayMs?: number;
  activationDelayMs?: number;
  outcome?: 'accept' | 'refuse' | 'timeout';
  refusalReason?: string;
}

/** A sandbox carrier; alone in its failure domain unless told otherwise. */
export async function createCarrier(options: CarrierOptions = {}) {
  const slug = `carrier-${randomBytes(5).toString('hex')}`;
  const { name = slug, failureDomains = [`upstream:${slug}`], countryIsos = ['IN'], ...sandbox } = options;
  return db.carrier.create({
    data: {
      slug,
      name,
      failureDomains,
      countryIsos,
      sandbox: { create: { orderDelayMs: 0, activationDelayMs: 0, ...sandbox } },
    },
  });
}

interface AreaOptions {
  countryIso?: string;
  code?: string;
  place?: string;
  region?: string;
}

export async function createArea(options: AreaOptions = {}) {
  const { countryIso = 'IN', code = '80', place = 'Bengaluru', region = 'Karnataka' } = options;
  const key = { countryIso, code, place, region };
  return db.area.upsert({ where: { countryIso_code_place_region: key }, create: key, update: {} });
}

interface RateOptions {
  /** Whole units a month, and once. */
  monthlyInr?: number;
  monthlyUsd?: number;
  setupInr?: number;
  setupUsd?: number;
}

export async function createRatePlan(options: RateOptions = {}) {
  const { monthlyInr = 250, monthlyUsd = 2.5, setupInr = 0, setupUsd = 0 } = options;
  const rates = {
    setupInrMicros: micros(setupInr),
    setupUsdMicros: micros(setupUsd),
    monthlyInrMicros: micros(monthlyInr),
    monthlyUsdMicros: micros(monthlyUsd),
  };
  return db.ratePlan.upsert({
    where: { setupInrMicros_setupUsdMicros_monthlyInrMicros_monthlyUsdMicros: rates },
    create: rates,
    update: {},
  });
}

interface StockOptions {
  carrier: { id: number };
  area: { id: number; countryIso: string; code: string };
  ratePlan: { id: number };
  count?: number;
  type?: 'local' | 'mobile' | 'tollfree' | 'national';
  series?: string;
  /** Exact numbers (E.164 digits) instead of generated ones. */
  numbers?: string[];
}

/** Available numbers; those of India are valid landline numbers of their area. */
export async function createStock(options: StockOptions): Promise<string[]> {
  const { carrier, area, ratePlan, count = 1, type = 'local', series = 'standard' } = options;
  const numbers = options.numbers ?? (await nextNumbers(area, count));
  await db.inventoryNumber.createMany({
    data: numbers.map((number) => ({
      number,
      type,
      series,
      countryIso: area.countryIso,
      areaId: area.id,
      carrierId: carrier.id,
      ratePlanId: ratePlan.id,
    })),
  });
  return numbers;
}

const CALLING_CODES: Record<string, { code: string; nationalDigits: number; firstDigits: string }> = {
  IN: { code: '91', nationalDigits: 10, firstDigits: '4' },
  US: { code: '1', nationalDigits: 10, firstDigits: '5' },
  GB: { code: '44', nationalDigits: 10, firstDigits: '7' },
};

async function nextNumbers(area: StockOptions['area'], count: number): Promise<string[]> {
  const plan = CALLING_CODES[area.countryIso];
  if (!plan) throw new Error(`No numbers are generated for ${area.countryIso}: give them as "numbers"`);
  const prefix = plan.code + area.code + plan.firstDigits;
  const taken = await db.inventoryNumber.findFirst({
    where: { number: { startsWith: prefix } },
    orderBy: { number: 'desc' },
  });
  const length = plan.code.length + plan.nationalDigits;
  // Starts away from zero: 4000000 is no subscriber's number everywhere.
  const first = taken ? BigInt(taken.number) + 1n : BigInt(prefix.padEnd(prefix.length + 2, '12').padEnd(length, '0'));
  return Array.from({ length: count }, (_, index) => String(first + BigInt(index)));
}

/**
 * The India of the tests: carriers A and B back each other up; C and D share an upstream, so C never
 * backs D. Bengaluru and Mysuru are one state, Mumbai another. The standard rate is ₹250, USD 2.50.
 */
export async function createIndia() {
  const [carrierA, carrierB, carrierC, carrierD] = await Promise.all([
    createCarrier({ name: 'Carrier A', failureDomains: ['upstream:a', 'dc:mumbai-1'] }),
    createCarrier({ name: 'Carrier B', failureDomains: ['upstream:b', 'dc:chennai-1'] }),
    createCarrier({ name: 'Carrier C', failureDomains: ['upstream:shared', 'dc:delhi-1'] }),
    createCarrier({ name: 'Carrier D', failureDomains: ['upstream:shared', 'dc:pune-1'] }),
  ]);
  const [bengaluru, mysuru, mumbai] = await Promise.all([
    createArea(),
    createArea({ code: '821', place: 'Mysuru' }),
    createArea({ code: '22', place: 'Mumbai', region: 'Maharashtra' }),
  ]);
  const ratePlan = await createRatePlan();
  await db.standardRate.upsert({
    where: { countryIso_type: { countryIso: 'IN', type: 'local' } },
    create: { countryIso: 'IN', type: 'local', ratePlanId: ratePlan.id },
    update: { ratePlanId: ratePlan.id },
  });
  return { carrierA, carrierB, carrierC, carrierD, bengaluru, mysuru, mumbai, ratePlan };
}

export type IndiaFixture = Awaited<ReturnType<typeof createIndia>>;
