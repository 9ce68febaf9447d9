import { z } from 'zod';
import type { LiveState } from '@/lib/agent/types';

const ROUTE_STATES = ['healthy', 'suspect', 'degraded', 'congested', 'open', 'probing', 'ramping'] as const;

const count = z.number().min(0);
const figure = z.number().nullable();
const trace = z.object({
  at: z.number(),
  rule: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
});
const part = z.object({
  destinationGroup: z.string().nullable(),
  number: z.string().nullable(),
  state: z.enum(ROUTE_STATES),
});

const liveState: z.ZodType<LiveState> = z.object({
  agentId: z.string(),
  at: z.number(),
  callsInProgress: count,
  callsQueued: count,
  callsPerSecond: count,
  openIncidents: z.array(z.object({ engineId: z.number(), trunkId: z.string(), openedAt: z.number() })),
  trunks: z.array(
    z.object({
      trunkId: z.string(),
      carrierId: z.string(),
      state: z.enum(ROUTE_STATES),
      since: figure,
      lastChange: trace.nullable(),
      parts: z.array(part),
      inProgress: count,
      maxChannels: figure,
      capPerSecond: figure,
      attempts: count,
      answered: count,
      networkFailures: count,
      callee: count,
      delayP50Ms: figure,
      delayP95Ms: figure,
      mosHundredths: figure,
      attemptsPerSecond: count,
      faultIds: z.array(z.string()),
      overrideId: z.string().nullable(),
    }),
  ),
  spool: z.object({ records: count, bytes: count, limitBytes: count, isDatabaseAway: z.boolean() }),
});

/** What an agent told; null when it is not what this version understands. */
export function readLiveState(text: string): LiveState | null {
  try {
    return liveState.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
