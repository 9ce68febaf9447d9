import {
  Ban,
  BellRing,
  Bookmark,
  CalendarX2,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  ClockAlert,
  FilePen,
  Gauge,
  Hourglass,
  ListStart,
  type LucideIcon,
  PackageCheck,
  PhoneCall,
  PhoneForwarded,
  PhoneMissed,
  PhoneOff,
  Radar,
  RefreshCw,
  ShieldCheck,
  TrendingUp,
  TriangleAlert,
  Unplug,
} from 'lucide-react';

interface StateLook {
  word: string;
  icon: LucideIcon;
  /** Text colour of the icon, and of the word on its soft ground. */
  ink: string;
  soft: string;
}

const look = (word: string, icon: LucideIcon, ink: string, soft: string): StateLook => ({ word, icon, ink, soft });
const quiet = ['text-neutral', 'bg-neutral-soft'] as const;
const under = ['text-info', 'bg-info-soft'] as const;
const good = ['text-ok', 'bg-ok-soft'] as const;
const wary = ['text-warn', 'bg-warn-soft'] as const;
const bad = ['text-danger', 'bg-danger-soft'] as const;

/** Word, icon and colour of every state a customer meets; the same in tables, badges and charts. */
export const stateLooks = {
  rental: {
    provisioning: look('Provisioning', CircleDashed, ...under),
    active: look('Active', CircleCheck, ...good),
    past_due: look('Past due', ClockAlert, ...wary),
    released: look('Released', CircleSlash, ...quiet),
    failed: look('Failed', CircleX, ...bad),
  },
  pair: {
    requested: look('Requested', CircleDashed, ...under),
    reserved: look('Reserved', Bookmark, ...under),
    ordered: look('Ordered', PackageCheck, ...under),
    active: look('Active', ShieldCheck, ...good),
    replacing: look('Replacing', RefreshCw, ...wary),
    waiting_for_stock: look('Waiting for stock', Hourglass, ...wary),
    failed: look('Failed', CircleX, ...bad),
    releasing: look('Releasing', CircleAlert, ...under),
    off: look('Off', Ban, ...quiet),
  },
  compliance: {
    draft: look('Draft', FilePen, ...quiet),
    submitted: look('Submitted', Hourglass, ...under),
    accepted: look('Accepted', CircleCheck, ...good),
    rejected: look('Rejected', CircleX, ...bad),
    suspended: look('Suspended', Ban, ...bad),
    expired: look('Expired', CalendarX2, ...wary),
  },
  call: {
    queued: look('Queued', ListStart, ...quiet),
    dialing: look('Dialing', PhoneForwarded, ...under),
    ringing: look('Ringing', BellRing, ...under),
    in_progress: look('In progress', PhoneCall, ...under),
    completed: look('Completed', CircleCheck, ...good),
    busy: look('Busy', PhoneOff, ...quiet),
    no_answer: look('No answer', PhoneMissed, ...quiet),
    failed: look('Failed', CircleX, ...bad),
    canceled: look('Canceled', CircleSlash, ...quiet),
  },
  route: {
    healthy: look('Healthy', CircleCheck, 'text-healthy', 'bg-healthy-soft'),
    suspect: look('Suspect', CircleQuestionMark, 'text-suspect', 'bg-suspect-soft'),
    degraded: look('Degraded', TriangleAlert, 'text-degraded', 'bg-degraded-soft'),
    congested: look('Congested', Gauge, 'text-congested', 'bg-congested-soft'),
    open: look('Open', Unplug, 'text-open', 'bg-open-soft'),
    probing: look('Probing', Radar, 'text-probing', 'bg-probing-soft'),
    ramping: look('Ramping', TrendingUp, 'text-ramping', 'bg-ramping-soft'),
  },
} satisfies Record<string, Record<string, StateLook>>;

export type RentalStateWord = keyof (typeof stateLooks)['rental'];
export type PairStateWord = keyof (typeof stateLooks)['pair'];
export type ComplianceStateWord = keyof (typeof stateLooks)['compliance'];
export type CallStateWord = keyof (typeof stateLooks)['call'];
export type RouteStateWord = keyof (typeof stateLooks)['route'];

export type StateOf =
  | { kind: 'rental'; state: RentalStateWord }
  | { kind: 'pair'; state: PairStateWord }
  | { kind: 'compliance'; state: ComplianceStateWord }
  | { kind: 'call'; state: CallStateWord }
  | { kind: 'route'; state: RouteStateWord };

export function stateLook(of: StateOf): StateLook {
  if (of.kind === 'rental') return stateLooks.rental[of.state];
  if (of.kind === 'pair') return stateLooks.pair[of.state];
  if (of.kind === 'compliance') return stateLooks.compliance[of.state];
  if (of.kind === 'call') return stateLooks.call[of.state];
  return stateLooks.route[of.state];
}
