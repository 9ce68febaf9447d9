import { RANK, type Slot } from './ranking';
import type { HopReason, RouteStateName } from './types';

type Plain = Readonly<Record<RouteStateName, HopReason>>;

/** One object for each ordinary reason, so that plans share them. */
function everyState(kind: Slot['origin'] | 'last-resort'): Plain {
  const within = (state: RouteStateName): HopReason => ({ kind, state });
  return {
    healthy: within('healthy'),
    suspect: within('suspect'),
    degraded: within('degraded'),
    congested: within('congested'),
    open: within('open'),
    probing: within('probing'),
    ramping: within('ramping'),
  };
}

const LAST_RESORT = everyState('last-resort');
const ORDINARY = { primary: everyState('primary'), fallback: everyState('fallback'), route: everyState('route') };

/** The reason of an ordinary route in good health, which most hops are. */
export const HEALTHY_ROUTE: HopReason = ORDINARY.route.healthy;

/** Why a ranked hop stands where it stands. */
export function reasonOf(slot: Slot): HopReason {
  const { rank, override, condition, origin } = slot;
  if (override && rank === RANK.forced) return { kind: 'forced', reason: override.reason };
  if (rank >= RANK.held) return LAST_RESORT[condition.state];
  if (slot.isChosen) return { kind: condition.state === 'probing' ? 'canary' : 'ramp', share: condition.share };
  return ORDINARY[origin][condition.state];
}
