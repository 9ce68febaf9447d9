import type { EngineEffect, Ms } from '@/lib/failover/types';
import type { AgentRecord } from './types';

/** What is recorded of an effect of the engine; null when it only asks for something. */
export function recordOfEffect(effect: EngineEffect, at: Ms): AgentRecord | null {
  switch (effect.type) {
    case 'probe-wanted':
      return null;
    case 'route-state-changed':
      return { ...effect, type: 'route-state', at };
    case 'alarm':
      return { ...effect, at };
    case 'incident-opened':
    case 'incident-closed': {
      const { type, incidentId, trunkId, trace } = effect;
      return { type, at, engineId: incidentId, trunkId, trace };
    }
  }
}

/** Refused calls of an account that were not recorded one by one in the minute before. */
export function recordOfRefusals({ accountId, calls }: { accountId: string; calls: number }, at: Ms): AgentRecord {
  const rule = 'refusals-not-recorded';
  return {
    type: 'alarm',
    at,
    alarm: rule,
    trunkId: null,
    number: null,
    trace: { at, rule, figures: { accountId, calls } },
  };
}
