import type { WorkflowKind } from './types';

/** What a workflow does, as people call it. */
export const KIND_WORDS: Readonly<Record<WorkflowKind, string>> = {
  provisionRental: 'Set up the number',
  provisionPair: 'Set up the fallback',
  releaseRental: 'Give the number back',
  waitForStock: 'Find a fallback',
};
