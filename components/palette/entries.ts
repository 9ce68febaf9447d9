import { CirclePlus, FlaskConical, type LucideIcon, PhoneOutgoing, RadioTower, ShieldPlus, Wallet } from 'lucide-react';
import type { Route } from 'next';
import { navigationFor } from '@/components/layout/navigation';

export interface PaletteEntry {
  label: string;
  icon: LucideIcon;
  href: Route;
  /** The group it stands in. */
  under: string;
  /** Other words for it. */
  words?: readonly string[];
  isForOperators?: true;
}

/** What people come to do; each leads to the page that does it. */
const ACTIONS: readonly PaletteEntry[] = [
  {
    ...{ label: 'Buy a number', icon: CirclePlus, href: '/phone-numbers/buy', under: 'Phone Numbers' },
    words: ['rent', 'new', 'search'],
  },
  {
    ...{ label: 'Add a fallback to numbers', icon: ShieldPlus, href: '/voice/coverage', under: 'HA coverage' },
    words: ['high availability', 'ha', 'pair', 'cover'],
  },
  {
    ...{ label: 'Rehearse an outage', icon: FlaskConical, href: '/voice/simulator', under: 'Simulator' },
    words: ['simulate', 'scenario', 'what if'],
  },
  {
    ...{ label: 'Break or drain a carrier', icon: RadioTower, href: '/voice/carriers', under: 'Carriers' },
    ...{ words: ['fault', 'maintenance', 'force', 'traffic'], isForOperators: true },
  },
  {
    ...{ label: 'See why a call failed', icon: PhoneOutgoing, href: '/voice/calls?state=failed', under: 'Call Logs' },
    words: ['trace', 'hangup', 'cause'],
  },
  { ...{ label: 'Add funds', icon: Wallet, href: '/billing', under: 'Billing' }, words: ['top up', 'pay', 'balance'] },
];

/** Everything the palette offers beside numbers: pages by the navigation's groups, then actions. */
export function pageEntries(isOperator: boolean): { heading: string; entries: readonly PaletteEntry[] }[] {
  const pages = navigationFor(isOperator).flatMap(({ label: under, icon, href, items }) =>
    href ? [{ label: under, icon, href, under }] : items.map((item) => ({ ...item, icon, under })),
  );
  return [
    { heading: 'Pages', entries: pages },
    { heading: 'Actions', entries: ACTIONS.filter((action) => isOperator || !action.isForOperators) },
  ];
}
