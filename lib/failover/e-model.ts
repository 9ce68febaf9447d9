import type { MediaReport } from './types';

/** Default R of ITU-T G.107 with all its parameters at their defaults. */
const DEFAULT_R = 93.2;

/**
 * A codec's equipment impairment and robustness to loss (ITU-T G.113 Appendix I): `ie` without loss, `bpl` the loss
 * in percent that halves what is left.
 */
const CODECS: Readonly<Record<MediaReport['codec'], { ie: number; bpl: number }>> = {
  g711: { ie: 0, bpl: 4.3 },
  'g711-plc': { ie: 0, bpl: 25.1 },
  g729a: { ie: 11, bpl: 19 },
};

/** What the E-model needs of a call. */
export type Transmission = Pick<MediaReport, 'codec' | 'loss' | 'burstRatio' | 'delayMs'>;

/**
 * The transmission rating R, 0..100, of ITU-T G.107: what delay and loss take from 93.2. `loss` is a share, `delayMs`
 * one way and with the jitter buffer in it; the delay term is the usual linear form of Id.
 */
export function ratingOf({ codec, loss, burstRatio, delayMs }: Transmission): number {
  const delayImpairment = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - 177.3);
  const { ie, bpl } = CODECS[codec];
  const lossPercent = 100 * loss;
  const lossImpairment = lossPercent === 0 ? ie : ie + (95 - ie) * (lossPercent / (lossPercent / burstRatio + bpl));
  return DEFAULT_R - delayImpairment - lossImpairment;
}

/** The mean opinion score, 1..4.5, for a rating (ITU-T G.107 Annex B). */
export function opinionOf(rating: number): number {
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  // Between 0 and 6.5 the polynomial dips a little below 1.
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}

/**
 * What the listener on our leg hears, as a transmission: packets later than the jitter buffer are lost, and the
 * buffer's depth adds to the delay.
 * @param bufferMs depth of the jitter buffer
 */
export function heardOver(media: MediaReport, bufferMs: number): Transmission {
  const lateShare = lateBeyond(media.jitterMs, bufferMs);
  const loss = media.loss + (1 - media.loss) * lateShare;
  return { codec: media.codec, burstRatio: media.burstRatio, loss, delayMs: media.delayMs + bufferMs };
}

/** Mean opinion score of our leg, to the carrier's border; says nothing of what lies behind it. */
export function legOpinion(media: MediaReport, bufferMs: number): number {
  return opinionOf(ratingOf(heardOver(media, bufferMs)));
}

/**
 * Share of packets later than the buffer allows. Jitter (RFC 3550 §6.4.1) is the mean absolute difference of transit
 * times; transit times are taken as Laplace distributed around the middle of the buffer, whose mean absolute
 * difference is 1.5 scales.
 */
function lateBeyond(jitterMs: number, bufferMs: number): number {
  if (jitterMs <= 0) return 0;
  const scaleMs = jitterMs / 1.5;
  return 0.5 * Math.exp(-bufferMs / 2 / scaleMs);
}
