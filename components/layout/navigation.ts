import { CircleUserRound, type LucideIcon, Phone, ReceiptText } from 'lucide-react';
import type { Route } from 'next';

export interface NavigationItem {
  label: string;
  href: Route;
}

export interface NavigationGroup {
  label: string;
  icon: LucideIcon;
  items: readonly NavigationItem[];
}

/** What exists, in the order people need it. Nothing is listed before it works. */
export const navigation: readonly NavigationGroup[] = [
  {
    label: 'Phone Numbers',
    icon: Phone,
    items: [
      { label: 'Buy Number', href: '/phone-numbers/buy' },
      { label: 'Active Numbers', href: '/phone-numbers/active' },
      { label: 'Released', href: '/phone-numbers/released' },
    ],
  },
  { label: 'Billing', icon: ReceiptText, items: [{ label: 'Billing', href: '/billing' }] },
  { label: 'Settings', icon: CircleUserRound, items: [{ label: 'Profile', href: '/settings/profile' }] },
];

/** A page belongs to the entry whose address it is under. */
export function isCurrent(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
