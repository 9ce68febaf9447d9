/** How a sandbox carrier behaves on a good day, as a scenario file writes it; what is left out is a scenario's default. */
// A type, not an interface: it is stored as JSON.
type Behaviour = {
  firstResponse?: { median: string; spread?: number };
  ringing?: { median: string; spread?: number };
  failureRate?: number;
  media?: { loss?: number; jitterMs?: number; delayMs?: number; codec?: 'g711' | 'g711-plc' | 'g729a' };
};

/** A trunk that comes with an invented carrier. */
interface DemoTrunk {
  slug: string;
  carrier: string;
  transport: 'udp' | 'tcp' | 'tls';
  authentication: 'ip' | 'registration';
  callerIdHeader: 'from' | 'p_asserted_identity' | 'remote_party_id';
  callerIdFormat: 'e164' | 'national_zero' | 'national';
  codecs: readonly string[];
  sessionTimerSeconds: number | null;
  answersOptions: boolean;
  maxChannels: number;
  maxCps: number;
  behaviour: Behaviour;
}

/** What most trunks are like; each below says how it differs. */
const USUAL = {
  transport: 'udp',
  authentication: 'ip',
  callerIdHeader: 'p_asserted_identity',
  callerIdFormat: 'e164',
  codecs: ['g711-plc'],
  sessionTimerSeconds: 1_800,
  answersOptions: true,
} as const satisfies Partial<DemoTrunk>;

/**
 * Trunks of the invented carriers. Channels follow from calls a second: at the busiest hour a call holds its channel
 * for 15 to 20 s (set-up, ringing, the answered ones' talk), so a trunk of 60 calls a second has 1,200. The carriers
 * differ where real ones do: in how they want numbers written, in OPTIONS, transport, codecs and speed.
 */
export const DEMO_TRUNKS: readonly DemoTrunk[] = [
  {
    ...USUAL,
    slug: 'mayura-mumbai',
    carrier: 'mayura-voice',
    callerIdFormat: 'national_zero',
    maxChannels: 1_200,
    maxCps: 60,
    behaviour: { firstResponse: { median: '110ms' }, ringing: { median: '2s' }, failureRate: 0.008 },
  },
  {
    ...USUAL,
    slug: 'mayura-delhi',
    carrier: 'mayura-voice',
    transport: 'tcp',
    callerIdFormat: 'national_zero',
    maxChannels: 600,
    maxCps: 30,
    behaviour: { firstResponse: { median: '130ms' }, ringing: { median: '2200ms' }, failureRate: 0.01 },
  },
  {
    ...USUAL,
    slug: 'vindhya-pune',
    carrier: 'vindhya-connect',
    callerIdHeader: 'remote_party_id',
    maxChannels: 900,
    maxCps: 45,
    behaviour: { firstResponse: { median: '140ms' }, ringing: { median: '2400ms' }, failureRate: 0.012 },
  },
  {
    ...USUAL,
    slug: 'konkan-chennai',
    carrier: 'konkan-wave',
    maxChannels: 1_200,
    maxCps: 60,
    behaviour: { firstResponse: { median: '120ms' }, ringing: { median: '2100ms' }, failureRate: 0.009 },
  },
  {
    ...USUAL,
    slug: 'konkan-kochi',
    carrier: 'konkan-wave',
    authentication: 'registration',
    maxChannels: 450,
    maxCps: 25,
    behaviour: { firstResponse: { median: '150ms' }, ringing: { median: '2300ms' }, failureRate: 0.011 },
  },
  {
    // Ignores OPTIONS, as many do: nothing may be concluded from that.
    ...USUAL,
    slug: 'sutlej-delhi',
    carrier: 'sutlej-line',
    callerIdFormat: 'national',
    sessionTimerSeconds: null,
    answersOptions: false,
    maxChannels: 600,
    maxCps: 30,
    behaviour: { firstResponse: { median: '160ms' }, ringing: { median: '2500ms' }, failureRate: 0.014 },
  },
  {
    ...USUAL,
    slug: 'nilgiri-bengaluru',
    carrier: 'nilgiri-trunk',
    transport: 'tls',
    maxChannels: 900,
    maxCps: 45,
    behaviour: { firstResponse: { median: '100ms' }, ringing: { median: '1900ms' }, failureRate: 0.007 },
  },
  {
    ...USUAL,
    slug: 'prairie-omaha',
    carrier: 'prairie-tandem',
    maxChannels: 1_600,
    maxCps: 80,
    behaviour: { firstResponse: { median: '90ms' }, ringing: { median: '1800ms' }, failureRate: 0.008 },
  },
  {
    ...USUAL,
    slug: 'northlight-toronto',
    carrier: 'northlight-exchange',
    transport: 'tls',
    maxChannels: 1_200,
    maxCps: 60,
    behaviour: { firstResponse: { median: '100ms' }, ringing: { median: '2s' }, failureRate: 0.01 },
  },
  {
    ...USUAL,
    slug: 'northlight-london',
    carrier: 'northlight-exchange',
    maxChannels: 600,
    maxCps: 30,
    behaviour: { firstResponse: { median: '80ms' }, ringing: { median: '1800ms' }, failureRate: 0.009 },
  },
  {
    ...USUAL,
    slug: 'severn-slough',
    carrier: 'severn-relay',
    authentication: 'registration',
    maxChannels: 900,
    maxCps: 45,
    behaviour: { firstResponse: { median: '90ms' }, ringing: { median: '1900ms' }, failureRate: 0.01 },
  },
  {
    // Compresses on long lines: one hop that can take what another refuses for its codec, and a lower ceiling of quality.
    ...USUAL,
    slug: 'coral-singapore',
    carrier: 'coral-strait',
    codecs: ['g711-plc', 'g729a'],
    maxChannels: 900,
    maxCps: 45,
    behaviour: {
      firstResponse: { median: '140ms' },
      ringing: { median: '2300ms' },
      failureRate: 0.012,
      media: { delayMs: 90, jitterMs: 8 },
    },
  },
];
