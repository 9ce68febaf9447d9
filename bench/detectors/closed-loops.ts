import type { Rate } from './contestants';
import type { Setting } from './scenario';

type Loop = { title: string; setting: Setting & { callsPerSecond: Rate } };

const GOOD_MS = 60_000;

function loop(title: string, callsPerSecond: Rate, { yaml, lastsMs }: { yaml: string; lastsMs: number }): Loop {
  const endsMs = GOOD_MS + lastsMs;
  const fault = { yaml, atMs: GOOD_MS, endsMs };
  return {
    title,
    setting: {
      ...{ callsPerSecond, lastsMs: endsMs + GOOD_MS, fault, isControlled: false },
      warmUpMs: GOOD_MS / 2,
    },
  };
}

const FLAPPING = 'flapping: { down: 5s, up: 5s }';

/** Runs of the full simulation, from good traffic through the fault and out again. */
export const CLOSED_LOOPS = {
  'silent-8s': loop('silent for 8 s at 50 calls a second', 50, { yaml: 'kind: silent', lastsMs: 8_000 }),
  'silent-60s': loop('silent for 60 s at 5 calls a second', 5, { yaml: 'kind: silent', lastsMs: 60_000 }),
  'error-60s': loop('100 % 503 for 60 s at 50 calls a second', 50, { yaml: 'kind: error', lastsMs: 60_000 }),
  'congestion-60s': loop('30 % congestion for 60 s at 50 calls a second', 50, {
    yaml: 'kind: congestion, share: 0.3',
    lastsMs: 60_000,
  }),
  flapping: loop('silent 5 s, well 5 s, for 10 min at 50 calls a second', 50, {
    yaml: `kind: silent, ${FLAPPING}`,
    lastsMs: 600_000,
  }),
  'flapping-errors': loop('503 for 5 s, well 5 s, for 10 min at 5 calls a second', 5, {
    yaml: `kind: error, ${FLAPPING}`,
    lastsMs: 600_000,
  }),
} satisfies Record<string, Loop>;

export type ClosedLoopName = keyof typeof CLOSED_LOOPS;
