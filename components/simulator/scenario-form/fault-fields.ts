import type { FieldSpec, Item } from '@/components/simulator/scenario-form/field-types';

const KINDS = [
  ...['silent', 'error', 'refused', 'slow', 'congestion', 'quality', 'one-way-audio', 'answer-rate', 'false-answer'],
  ...['suspended', 'drops'],
];

const PLACE: readonly FieldSpec[] = [
  {
    path: 'carriers',
    label: 'On carriers',
    kind: 'names',
    options: 'carriers',
    hint: 'A fault says where it lies by at least one of these.',
  },
  { path: 'trunks', label: 'On trunks', kind: 'names', options: 'trunks', more: true },
  { path: 'upstream', label: 'Behind the upstream', kind: 'text', more: true },
  { path: 'destinations', label: 'To destinations', kind: 'names', options: 'groups', more: true },
  { path: 'operator', label: 'To the operator', kind: 'text', more: true },
  { path: 'circle', label: 'To the circle', kind: 'text', more: true },
  { path: 'prefix', label: 'To numbers that begin with', kind: 'digits', more: true },
];

const COMMON: readonly FieldSpec[] = [
  { path: 'id', label: 'Name', kind: 'text' },
  { path: 'kind', label: 'Kind', kind: 'choice', options: KINDS },
  { path: 'at', label: 'Begins at', kind: 'duration' },
  { path: 'lasts', label: 'Lasts', kind: 'duration' },
];

const LAST: readonly FieldSpec[] = [
  { path: 'share', label: 'Share of calls it harms', kind: 'number', preset: '1', hint: '0.5: every second call.' },
  { path: 'probes', label: 'Probes see', kind: 'choice', options: ['fail', 'pass'], preset: 'fail', more: true },
  { path: 'flapping.down', label: 'Flapping: down for', kind: 'duration', preset: 'steady', more: true },
  { path: 'flapping.up', label: 'Flapping: up for', kind: 'duration', more: true },
];

const CAUSE: FieldSpec = { path: 'cause', label: 'Q.850 cause', kind: 'number', preset: 'none' };
const RETRY_AFTER: FieldSpec = {
  path: 'retryAfterSeconds',
  label: 'Retry-After, seconds',
  kind: 'number',
  preset: 'none',
};

/** What each kind of fault has beyond its place and time. */
export const OWN_FIELDS: Readonly<Record<string, readonly FieldSpec[]>> = {
  silent: [
    {
      ...{ path: 'loses', label: 'What is lost', kind: 'choice', options: ['everything', 'packets', 'responses'] },
      ...{ preset: 'everything', hint: 'The carrier is gone; the way to it is cut; only its answers are lost.' },
    },
  ],
  error: [
    { path: 'sipCode', label: 'SIP code', kind: 'number', preset: '503' },
    CAUSE,
    RETRY_AFTER,
    { path: 'afterRinging', label: 'After 180 Ringing', kind: 'check', preset: 'false' },
  ],
  refused: [],
  slow: [
    { path: 'times', label: 'Times as slow', kind: 'number', preset: '1' },
    { path: 'adds', label: 'Adds', kind: 'duration', preset: '0s' },
  ],
  congestion: [
    { path: 'channels', label: 'Channels left', kind: 'number', preset: 'as contracted' },
    { path: 'cps', label: 'Calls a second left', kind: 'number', preset: 'as contracted' },
    { ...CAUSE, preset: '34' },
    RETRY_AFTER,
  ],
  quality: [
    { path: 'loss', label: 'Packet loss', kind: 'number', preset: '0' },
    { path: 'burstRatio', label: 'Loss in bursts', kind: 'number', preset: '1' },
    { path: 'jitterMs', label: 'Jitter, ms', kind: 'number', preset: '0' },
    { path: 'delayMs', label: 'One-way delay, ms', kind: 'number', preset: '0' },
  ],
  'one-way-audio': [],
  'answer-rate': [{ path: 'factor', label: 'Answers times', kind: 'number', hint: '0.5: half as many answer.' }],
  'false-answer': [
    { path: 'after', label: 'Answered after', kind: 'duration', preset: '1200ms' },
    { path: 'talk', label: 'Talk before they hang up', kind: 'duration', preset: '8s' },
  ],
  suspended: [CAUSE],
  drops: [{ path: 'after', label: 'Later calls end after', kind: 'duration', preset: '15s' }],
};

/** The fields of a fault, by its kind. */
export function faultFields({ kind }: Item): readonly FieldSpec[] {
  const own = typeof kind === 'string' ? (OWN_FIELDS[kind] ?? []) : [];
  return [...COMMON, ...PLACE.slice(0, 1), ...own, ...LAST.slice(0, 1), ...PLACE.slice(1), ...LAST.slice(1)];
}
