import type { CurrencyCode } from '@/lib/money';

export type AlertKind =
  | 'failover'
  | 'failback'
  | 'incident_opened'
  | 'incident_closed'
  | 'pair_problem'
  | 'low_balance'
  | 'past_due'
  | 'rent_short'
  | 'rent_ahead'
  | 'compliance'
  | 'webhook_failed';

/** The kinds an account decides about; that a webhook was given up is always told in the console. */
export type RuledKind = Exclude<AlertKind, 'webhook_failed'>;

/** How an account wants to be told of one kind. */
export interface AlertRule {
  kind: RuledKind;
  inApp: boolean;
  webhooks: boolean;
}

export interface AlertRules {
  rules: AlertRule[];
  currency: CurrencyCode;
  /** Balances below which low balance is told, in micros, highest first. */
  thresholdsMicros: bigint[];
  /** How many days before a rent day reminders are told. */
  daysAhead: number;
}

/** Of what a member may get e-mail, and does. */
export interface MailChoices {
  kinds: RuledKind[];
  chosen: RuledKind[];
}

/** An alert as the console shows it. */
export interface Notice {
  id: string;
  kind: AlertKind;
  at: Date;
  sentence: string;
  /** Path of the page about it. */
  link: string;
  isRead: boolean;
}

/** What the header shows. */
export interface NoticeSummary {
  /** Counted up to a bound. */
  unread: number;
  latest: Notice[];
}

/** A change of a carrier's state that accounts are told of. */
export interface NetworkEvent {
  kind: 'failover' | 'failback' | 'incident_opened' | 'incident_closed';
  carrier: { id: number; name: string };
  /** Which incident or stretch it is. */
  occurrence: string;
  /** The rule and its figures as a sentence: "8 of 10 calls got no answer to their INVITE within 4 s." */
  reason: string;
  /** Path of the page about it. */
  link: string;
  at: Date;
}
