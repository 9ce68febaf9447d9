import type { RehearsalResult } from '@/lib/rehearsals';
import type { Recording } from '@/lib/simulator/replay/recording';
import type { Scenario } from '@/lib/simulator/scenario/schema';

/** What a study's process is asked, once. */
export interface StudyOrder {
  scenario: Scenario;
  policies: string[];
  seeds: number;
  /** Calls that are the traffic instead of the scenario's. */
  recording: Recording | null;
}

/** What it says meanwhile and at its end. */
export type StudyMessage =
  | { type: 'progress'; share: number; phase: string }
  | { type: 'result'; result: RehearsalResult }
  | { type: 'problem'; problem: string };
