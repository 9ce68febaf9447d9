import type { Engine } from './engine-state';
import type { AlarmKind, Ms, TraceEntry } from './types';

/** The same alarm about the same thing is not raised again for so long. */
const QUIET_MS = 600_000;

export interface Alarm {
  alarm: AlarmKind;
  trunkId: string | null;
  number: string | null;
  /** What else tells it from other alarms of its kind, such as a destination group. */
  about?: string;
  figures: TraceEntry['figures'];
}

/** Tells the host what a person should hear of, once in ten minutes for each thing it is about. */
export function raiseAlarm({ state, effects }: Engine, raised: Alarm, now: Ms): void {
  const { alarm, trunkId, number, about = '', figures } = raised;
  const key = `${alarm} ${trunkId ?? ''} ${number ?? ''} ${about}`;
  if (now - (state.alarmedAt.get(key) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
  state.alarmedAt.set(key, now);
  const more = about === '' ? figures : { ...figures, about };
  effects.push({ type: 'alarm', alarm, trunkId, number, trace: { at: now, rule: alarm, figures: more } });
}
