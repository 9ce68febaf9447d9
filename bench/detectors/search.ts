import { Cores } from './both-cores';
import { CANDIDATES, type Candidate } from './candidates';
import { RATES, type Rate } from './contestants';
import { BUDGET_CALLS } from './leaderboard';

/** The best settings for one rate. */
interface Found {
  rate: Rate;
  of: Candidate['of'];
  settings: Candidate['settings'] | null;
  /** Geometric mean of the mean times to detect silence, 503 and congestion, ms. */
  scoreMs: number;
  /** How many sooner ones opened healthy ways too often. */
  tooNervous: number;
}

/**
 * For each rate and package the settings that detect soonest among those that keep the false-opens budget: every
 * candidate is scored on faults, then the soonest first are tried on a million healthy calls, the very ones on which
 * the leaderboard judges them.
 */
export async function search(onDone: (done: number, of: number) => void): Promise<Found[]> {
  const cores = new Cores();
  const kinds: readonly Candidate['of'][] = ['opossum', 'cockatiel'];
  const wanted = RATES.flatMap((rate) => kinds.map((of) => ({ rate, of })));
  let done = 0;
  try {
    return await Promise.all(
      wanted.map(async (one) => {
        const found = await searchOne(cores, one);
        done += 1;
        onDone(done, wanted.length);
        return found;
      }),
    );
  } finally {
    await cores.close();
  }
}

async function searchOne(cores: Cores, { rate, of }: { rate: Rate; of: Candidate['of'] }): Promise<Found> {
  const scored = await Promise.all(
    CANDIDATES[of].map(async (candidate) => {
      const result = await cores.do({ kind: 'score', rate, candidate });
      return { candidate, scoreMs: result.kind === 'score' ? result.scoreMs : Number.POSITIVE_INFINITY };
    }),
  );
  const sorted = scored.sort((one, other) => one.scoreMs - other.scoreMs);
  for (const [tooNervous, { candidate, scoreMs }] of sorted.entries()) {
    const result = await cores.do({ kind: 'verify', rate, candidate, calls: BUDGET_CALLS });
    if (result.kind === 'verify' && result.keepsBudget)
      return { rate, of, settings: candidate.settings, scoreMs, tooNervous };
  }
  return { rate, of, settings: null, scoreMs: Number.POSITIVE_INFINITY, tooNervous: sorted.length };
}
