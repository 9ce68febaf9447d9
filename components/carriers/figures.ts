import type { LiveTrunkView } from '@/lib/network/types';

/** Nothing ended in the last minute, so there is nothing to tell. */
const NOTHING = '–';

export function percentText(share: number | null | undefined): string {
  return share === null || share === undefined ? NOTHING : `${(share * 100).toFixed(1)} %`;
}

export function secondsText(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? NOTHING : (ms / 1_000).toFixed(1);
}

/** "2.1 / 3.4 s" */
export function delayText(live: LiveTrunkView | undefined): string {
  if (!live || live.delayP50Ms === null) return NOTHING;
  return `${secondsText(live.delayP50Ms)} / ${secondsText(live.delayP95Ms)} s`;
}

export function mosText(live: LiveTrunkView | undefined): string {
  return live?.mos === null || live?.mos === undefined ? NOTHING : live.mos.toFixed(2);
}

/** "212 of 1,200" */
export function loadText(inProgress: number | null | undefined, maxChannels: number | null): string {
  const figure = new Intl.NumberFormat('en');
  if (inProgress === null || inProgress === undefined) return NOTHING;
  return maxChannels === null
    ? `${figure.format(inProgress)}, no limit`
    : `${figure.format(inProgress)} of ${figure.format(maxChannels)}`;
}
