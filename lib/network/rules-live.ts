import type { LiveState, LiveTrunk } from '@/lib/agent/types';
import { explainTrace, outlineTrace } from '@/lib/failover/explain';
import { groupName } from './rules-routes';
import type { LiveHistory, LiveSeries, LiveTrunkView, LiveView } from './types';

/** What a viewer may see; null for the operator, who sees everything. */
export type LiveScope = {
  /** Carriers of the account's own numbers. */
  carriers: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
} | null;

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000) / 1_000;
}

function partsOf({ parts }: LiveTrunk, scope: LiveScope): string[] {
  return parts
    .filter(({ number }) => number === null || scope === null || scope.numbers.has(number))
    .map(({ destinationGroup, number, state }) => {
      const what = number === null ? groupName(destinationGroup ?? '') : `+${number}`;
      return `${what}: ${state}`;
    });
}

function figuresOf(trunk: LiveTrunk, scope: LiveScope) {
  const ended = trunk.answered + trunk.callee + trunk.networkFailures;
  return {
    state: trunk.state,
    asr: share(trunk.answered, ended),
    ner: share(trunk.answered + trunk.callee, ended),
    delayP50Ms: trunk.delayP50Ms,
    delayP95Ms: trunk.delayP95Ms,
    mos: trunk.mosHundredths === null ? null : trunk.mosHundredths / 100,
    inProgress: scope ? null : trunk.inProgress,
  };
}

function viewOf(trunk: LiveTrunk, scope: LiveScope): LiveTrunkView {
  return {
    trunk: trunk.trunkId,
    carrier: trunk.carrierId,
    ...figuresOf(trunk, scope),
    since: trunk.since,
    reason: trunk.lastChange && (scope ? outlineTrace(trunk.lastChange) : explainTrace(trunk.lastChange)),
    parts: partsOf(trunk, scope),
    capPerSecond: scope ? null : trunk.capPerSecond,
    maxChannels: scope ? null : trunk.maxChannels,
    callsPerSecond: scope ? null : trunk.attemptsPerSecond,
  };
}

function isVisible({ carrierId }: LiveTrunk, scope: LiveScope): boolean {
  return scope === null || scope.carriers.has(carrierId);
}

/** A moment as a viewer may see it. */
export function liveView(state: LiveState, scope: LiveScope): LiveView {
  return {
    at: state.at,
    callsInProgress: scope ? null : state.callsInProgress,
    callsPerSecond: scope ? null : state.callsPerSecond,
    trunks: state.trunks.filter((trunk) => isVisible(trunk, scope)).map((trunk) => viewOf(trunk, scope)),
  };
}

type Point = ReturnType<typeof figuresOf>;

/** Before a trunk was there. */
const NOTHING: Point = {
  state: 'healthy',
  asr: null,
  ner: null,
  delayP50Ms: null,
  delayP95Ms: null,
  mos: null,
  inProgress: null,
};

function emptySeries(): LiveSeries {
  return { state: [], asr: [], ner: [], delayP50Ms: [], delayP95Ms: [], mos: [], inProgress: [] };
}

function push(series: LiveSeries, point: Point): void {
  series.state.push(point.state);
  series.asr.push(point.asr);
  series.ner.push(point.ner);
  series.delayP50Ms.push(point.delayP50Ms);
  series.delayP95Ms.push(point.delayP95Ms);
  series.mos.push(point.mos);
  series.inProgress.push(point.inProgress);
}

/** Many moments in little room: what a page draws of them, by trunk. */
export function liveHistory(states: readonly LiveState[], scope: LiveScope): LiveHistory {
  const visible = states.map(
    ({ trunks }) => new Map(trunks.filter((one) => isVisible(one, scope)).map((one) => [one.trunkId, one])),
  );
  const history: LiveHistory = { at: states.map(({ at }) => at), trunks: {} };
  for (const trunkId of new Set(visible.flatMap((trunks) => [...trunks.keys()]))) {
    const series = emptySeries();
    for (const trunks of visible) {
      const trunk = trunks.get(trunkId);
      push(series, trunk ? figuresOf(trunk, scope) : NOTHING);
    }
    history.trunks[trunkId] = series;
  }
  return history;
}
