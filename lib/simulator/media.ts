import { legOpinion } from '../failover/e-model';
import type { MediaReport } from '../failover/types';
import type { Attempt } from './call';
import { mediaFactor } from './network';

const PACKET_MS = 20;
/** Depth of the jitter buffer that the two listen over. */
const BUFFER_MS = 60;
const POOR_OPINION = 3.5;

/** Fills in what our leg of a call measured: the carrier's usual figures, this call's chance, and the faults it met. */
export function describeMedia(into: MediaReport, attempt: Attempt, talkMs: number): MediaReport {
  const { media } = attempt.trunk.carrier;
  const factor = mediaFactor(attempt);
  into.sentPackets = Math.round(talkMs / PACKET_MS);
  into.loss = Math.min(1, media.loss * factor + attempt.loss);
  into.burstRatio = Math.max(media.burstRatio, attempt.burstRatio);
  into.jitterMs = Math.round(media.jitterMs * factor + attempt.jitterMs);
  into.delayMs = Math.round(media.delayMs + attempt.delayMs);
  into.codec = media.codec;
  into.receivedPackets = attempt.isOneWay ? 0 : Math.round(into.sentPackets * (1 - into.loss));
  return into;
}

/** Whether people would complain: one of them heard nothing, or the leg sounds worse than MOS 3.5. */
export function isPoor(media: MediaReport): boolean {
  const isOneWay = media.receivedPackets === 0 && media.sentPackets > 0;
  return isOneWay || legOpinion(media, BUFFER_MS) < POOR_OPINION;
}
