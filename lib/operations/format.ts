import type { WorkflowKind } from './types';

/** What a workflow does, as people call it. */
export const KIND_WORDS: Readonly<Record<WorkflowKind, string>> = {
  provisionRental: 'Set up the number',
  provisionPair: 'Set up the fallback',
  releaseRental: 'Give the number back',
  waitForStock: 'Find a fallback',
};

/** What a support bundle holds, in this order; told before it is downloaded. */
export const BUNDLE_PARTS = {
  about: 'versions of Twinline, Node.js and the machine’s kind; when the bundle was made',
  settings: 'settings, where each comes from; secrets are left out',
  readiness: 'whether database, migrations, worker and agent answer',
  database: 'version, size, connections, migrations, tables with sizes and rows',
  processes: 'workers and the agent: since when, heard last, records on disk that wait',
  queues: 'how much work waits or failed, of each kind',
  workflows: 'failed workflows: step and reason, with shortened numbers and without account names',
  carriers: 'carriers with failure domains, trunks and sandbox switches',
  incidents: 'the latest incidents: trunk, rule, figures, times',
} as const;

export type BundlePart = keyof typeof BUNDLE_PARTS;
