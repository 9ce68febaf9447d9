import { Code, LayoutDashboard, type LucideIcon, Phone, PhoneCall, ReceiptText, Settings2, Wrench } from 'lucide-react';
import type { Route } from 'next';

export interface NavigationItem {
  label: string;
  href: Route;
}

/** A heading over its pages, or one page that stands alone. */
export type NavigationEntry = { label: string; icon: LucideIcon; isForOperators?: true } & (
  | { items: readonly NavigationItem[]; href?: undefined }
  | { href: Route; items?: undefined }
);

/** What exists, in the order people need it. Nothing is listed before it works. */
const navigation: readonly NavigationEntry[] = [
  { label: 'Overview', icon: LayoutDashboard, href: '/overview' },
  {
    label: 'Phone Numbers',
    icon: Phone,
    items: [
      { label: 'Buy Number', href: '/phone-numbers/buy' },
      { label: 'Active Numbers', href: '/phone-numbers/active' },
      { label: 'Released', href: '/phone-numbers/released' },
      { label: 'Compliance', href: '/phone-numbers/compliance' },
      { label: 'Bulk jobs', href: '/phone-numbers/jobs' },
    ],
  },
  {
    label: 'Voice',
    icon: PhoneCall,
    items: [
      { label: 'Call Logs', href: '/voice/calls' },
      { label: 'Carriers', href: '/voice/carriers' },
      { label: 'Incidents', href: '/voice/incidents' },
      { label: 'HA coverage', href: '/voice/coverage' },
      { label: 'Simulator', href: '/voice/simulator' },
    ],
  },
  { label: 'Billing', icon: ReceiptText, href: '/billing' },
  { label: 'Developers', icon: Code, items: [{ label: 'Webhooks', href: '/developers/webhooks' }] },
  {
    label: 'Settings',
    icon: Settings2,
    items: [
      { label: 'Profile', href: '/settings/profile' },
      { label: 'Security', href: '/settings/security' },
      { label: 'Alerts', href: '/settings/alerts' },
      { label: 'Team', href: '/settings/team' },
      { label: 'API keys', href: '/settings/api-keys' },
      { label: 'Audit log', href: '/settings/audit-log' },
    ],
  },
  {
    label: 'Operations',
    icon: Wrench,
    isForOperators: true,
    items: [
      { label: 'Accounts', href: '/operations/accounts' },
      { label: 'Carriers and stock', href: '/operations/carriers' },
      { label: 'Compliance', href: '/operations/compliance' },
      { label: 'Stock import', href: '/operations/stock' },
      { label: 'Workflows', href: '/operations/workflows' },
      { label: 'Installation', href: '/operations/installation' },
    ],
  },
];

/** What a person is shown: operating the installation is for operators only. */
export function navigationFor(isOperator: boolean): readonly NavigationEntry[] {
  return navigation.filter((entry) => isOperator || !entry.isForOperators);
}

/** A page belongs to the entry whose address it is under. */
export function isCurrent(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
