import { z } from 'zod';
import { count, digits, name, portion, positive, spreadTime } from './units';

/** What a leg to the carrier's border sounds like. */
export const mediaSchema = z.strictObject({
  /** Share of packets lost. */
  loss: portion.default(0.002),
  /** 1 = losses fall at random, above = in bursts. */
  burstRatio: z.number().min(1).max(20).default(1),
  jitterMs: z.number().min(0).max(1_000).default(5),
  /** One way. */
  delayMs: z.number().min(0).max(2_000).default(60),
  codec: z.enum(['g711', 'g711-plc', 'g729a']).default('g711-plc'),
});

/** One way into a carrier's network. */
const trunkSchema = z.strictObject({
  id: name,
  transport: z.enum(['udp', 'tcp', 'tls']).default('udp'),
  /** Calls in progress that the contract allows; without it there is no limit. */
  maxChannels: count.nullable().default(null),
  /** Attempts a second that the contract allows. */
  maxCps: positive.nullable().default(null),
});

export const carrierSchema = z.strictObject({
  id: name,
  /** As people call it; left out, its id in words. */
  name: z.string().trim().min(1).max(80).optional(),
  /** What it shares with others and fails with: an upstream, a switch site. */
  upstreams: z.array(name).default([]),
  /** Its trunks; left out, it has one that bears its own name, with the limits below. */
  trunks: z.array(trunkSchema).min(1).max(200).optional(),
  transport: z.enum(['udp', 'tcp', 'tls']).default('udp'),
  maxChannels: count.nullable().default(null),
  maxCps: positive.nullable().default(null),
  /** INVITE to 100 Trying. */
  firstResponse: spreadTime.default({ median: 120, spread: 0.35 }),
  /** INVITE to 180 Ringing. */
  ringing: spreadTime.default({ median: 2_200, spread: 0.4 }),
  /** INVITE to a failure of its network. */
  failure: spreadTime.default({ median: 250, spread: 0.5 }),
  /** Share of attempts that fail in its network on a good day. */
  failureRate: portion.default(0.01),
  media: mediaSchema.default(mediaSchema.parse({})),
  /** Per minute, in the scenario's currency. */
  costPerMinute: z.number().min(0).max(1_000).default(0.006),
  /** Whether it answers OPTIONS; one that does not is not down for that. */
  answersOptions: z.boolean().default(true),
});

export const numbersSchema = z.strictObject({
  /** How the traffic names this group. */
  id: name,
  carrier: name,
  account: name.default('main'),
  /** The first number; the others follow it. */
  first: digits,
  count: z.int().min(1).max(100_000).default(1),
  /** Whether regulation ties the numbers to their carrier (India). */
  tied: z.boolean().default(false),
  /** Fallback numbers while pairs are active: the first; the others follow it. */
  fallback: z
    .strictObject({
      carrier: name,
      first: digits,
      proof: z.enum(['unproven', 'proven', 'failed']).default('proven'),
      manualFailback: z.boolean().default(false),
      /** Of the callees who would answer the primary number, the share who also answer this one. */
      pickUp: portion.default(0.95),
    })
    .nullable()
    .default(null),
});

export const destinationSchema = z.strictObject({
  /** Destinations that fail alike. */
  group: name,
  prefix: digits,
  /** Length of the whole number. */
  length: z.int().min(5).max(15).default(12),
  /** Of the traffic that names no destinations, this much in proportion goes here. */
  weight: positive.default(1),
  operator: name.nullable().default(null),
  circle: name.nullable().default(null),
  /** How readily callees here pick up against the campaign's figure. */
  pickUp: z.number().min(0).max(2).default(1),
  /** Ways for numbers that are not tied, in order; left out, every carrier in the file's order. */
  routes: z
    .array(
      z.strictObject({
        carrier: name,
        priority: z.int().min(0).max(1_000).default(0),
        costPerMinute: z.number().min(0).max(1_000).optional(),
      }),
    )
    .min(1)
    .optional(),
});
