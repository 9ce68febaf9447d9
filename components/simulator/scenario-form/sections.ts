import { faultFields } from '@/components/simulator/scenario-form/fault-fields';
import type { FieldSpec, SectionSpec } from '@/components/simulator/scenario-form/field-types';

const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;

const trunkFields: readonly FieldSpec[] = [
  { path: 'id', label: 'Trunk', kind: 'text' },
  { path: 'transport', label: 'Transport', kind: 'choice', options: TRANSPORTS, preset: 'udp' },
  { path: 'maxChannels', label: 'Channels', kind: 'number', preset: 'no limit' },
  { path: 'maxCps', label: 'Calls a second', kind: 'number', preset: 'no limit' },
];

const carrierFields: readonly FieldSpec[] = [
  { path: 'id', label: 'Name', kind: 'text', hint: 'Small letters, digits and hyphens.' },
  { path: 'name', label: 'Shown as', kind: 'text', preset: 'the name above in words', more: true },
  { path: 'costPerMinute', label: 'Cost a minute', kind: 'number', preset: '0.006' },
  {
    path: 'maxChannels',
    label: 'Channels',
    kind: 'number',
    preset: 'no limit',
    hint: 'Calls in progress the contract allows.',
  },
  { path: 'maxCps', label: 'Calls a second', kind: 'number', preset: 'no limit' },
  {
    path: 'failureRate',
    label: 'Failures on a good day',
    kind: 'number',
    preset: '0.01',
    hint: 'Share of attempts, 0 to 1.',
  },
  { path: 'ringing', label: 'INVITE to ringing', kind: 'spread', preset: '2.2s, 0.4' },
  { path: 'transport', label: 'Transport', kind: 'choice', options: TRANSPORTS, preset: 'udp', more: true },
  { path: 'firstResponse', label: 'INVITE to 100 Trying', kind: 'spread', preset: '120ms, 0.35', more: true },
  { path: 'failure', label: 'INVITE to a failure', kind: 'spread', preset: '250ms, 0.5', more: true },
  {
    path: 'upstreams',
    label: 'Upstreams',
    kind: 'names',
    hint: 'What it shares with others and fails with.',
    more: true,
  },
  { path: 'answersOptions', label: 'Answers OPTIONS', kind: 'check', preset: 'true', more: true },
  { path: 'media.loss', label: 'Packet loss', kind: 'number', preset: '0.002', more: true },
  {
    path: 'media.burstRatio',
    label: 'Loss in bursts',
    kind: 'number',
    preset: '1',
    hint: '1 = at random.',
    more: true,
  },
  { path: 'media.jitterMs', label: 'Jitter, ms', kind: 'number', preset: '5', more: true },
  { path: 'media.delayMs', label: 'One-way delay, ms', kind: 'number', preset: '60', more: true },
  {
    ...{
      path: 'media.codec',
      label: 'Codec',
      kind: 'choice',
      options: ['g711', 'g711-plc', 'g729a'],
      preset: 'g711-plc',
    },
    more: true,
  },
  { path: 'trunks', label: 'Trunks', kind: 'rows', fields: trunkFields, more: true, wide: true },
];

const numberFields: readonly FieldSpec[] = [
  { path: 'id', label: 'Group', kind: 'text', hint: 'How the traffic names it.' },
  { path: 'carrier', label: 'Carrier', kind: 'choice', options: 'carriers' },
  { path: 'first', label: 'First number', kind: 'digits', hint: 'Without +; the others follow it.' },
  { path: 'count', label: 'How many', kind: 'number', preset: '1' },
  { path: 'tied', label: 'Tied to their carrier (India)', kind: 'check', preset: 'false' },
  { path: 'fallback.carrier', label: 'Fallback carrier', kind: 'choice', options: 'carriers', preset: 'no fallback' },
  { path: 'fallback.first', label: 'First fallback number', kind: 'digits' },
  {
    ...{ path: 'fallback.pickUp', label: 'Pick up the fallback', kind: 'number', preset: '0.95' },
    hint: 'Of the callees who would answer the primary number.',
    more: true,
  },
  {
    ...{ path: 'fallback.proof', label: 'Pairs are', kind: 'choice', options: ['unproven', 'proven', 'failed'] },
    ...{ preset: 'proven', more: true },
  },
  { path: 'fallback.manualFailback', label: 'Return by hand only', kind: 'check', preset: 'false', more: true },
  { path: 'account', label: 'Account', kind: 'text', preset: 'main', more: true },
];

const routeFields: readonly FieldSpec[] = [
  { path: 'carrier', label: 'Carrier', kind: 'choice', options: 'carriers' },
  { path: 'priority', label: 'Priority', kind: 'number', preset: '0' },
  { path: 'costPerMinute', label: 'Cost a minute', kind: 'number', preset: 'the carrier’s' },
];

const destinationFields: readonly FieldSpec[] = [
  { path: 'group', label: 'Group', kind: 'text', hint: 'Destinations that fail alike.' },
  { path: 'prefix', label: 'Prefix', kind: 'digits' },
  { path: 'weight', label: 'Weight', kind: 'number', preset: '1', hint: 'Its part of the traffic, in proportion.' },
  { path: 'operator', label: 'Operator', kind: 'text', preset: 'none' },
  { path: 'circle', label: 'Circle', kind: 'text', preset: 'none' },
  { path: 'length', label: 'Digits in all', kind: 'number', preset: '12', more: true },
  { path: 'pickUp', label: 'Pick-up factor', kind: 'number', preset: '1', more: true },
  {
    ...{ path: 'routes', label: 'Routes for numbers that are not tied', kind: 'rows', fields: routeFields },
    ...{ hint: 'Left out: every carrier in its order.', more: true, wide: true },
  },
];

const trafficFields: readonly FieldSpec[] = [
  { path: 'id', label: 'Campaign', kind: 'text' },
  { path: 'numbers', label: 'Calls from', kind: 'choice', options: 'numbers' },
  { path: 'rate', label: 'Calls a second', kind: 'rate', wide: true },
  { path: 'destinations', label: 'Calls to', kind: 'names', options: 'groups', preset: 'all, by weight' },
  { path: 'humanListens', label: 'A person listens while it is set up', kind: 'check', preset: 'false' },
  { path: 'from', label: 'From', kind: 'duration', preset: '0s', more: true },
  { path: 'until', label: 'Until', kind: 'duration', preset: 'the end', more: true },
  { path: 'talk', label: 'Talk', kind: 'spread', preset: '70s, 0.9', more: true },
  { path: 'answer', label: 'Ringing until answered', kind: 'spread', preset: '9s, 0.5', more: true },
  { path: 'ringTimeout', label: 'Ring timeout', kind: 'duration', preset: '35s', more: true },
  { path: 'patience', label: 'Patience of who listens', kind: 'spread', preset: '14s, 0.4', more: true },
  ...(['answered', 'busy', 'noAnswer', 'rejected', 'switchedOff', 'invalid'] as const).map(
    (name, index): FieldSpec => ({
      path: `callees.${name}`,
      label: `Callees: ${['answer', 'busy', 'do not answer', 'reject', 'switched off', 'no such number'][index]}`,
      kind: 'number',
      preset: ['0.6', '0.08', '0.19', '0.05', '0.06', '0.02'][index] ?? '',
      more: true,
      ...(index === 0 && { hint: 'Give all six or none; they add up to 1.' }),
    }),
  ),
  {
    path: 'redial.share',
    label: 'Redial after a failure',
    kind: 'number',
    preset: '0.5',
    hint: 'Share of callers.',
    more: true,
  },
  { path: 'redial.after', label: 'Redial after', kind: 'spread', preset: '20s, 0.6', more: true },
  { path: 'redial.most', label: 'Redials at most', kind: 'number', preset: '2', more: true },
  {
    path: 'listEndsAt',
    label: 'List quality at its end',
    kind: 'number',
    preset: '1',
    hint: 'Of its start.',
    more: true,
  },
  { path: 'pacing.agents', label: 'Agents of a dialler', kind: 'number', preset: 'no dialler', more: true },
  { path: 'pacing.ratio', label: 'Dialled for each free agent', kind: 'number', preset: '1.2', more: true },
  { path: 'pacing.every', label: 'Dialler looks every', kind: 'duration', preset: '1s', more: true },
];

const FIGURE_NAMES = [
  ...[
    'offered',
    'completed',
    'answered',
    'failed',
    'abandoned',
    'delayed',
    'failedOver',
    'saved',
    'rerouted',
    'harmed',
  ],
  ...['harmedFailed', 'caught', 'lost', 'poor', 'rungTwice', 'wrongNumber', 'lateAnswers', 'redials', 'falseOpens'],
  ...['stateChanges', 'completedShare', 'addedDelayP50Ms', 'addedDelayP95Ms', 'addedDelayP99Ms', 'detectionMs'],
  ...['recoveryMs', 'callCost', 'withoutAgent', 'agentWaitMs'],
];

const expectFields: readonly FieldSpec[] = [
  { path: 'policy', label: 'Policy', kind: 'choice', options: 'policies', preset: 'engine' },
  { path: 'figure', label: 'Figure', kind: 'choice', options: FIGURE_NAMES },
  { path: 'fault', label: 'Of fault', kind: 'choice', options: 'faults', preset: 'none' },
  { path: 'beyond', label: 'Beyond policy', kind: 'choice', options: 'policies', preset: 'none' },
  { path: 'atLeast', label: 'At least', kind: 'number' },
  { path: 'atMost', label: 'At most', kind: 'number' },
];

const moneyFields: readonly FieldSpec[] = [
  { path: 'money.currency', label: 'Currency', kind: 'text', preset: 'USD' },
  { path: 'money.haRentalPerMonth', label: 'HA rental of a pair a month', kind: 'number', preset: '2.5' },
  {
    ...{ path: 'money.valuePerAnsweredCall', label: 'Worth of an answered call', kind: 'number', preset: 'not said' },
    hint: 'Needed to say above how many minutes of outage HA pays.',
  },
  {
    ...{
      path: 'money.outageMinutesPerYear.median',
      label: 'Outage minutes, median year',
      kind: 'number',
      preset: '120',
    },
    hint: 'Your own expectation of one carrier.',
  },
  {
    path: 'money.outageMinutesPerYear.p95',
    label: 'Outage minutes, one bad year in twenty',
    kind: 'number',
    preset: '900',
  },
];

const basicFields: readonly FieldSpec[] = [
  { path: 'title', label: 'Title', kind: 'text', wide: true },
  { path: 'about', label: 'About', kind: 'long', wide: true },
  { path: 'name', label: 'File name', kind: 'text', hint: 'Small letters, digits and hyphens.' },
  { path: 'kind', label: 'Kind', kind: 'choice', options: ['outage', 'congestion', 'quality', 'healthy'] },
  { path: 'place', label: 'Place', kind: 'choice', options: ['india', 'elsewhere'] },
  { path: 'lasts', label: 'Lasts', kind: 'duration' },
  { path: 'warmUp', label: 'Warm-up', kind: 'duration', preset: '0s', hint: 'Teaches the engine; not counted.' },
  { path: 'startsAt', label: 'Starts at', kind: 'clock', preset: '09:00' },
  { path: 'seed', label: 'Seed', kind: 'number', preset: '1', hint: 'The same seed gives the same calls.' },
];

/** Every part of a scenario, in the order a person thinks of it; a test compares this with the scenario's schema. */
export const SECTIONS: readonly SectionSpec[] = [
  { id: 'basics', title: 'Scenario', says: 'What is rehearsed, and for how long.', fields: basicFields },
  {
    ...{ id: 'carriers', title: 'Carriers', says: 'How each behaves on a good day, and what its contract allows.' },
    ...{ list: { key: 'carriers', noun: 'carrier', least: 1 }, fields: carrierFields },
  },
  {
    ...{ id: 'numbers', title: 'Numbers and pairs', says: 'Who calls, and which fallback numbers they have.' },
    ...{ list: { key: 'numbers', noun: 'number group', least: 1 }, fields: numberFields },
  },
  {
    ...{ id: 'destinations', title: 'Destinations', says: 'Who is called, by prefix.' },
    ...{ list: { key: 'destinations', noun: 'destination', least: 1 }, fields: destinationFields },
  },
  {
    ...{ id: 'traffic', title: 'Traffic', says: 'How many calls, when, and what callees do.' },
    ...{ list: { key: 'traffic', noun: 'campaign', least: 1 }, fields: trafficFields },
  },
  {
    ...{ id: 'faults', title: 'Faults', says: 'What goes wrong, where, from when and for how long.' },
    ...{ list: { key: 'faults', noun: 'fault', least: 0 }, fields: faultFields },
  },
  { id: 'money', title: 'Money', says: 'What High Availability costs and what a call is worth.', fields: moneyFields },
  {
    ...{ id: 'expectations', title: 'Expectations', says: 'What must hold; the result says whether it does.' },
    ...{ list: { key: 'expect', noun: 'expectation', least: 0 }, fields: expectFields },
  },
];
