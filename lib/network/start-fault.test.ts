import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { faultSchema } from '@/lib/simulator/scenario/schema-faults';
import { createAccount, testContext } from '@/lib/testing/factories';
import { createCarrier, createIndia, type IndiaFixture } from '@/lib/testing/factories-stock';
import { endFault } from './end-fault';
import { ensureTrunks } from './ensure-trunks';
import { FAULT_FIGURES, FAULT_KIND_NAMES, type FaultFigures, faultFigures, faultWords, scenarioFault } from './format';
import { readAgentTables } from './read-agent-tables';
import type { StartFaultInput } from './schema';
import { startFault } from './start-fault';

let india: IndiaFixture;
let operator: Context;

beforeAll(async () => {
  india = await createIndia();
  operator = testContext(await createAccount(), 'owner', { isOperator: true });
  await withTransaction(operator, (tx) => ensureTrunks(operator, tx));
});

const broken = (changes: Partial<StartFaultInput> = {}): StartFaultInput => ({
  target: { kind: 'carrier', id: india.carrierA.slug },
  kind: 'silent',
  minutes: 10,
  reason: 'Rehearsal',
  ...changes,
});

describe('breaking a carrier', () => {
  it('lies on every trunk of it, and ends by itself or before', async () => {
    await db.trunk.create({ data: { slug: `${india.carrierA.slug}-2`, carrierId: india.carrierA.id } });
    const { faultIds, endsAt } = await startFault(operator, broken({ prefix: '919' }));
    expect(faultIds).toHaveLength(2);
    const during = await readAgentTables(new Date(endsAt.getTime() - 1));
    expect(during.faults.map(({ trunkId }) => trunkId).sort()).toEqual([
      india.carrierA.slug,
      `${india.carrierA.slug}-2`,
    ]);
    expect(during.faults[0]).toMatchObject({ prefix: '919', fault: { kind: 'silent', share: 1 } });
    expect((await readAgentTables(endsAt)).faults).toEqual([]);
    for (const faultId of [...faultIds, ...faultIds]) await endFault(operator, { faultId });
    expect((await readAgentTables()).faults).toEqual([]);
    const audit = await db.auditEvent.findMany({ where: { action: { in: ['carrier.break', 'trunk.mend'] } } });
    expect(audit).toHaveLength(3);
  });

  it.each<[Partial<StartFaultInput>, string]>([
    [{ minutes: 61 }, 'Duration in minutes must be a whole number from 1 to 60.'],
    [{ minutes: 0 }, 'Duration in minutes must be a whole number from 1 to 60.'],
    [{ reason: '' }, 'Give a reason of 3 to 300 characters.'],
    [{ prefix: '+91' }, 'Prefix must be digits of an international number without +, or empty for all calls.'],
    [{ kind: 'error', figures: { sipCode: 200 } }, 'SIP code must be a whole number from 400 to 699.'],
    [{ figures: { sipCode: 503 } }, 'This fault has no figure sipCode.'],
    [{ target: { kind: 'trunk', id: 'nobody' } }, 'Trunk is unknown; choose one of the list.'],
  ])('is refused with %j', async (changes, sentence) => {
    await expect(startFault(operator, broken(changes))).rejects.toThrow(sentence);
    expect((await readAgentTables()).faults).toEqual([]);
  });

  it('is for sandbox trunks, a few faults at once, and the operator', async () => {
    const carrier = await createCarrier({ name: 'Real One' });
    await db.trunk.create({ data: { slug: carrier.slug, carrierId: carrier.id, kind: 'sip' } });
    const real = broken({ target: { kind: 'carrier', id: carrier.slug } });
    await expect(startFault(operator, real)).rejects.toThrow('Only sandbox trunks can be broken, and Real One is');
    const empty = await createCarrier({ name: 'No Trunk' });
    await expect(startFault(operator, broken({ target: { kind: 'carrier', id: empty.slug } }))).rejects.toThrow(
      'No Trunk has no trunk in use.',
    );
    const customer = testContext(await createAccount(), 'owner');
    await expect(startFault(customer, broken())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(endFault(operator, { faultId: 'flt_x' })).rejects.toMatchObject({ code: 'not_found' });
    const one = broken({ target: { kind: 'trunk', id: india.carrierD.slug } });
    for (let i = 0; i < 5; i += 1) await startFault(operator, one);
    await expect(startFault(operator, one)).rejects.toThrow('At most 5 faults can lie on a trunk at once');
  });
});

describe('a fault’s figures', () => {
  it('make a fault that a scenario knows, whatever they are', () => {
    const figuresOf = (kind: (typeof FAULT_KIND_NAMES)[number]) =>
      fc.record(
        Object.fromEntries(
          faultFigures(kind).map((name) => [
            name,
            fc.integer({ min: FAULT_FIGURES[name].min, max: FAULT_FIGURES[name].max }),
          ]),
        ),
        { requiredKeys: [] },
      );
    fc.assert(
      fc.property(
        fc.constantFrom(...FAULT_KIND_NAMES).chain((kind) => fc.tuple(fc.constant(kind), figuresOf(kind))),
        ([kind, figures]) => {
          const whole = { id: 'fault', at: '0s', lasts: '5m', ...scenarioFault(kind, figures satisfies FaultFigures) };
          expect(faultSchema.safeParse(whole).error).toBeUndefined();
        },
      ),
    );
  });

  it('are told in words', () => {
    expect(faultWords('silent', {})).toBe('Silent');
    expect(faultWords('quality', { lossPercent: 20, sharePercent: 50 })).toBe(
      'Poor quality, packets lost 20 %, jitter 40 ms, share of calls it meets 50 %',
    );
    expect(faultWords('error', { sipCode: 500 })).toBe('Fails calls, SIP code 500');
  });
});
