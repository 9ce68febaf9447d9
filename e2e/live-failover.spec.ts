import type { Page } from '@playwright/test';
import { expect, customerTest as test } from './support/fixtures';
import { NumberPage } from './support/number-page';
import type { Stage } from './support/stage';

test.use({ wish: { isOperator: true } });

const RATE = 20;
/** A series of one operator: its calls are judged together. */
const SERIES = '91987';
/** The shortest hold of an open route: until then no call tries it. */
const HELD_MS = 4_000;
/** Silence at twenty calls a second is found within this, by the moments in the records. */
const SILENCE_FOUND_MS = 1_500;
const PATIENCE = { timeout: 60_000, intervals: [250] };
/** What the callee or the caller did; the network did its part. */
const REACHED = ['answered', 'busy', 'no-answer', 'rejected', 'invalid-number', null];

type Call = Awaited<ReturnType<typeof callsOf>>[number];

function callsOf(stage: Stage, from: string) {
  return stage.call('listCallsOf', { from });
}

/** The first incident of a trunk, once it is there: from then on the engine goes by it. */
async function incidentOf(stage: Stage, trunk: string) {
  const first = async () => (await stage.call('listIncidentsOf', { trunk }))[0];
  await expect.poll(async () => (await first()) !== undefined, PATIENCE).toBe(true);
  return (await first()) ?? { id: '', rule: '', openedAt: 0, closedAt: null };
}

/** By which trunk and with which caller ID each call set out. */
function firstHops(calls: readonly Call[]): string[] {
  return [...new Set(calls.map(({ attempts }) => `${attempts[0]?.trunk} presenting ${attempts[0]?.presentedNumber}`))];
}

const during = (calls: readonly Call[], from: number, to: number) =>
  calls.filter(({ queuedAt }) => queuedAt > from && queuedAt < to);

async function breakOnScreen(page: Page, trunk: string, carrier: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${trunk}` }).click();
  await page.getByRole('menuitem', { name: 'Break it' }).click();
  const dialog = page.getByRole('alertdialog', { name: `Break ${carrier}` });
  await dialog.getByLabel('Reason').fill('Rehearsal of a silent carrier');
  await dialog.getByRole('button', { name: 'Break it' }).click();
  await expect(dialog).toBeHidden();
}

async function mendOnScreen(page: Page, trunk: string): Promise<void> {
  const row = page.getByRole('table', { name: 'In force and planned' }).getByRole('row').filter({ hasText: trunk });
  await row.getByRole('button', { name: /^End the fault/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End the fault' }).click();
  await expect(row).toBeHidden();
}

test('calls outlive a silent, a crowded and a poor carrier, and each one’s page says why', async ({
  page,
  stage,
  customer,
}) => {
  const { accountId } = customer;
  const { silent, crowded, poor, backup, abroad } = await stage.call('createFailoverScene', { areaCode: '80' });
  const pairs = await Promise.all(
    [silent, crowded, poor].map(({ number }) => stage.call('rent', { accountId, number, highAvailability: true })),
  );
  const [ofSilent = '', ofCrowded = '', ofPoor = ''] = pairs.map(({ fallback }) => fallback?.number ?? '');
  await stage.call('rent', { accountId, number: silent.alone });
  const { number: foreign } = await stage.call('rent', { accountId, stock: { countryIso: 'US' } });
  const traffic = (number: string, callsPerSecond: number, prefix = SERIES) =>
    stage.call('makeTraffic', { accountId, callsPerSecond, numbers: [number], destinations: [prefix], minutes: 2 });
  for (const { number } of [silent, crowded, poor]) await traffic(number, RATE);
  await traffic(silent.alone, 4);
  await traffic(foreign, RATE, abroad.prefix);
  for (const number of [silent.number, crowded.number, poor.number, foreign])
    await expect.poll(async () => (await callsOf(stage, number)).length, PATIENCE).toBeGreaterThan(2 * RATE);

  await page.goto('/voice/carriers');
  const brokenAt = Date.now();
  const fault = { accountId, minutes: 2, reason: 'Rehearsal' };
  const carrier = (id: string) => ({ kind: 'carrier' as const, id });
  await breakOnScreen(page, silent.trunk, silent.name);
  await stage.call('breakCarrier', { ...fault, target: carrier(abroad.first), kind: 'silent' });
  const few = { callsPerSecond: 3 };
  await stage.call('breakCarrier', { ...fault, target: carrier(crowded.slug), kind: 'congestion', figures: few });
  const lossy = { lossPercent: 30, jitterMs: 80 };
  await stage.call('breakCarrier', { ...fault, target: carrier(poor.slug), kind: 'quality', figures: lossy });

  // Silent: found at once; calls leave by the fallback under its own number.
  const silence = await incidentOf(stage, silent.trunk);
  expect(silence.rule).toBe('silence');
  await expect
    .poll(async () => during(await callsOf(stage, silent.number), silence.openedAt, Date.now()).length, PATIENCE)
    .toBeGreaterThan(3 * RATE);
  const overSilent = await callsOf(stage, silent.number);
  const unheard = overSilent.flatMap(({ attempts }) =>
    attempts.filter(
      ({ trunk, outcome, sentAt }) => trunk === silent.trunk && outcome === 'silence' && sentAt > brokenAt,
    ),
  );
  expect(silence.openedAt - Math.min(...unheard.map(({ sentAt }) => sentAt))).toBeLessThanOrEqual(SILENCE_FOUND_MS);
  const held = during(overSilent, silence.openedAt, silence.openedAt + HELD_MS);
  expect(firstHops(held)).toEqual([`${backup} presenting ${ofSilent}`]);

  // Abroad: another carrier, the same caller ID.
  const silenceAbroad = await incidentOf(stage, abroad.first);
  const overAbroad = await callsOf(stage, foreign);
  const movedAbroad = during(overAbroad, silenceAbroad.openedAt, silenceAbroad.openedAt + HELD_MS);
  expect(firstHops(movedAbroad)).toEqual([`${abroad.second} presenting ${foreign}`]);

  // The pair's page says where its calls go; calls of a number without one have nowhere to go.
  const numberPage = new NumberPage(page);
  await numberPage.open(silent.number);
  await expect(page.getByRole('figure', { name: 'High availability pair: Over the fallback' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('region', { name: 'Failover' })).toContainText('Silent Line is taken out');

  const endedAlone = async () =>
    during(await callsOf(stage, silent.alone), silence.openedAt, Date.now()).filter(({ isEnded }) => isEnded);
  await expect.poll(async () => (await endedAlone()).length, PATIENCE).toBeGreaterThan(5);
  const withoutPair = await endedAlone();
  expect([...new Set(withoutPair.map(({ state }) => state))]).toEqual(['failed']);

  await page.goto('/voice/carriers');
  const mendedFrom = Date.now();
  for (const trunk of [silent.trunk, abroad.first, crowded.trunk]) await mendOnScreen(page, trunk);

  // Crowded: what the carrier has no room for goes over the fallback, and nearly every call gets through.
  const crowd = await incidentOf(stage, crowded.trunk);
  const overCrowded = during(await callsOf(stage, crowded.number), crowd.openedAt + 1_000, mendedFrom);
  const movedCrowded = overCrowded.filter(({ attempts }) => attempts[0]?.presentedNumber === ofCrowded);
  expect(movedCrowded.length).toBeGreaterThan(overCrowded.length / 2);
  const reached = overCrowded.filter(({ attempts }) => REACHED.includes(attempts.at(-1)?.outcome ?? null));
  expect(reached.length).toBeGreaterThan(0.95 * overCrowded.length);

  // Poor: found by what calls sounded like, as they end.
  const badMedia = await incidentOf(stage, poor.trunk);
  expect(badMedia.rule).toBe('media');
  await expect
    .poll(async () => during(await callsOf(stage, poor.number), badMedia.openedAt, Date.now()).length, PATIENCE)
    .toBeGreaterThan(2 * RATE);
  const movedPoor = during(await callsOf(stage, poor.number), badMedia.openedAt, badMedia.openedAt + HELD_MS);
  expect(firstHops(movedPoor)).toEqual([`${backup} presenting ${ofPoor}`]);

  // Every incident but the one whose carrier is still poor closes.
  for (const trunk of [silent.trunk, abroad.first, crowded.trunk])
    await expect
      .poll(
        async () => (await stage.call('listIncidentsOf', { trunk })).every(({ closedAt }) => closedAt !== null),
        PATIENCE,
      )
      .toBe(true);

  for (const number of [silent.number, silent.alone, crowded.number, poor.number, foreign]) {
    const calls = await callsOf(stage, number);
    const rungTwice = calls.filter(({ attempts }) => attempts.filter(({ ringingAt }) => ringingAt !== null).length > 1);
    expect(rungTwice).toEqual([]);
  }

  await page.goto(`/voice/incidents/${silence.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(silent.name);
  await expectCallPages(page, {
    saved: savedOf(overSilent),
    moved: held[0],
    abroad: savedOf(overAbroad),
    failed: withoutPair[0],
  });
});

function savedOf(calls: readonly Call[]): Call | undefined {
  return calls.find(({ saved }) => saved);
}

/** The page of each kind of call says why it went as it did. */
async function expectCallPages(
  page: Page,
  calls: Readonly<Record<'saved' | 'moved' | 'abroad' | 'failed', Call | undefined>>,
): Promise<void> {
  const trace = page.getByRole('region', { name: 'What happened' });
  await page.goto(`/voice/calls/${calls.saved?.uuid}`);
  await expect(page.getByText('Saved by HA', { exact: true })).toBeVisible();
  await expect(trace).toContainText('Given up at Silent Line');
  await expect(trace).toContainText('Sent on to Backup Voice');
  await page.goto(`/voice/calls/${calls.moved?.uuid}`);
  await expect(page.getByText('Failed over', { exact: true })).toBeVisible();
  await expect(trace).toContainText('Calls unanswered by the carrier');
  await page.goto(`/voice/calls/${calls.abroad?.uuid}`);
  await expect(page.getByText('Saved by failover', { exact: true })).toBeVisible();
  await expect(trace).toContainText('Given up at First Abroad');
  await page.goto(`/voice/calls/${calls.failed?.uuid}`);
  await expect(trace).toContainText('Given up at Silent Line');
}
