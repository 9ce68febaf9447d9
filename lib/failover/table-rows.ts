import type { CallerNumber, CallRequest, Route, Trunk } from './types';

/** Rows for tests: a trunk's carrier is its id without digits ("a1" is of carrier a). */
export function aTrunk(id: string, changes: Partial<Trunk> = {}): Trunk {
  return {
    id,
    carrierId: carrierOf(id),
    failureDomains: [carrierOf(id)],
    transport: 'udp',
    maxChannels: null,
    maxCps: null,
    capabilities: [],
    outcomeOverrides: [],
    ...changes,
  };
}

export function aRoute(prefix: string, trunkId: string, changes: Partial<Route> = {}): Route {
  return { prefix, trunkId, priority: 0, costMicros: 0, destinationGroup: `to-${prefix}`, ...changes };
}

/** A number tied to the carrier of its trunk. */
export function aNumber(number: string, trunkId: string): CallerNumber {
  return {
    number,
    accountId: 'account',
    tied: true,
    carrierId: carrierOf(trunkId),
    trunkIds: [trunkId],
    fallback: null,
  };
}

/** A tied number whose pair is active. */
export function pairedNumber(number: string, trunkId: string, fallbackTrunkId: string): CallerNumber {
  return {
    ...aNumber(number, trunkId),
    fallback: {
      pairId: `pair-${number}`,
      number: `${number}-fallback`,
      carrierId: carrierOf(fallbackTrunkId),
      trunkIds: [fallbackTrunkId],
      proof: 'proven',
      manualFailback: false,
    },
  };
}

export function aCall(changes: Partial<CallRequest> = {}): CallRequest {
  return {
    callId: 1,
    accountId: 'account',
    callerNumber: '918041234567',
    destination: '919876543210',
    campaign: '',
    attemptNumber: 0,
    humanListens: true,
    ringTimeoutMs: 35_000,
    ...changes,
  };
}

function carrierOf(trunkId: string): string {
  return trunkId.replace(/\d+$/, '');
}
