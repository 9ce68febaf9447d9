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
const PATIENCE = { timeout: 60_000, intervals: [500] };
/** Hold, trial and ramp, on a machine that does other things too. */
const UNTIL_WELL = { timeout: 120_000, intervals: [1_000] };
/** Longer than the short talks that the engine makes conclusions of. */
const TALK_MS = 8_000;
/** Calls of about five seconds say how a carrier without room does. */
const ENOUGH_CALLS = 5 * RATE;
/** What the callee or the caller did; the network did its part. Null while the call goes on. */
const REACHED = ['answered', 'busy', 'no-answer', 'rejected', 'invalid-number', null];

/** What people do while something is waited for. */
type Meanwhile = () => Promise<unknown>;
type Scene = Awaited<ReturnType<typeof setScene>>;
type Call = Awaited<ReturnType<typeof callsOf>>[number];

function callsOf(stage: Stage, from: string) {
  return stage.call('listCallsOf', { from });
}

/** Pairs on three carriers, a number without a fallback, one from abroad; calls from all of them. */
async function setScene(stage: Stage, accountId: string) {
  const scene = await stage.call('createFailoverScene', { areaCode: '80' });
  const paired = [scene.silent, scene.crowded, scene.poor];
  const rented = await Promise.all(
    paired.map(({ number }) => stage.call('rent', { accountId, number, highAvailability: true })),
  );
  const [silent = '', crowded = '', poor = ''] = rented.map(({ fallback }) => fallback?.number ?? '');
  await stage.call('rent', { accountId, number: scene.silent.alone });
  const { number: foreign } = await stage.call('rent', { accountId, stock: { countryIso: 'US' } });
  const traffic = (number: string, callsPerSecond: number, prefix = SERIES) =>
    stage.call('makeTraffic', { accountId, callsPerSecond, numbers: [number], destinations: [prefix], minutes: 3 });
  for (const { number } of paired) await traffic(number, RATE);
  await traffic(scene.silent.alone, 4);
  await traffic(foreign, RATE, scene.abroad.prefix);
  for (const number of [...paired.map((each) => each.number), foreign])
    await expect.poll(async () => (await callsOf(stage, number)).length, PATIENCE).toBeGreaterThan(2 * RATE);
  return { ...scene, foreign, fallbacks: { silent, crowded, poor } };
}

/** The silent one from the screen, the others before it by the verb behind it: talks tell of quality only when they end. */
async function breakCarriers(page: Page, stage: Stage, { accountId, scene }: { accountId: string; scene: Scene }) {
  const { silent, crowded, poor, abroad } = scene;
  const fault = { accountId, minutes: 3, reason: 'Rehearsal' };
  const carrier = (id: string) => ({ kind: 'carrier' as const, id });
  const lossy = { lossPercent: 30, jitterMs: 80 };
  await stage.call('breakCarrier', { ...fault, target: carrier(poor.slug), kind: 'quality', figures: lossy });
  const few = { callsPerSecond: 3 };
  await stage.call('breakCarrier', { ...fault, target: carrier(crowded.slug), kind: 'congestion', figures: few });
  await stage.call('breakCarrier', { ...fault, target: carrier(abroad.first), kind: 'silent' });
  await page.goto('/voice/carriers');
  await page.getByRole('button', { name: `Actions for ${silent.trunk}` }).click();
  await page.getByRole('menuitem', { name: 'Break it' }).click();
  const dialog = page.getByRole('alertdialog', { name: `Break ${silent.name}` });
  await dialog.getByLabel('Reason').fill('Rehearsal of a silent carrier');
  const brokenAt = Date.now();
  await dialog.getByRole('button', { name: 'Break it' }).click();
  await expect(dialog).toBeHidden();
  return brokenAt;
}

async function mendOnScreen(page: Page, trunk: string): Promise<void> {
  const row = page.getByRole('table', { name: 'In force and planned' }).getByRole('row').filter({ hasText: trunk });
  await row.getByRole('button', { name: /^End the fault/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End the fault' }).click();
  await expect(row).toBeHidden();
}

/** The first incident of a trunk, once it is there: from then on the engine goes by it. */
async function incidentOf(stage: Stage, trunk: string, meanwhile: Meanwhile = async () => undefined) {
  const first = async () => (await stage.call('listIncidentsOf', { trunk }))[0];
  const isThere = async () => {
    await meanwhile();
    return (await first()) !== undefined;
  };
  await expect.poll(isThere, PATIENCE).toBe(true);
  return (await first()) ?? { id: '', rule: '', openedAt: 0, closedAt: null };
}

const during = (calls: readonly Call[], from: number, to: number) =>
  calls.filter(({ queuedAt }) => queuedAt > from && queuedAt < to);

/** Calls placed after an incident had opened, while nobody tried its trunk again; all set out the same way. */
async function expectMoved(stage: Stage, { from, since, way }: { from: string; since: number; way: string }) {
  const held = async () => during(await callsOf(stage, from), since, since + HELD_MS);
  await expect.poll(async () => (await held()).length, PATIENCE).toBeGreaterThan(2 * RATE);
  const calls = await held();
  const ways = calls.map(({ attempts }) => `${attempts[0]?.trunk} presenting ${attempts[0]?.presentedNumber}`);
  expect([...new Set(ways)]).toEqual([way]);
  return calls[0];
}

/** Found soon after the first call that the carrier left without a word, by the moments in the records. */
async function expectFoundSoon(stage: Stage, { silent }: Scene, { openedAt, brokenAt }: Record<string, number>) {
  const attempts = (await callsOf(stage, silent.number)).flatMap((call) => call.attempts);
  const unheard = attempts.filter(
    ({ trunk, outcome, sentAt }) => trunk === silent.trunk && outcome === 'silence' && sentAt > (brokenAt ?? 0),
  );
  expect((openedAt ?? 0) - Math.min(...unheard.map(({ sentAt }) => sentAt))).toBeLessThanOrEqual(SILENCE_FOUND_MS);
}

/** Every call of a number without a fallback fails meanwhile; answers with one of them. */
async function expectAllFail(stage: Stage, { from, since }: { from: string; since: number }) {
  const ended = async () => during(await callsOf(stage, from), since, Date.now()).filter(({ isEnded }) => isEnded);
  await expect.poll(async () => (await ended()).length, PATIENCE).toBeGreaterThan(5);
  const calls = await ended();
  expect([...new Set(calls.map(({ state }) => state))]).toEqual(['failed']);
  return calls[0];
}

/** What the carrier has no room for goes over the fallback, and nearly every call gets through. */
async function expectOverflow(stage: Stage, { crowded, fallbacks }: Scene, { from, to }: { from: number; to: number }) {
  const calls = during(await callsOf(stage, crowded.number), from, to);
  const moved = calls.filter(({ attempts }) => attempts[0]?.presentedNumber === fallbacks.crowded);
  expect(moved.length).toBeGreaterThan(calls.length / 2);
  const reached = calls.filter(({ attempts }) => REACHED.includes(attempts.at(-1)?.outcome ?? null));
  expect(reached.length).toBeGreaterThan(0.95 * calls.length);
}

async function expectNobodyRungTwice(stage: Stage, from: string): Promise<void> {
  const calls = await callsOf(stage, from);
  expect(calls.filter(({ attempts }) => attempts.filter(({ ringingAt }) => ringingAt !== null).length > 1)).toEqual([]);
}

async function expectWell(stage: Stage, trunk: string, meanwhile: Meanwhile = async () => undefined): Promise<void> {
  const open = async () => {
    await meanwhile();
    return (await stage.call('listIncidentsOf', { trunk })).filter(({ closedAt }) => closedAt === null).length;
  };
  await expect.poll(open, UNTIL_WELL).toBe(0);
}

async function savedOf(stage: Stage, from: string): Promise<Call | undefined> {
  return (await callsOf(stage, from)).find(({ saved }) => saved);
}

/** The page of a call says how it went and why. */
async function expectCallPage(page: Page, call: Call | undefined, says: { badge: string; trace: string[] }) {
  await page.goto(`/voice/calls/${call?.uuid}`);
  await expect(page.getByText(says.badge, { exact: true }).first()).toBeVisible();
  const trace = page.getByRole('region', { name: 'What happened' });
  for (const sentence of says.trace) await expect(trace).toContainText(sentence);
}

// Other tests want the machine too.
test.afterEach(({ stage, customer }) => stage.call('stopTrafficOf', customer));

interface Told {
  stage: Stage;
  accountId: string;
  scene: Scene;
}

/** Silence: found at once, calls leave by the fallback, those without one fail; mended on the screen it comes back. */
async function outliveSilence(page: Page, { stage, scene }: Told, brokenAt: number) {
  const { silent, backup, fallbacks } = scene;
  const { id, rule, openedAt } = await incidentOf(stage, silent.trunk);
  expect(rule).toBe('silence');
  await new NumberPage(page).open(silent.number);
  const picture = page.getByRole('figure', { name: 'High availability pair: Over the fallback' });
  await expect(picture).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Failover' })).toContainText('Silent Line is taken out');
  const way = `${backup} presenting ${fallbacks.silent}`;
  const moved = await expectMoved(stage, { from: silent.number, since: openedAt, way });
  await expectFoundSoon(stage, scene, { openedAt, brokenAt });
  const failed = await expectAllFail(stage, { from: silent.alone, since: openedAt });
  await page.goto('/voice/carriers');
  await mendOnScreen(page, silent.trunk);
  await expectWell(stage, silent.trunk);
  return { id, moved, failed };
}

/** A number that no carrier owns moves to another carrier and keeps itself as caller ID. */
async function outliveSilenceAbroad({ stage, accountId, scene }: Told) {
  const { abroad, foreign } = scene;
  const { openedAt } = await incidentOf(stage, abroad.first);
  await expectMoved(stage, { from: foreign, since: openedAt, way: `${abroad.second} presenting ${foreign}` });
  await stage.call('mendTrunk', { accountId, trunk: abroad.first });
  await expectWell(stage, abroad.first);
}

async function outliveCrowd({ stage, accountId, scene }: Told) {
  const { crowded } = scene;
  const from = (await incidentOf(stage, crowded.trunk)).openedAt + 1_000;
  const seen = async () => during(await callsOf(stage, crowded.number), from, Date.now()).length;
  await expect.poll(seen, PATIENCE).toBeGreaterThan(ENOUGH_CALLS);
  const to = Date.now();
  await stage.call('mendTrunk', { accountId, trunk: crowded.trunk });
  await expectOverflow(stage, scene, { from, to });
  await expectWell(stage, crowded.trunk);
}

/**
 * Quality is heard when talks end, so people keep them short here. Mended as soon as it was found: until the hold is
 * over calls go over the fallback all the same.
 */
async function outlivePoorQuality({ stage, accountId, scene }: Told) {
  const { poor, backup, fallbacks } = scene;
  const hangUp = () => stage.call('hangUpTalks', { accountId, from: poor.number, afterMs: TALK_MS });
  const { rule, openedAt } = await incidentOf(stage, poor.trunk, hangUp);
  expect(rule).toBe('media');
  await stage.call('mendTrunk', { accountId, trunk: poor.trunk });
  const way = `${backup} presenting ${fallbacks.poor}`;
  await expectMoved(stage, { from: poor.number, since: openedAt, way });
  await expectWell(stage, poor.trunk, hangUp);
}

test('calls outlive a silent, a crowded and a poor carrier, and each one’s page says why', async ({
  page,
  stage,
  customer,
}) => {
  // Carriers take their time to come back, and a machine that does other things too takes longer for the rest.
  test.setTimeout(300_000);
  const scene = await setScene(stage, customer.accountId);
  const { silent, crowded, poor, foreign } = scene;
  const brokenAt = await breakCarriers(page, stage, { ...customer, scene });
  const told = { stage, scene, accountId: customer.accountId };
  const [{ id, moved, failed }] = await Promise.all([
    outliveSilence(page, told, brokenAt),
    outliveSilenceAbroad(told),
    outliveCrowd(told),
    outlivePoorQuality(told),
  ]);
  for (const from of [silent.number, silent.alone, crowded.number, poor.number, foreign])
    await expectNobodyRungTwice(stage, from);

  await page.goto(`/voice/incidents/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(silent.name);
  const unanswered = 'Given up at Silent Line';
  const saved = await savedOf(stage, silent.number);
  await expectCallPage(page, saved, { badge: 'Saved by HA', trace: [unanswered, 'Sent on to Backup Voice'] });
  await expectCallPage(page, moved, { badge: 'Failed over', trace: ['Calls unanswered by the carrier'] });
  const savedAbroad = await savedOf(stage, foreign);
  await expectCallPage(page, savedAbroad, { badge: 'Saved by failover', trace: ['Given up at First Abroad'] });
  await expectCallPage(page, failed, { badge: 'Failed', trace: [unanswered] });
});
