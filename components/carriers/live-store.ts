import type { ChartSource } from '@/components/charts/types';
import type { LiveHistory, LiveSeries, LiveTrunkView, LiveView } from '@/lib/network/types';

/** Ten minutes at one a second. */
const KEPT = 600;

export type LiveFigure = Exclude<keyof LiveSeries, 'state'>;

export interface LiveMoment {
  view: LiveView | null;
  /** Whether the agent is not to be heard. */
  isAway: boolean;
}

const FIGURES: readonly LiveFigure[] = ['asr', 'ner', 'delayP50Ms', 'delayP95Ms', 'mos', 'inProgress'];

function emptySeries(length: number): LiveSeries {
  const nothing = () => Array.from({ length }, () => null);
  return {
    state: Array.from({ length }, () => 'healthy' as const),
    ...{ asr: nothing(), ner: nothing(), delayP50Ms: nothing(), delayP95Ms: nothing(), mos: nothing() },
    inProgress: nothing(),
  };
}

interface TrunkPoint {
  trunk: string;
  state: LiveTrunkView['state'];
  figure: (name: LiveFigure) => number | null;
}

function append(series: LiveSeries, state: TrunkPoint['state'], figure: TrunkPoint['figure']): void {
  series.state.push(state);
  for (const name of FIGURES) series[name].push(figure(name));
}

/** What the live stream has told this page: the last moment, and the series of the last ten minutes. */
export class LiveStore {
  #moment: LiveMoment = { view: null, isAway: false };
  readonly #at: number[] = [];
  readonly #series = new Map<string, LiveSeries>();
  readonly #listeners = new Set<() => void>();

  /** Follows the stream until the returned function is called; the browser connects again by itself and says where it was. */
  open(): () => void {
    const source = new EventSource('/api/live');
    source.addEventListener('history', ({ data }) => this.#addHistory(JSON.parse(data)));
    source.addEventListener('state', ({ data }) => this.#addState(JSON.parse(data)));
    source.addEventListener('away', () => this.#set({ ...this.#moment, isAway: true }));
    source.onerror = () => this.#set({ ...this.#moment, isAway: true });
    return () => source.close();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly moment = (): LiveMoment => this.#moment;

  /** Some figures of a trunk, as a chart takes them; each is divided by `per`. */
  source(trunk: string, figures: readonly LiveFigure[], per = 1): ChartSource {
    return {
      subscribe: this.subscribe,
      read: () => {
        const series = this.#series.get(trunk) ?? emptySeries(this.#at.length);
        const values = figures.map((figure) => series[figure].map((value) => (value === null ? null : value / per)));
        return { at: this.#at, values, states: series.state };
      },
    };
  }

  /** The states of a trunk, moment by moment. */
  states(trunk: string): LiveSeries['state'] {
    return this.#series.get(trunk)?.state ?? [];
  }

  #addHistory({ at, trunks }: LiveHistory): void {
    for (const [index, moment] of at.entries()) {
      const views = Object.entries(trunks).map(([trunk, series]) => ({
        trunk,
        state: series.state[index] ?? 'healthy',
        figure: (name: LiveFigure) => series[name][index] ?? null,
      }));
      this.#push(moment, views);
    }
  }

  #addState(view: LiveView): void {
    const of = (trunk: LiveTrunkView) => ({
      trunk: trunk.trunk,
      state: trunk.state,
      figure: (name: LiveFigure) => trunk[name],
    });
    this.#push(view.at, view.trunks.map(of));
    this.#set({ view, isAway: false });
  }

  #push(at: number, trunks: readonly TrunkPoint[]): void {
    // A stream that goes on tells its last moment once more.
    if (at <= (this.#at.at(-1) ?? 0)) return;
    for (const point of trunks) {
      const series = this.#series.get(point.trunk) ?? emptySeries(this.#at.length);
      this.#series.set(point.trunk, series);
      append(series, point.state, point.figure);
    }
    this.#at.push(at);
    for (const series of this.#series.values()) {
      // A trunk that is no longer told of stays as it was, without figures.
      if (series.state.length < this.#at.length) append(series, series.state.at(-1) ?? 'healthy', () => null);
      if (this.#at.length > KEPT) for (const list of Object.values(series)) list.shift();
    }
    if (this.#at.length > KEPT) this.#at.shift();
  }

  #set(moment: LiveMoment): void {
    this.#moment = moment;
    for (const tell of this.#listeners) tell();
  }
}
