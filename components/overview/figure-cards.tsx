import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import type { MonthSpend } from '@/lib/billing/types';
import { cn } from '@/lib/cn';
import { formatMoney } from '@/lib/money';
import type { CoverageCount } from '@/lib/network/types';
import type { NumberCount } from '@/lib/overview/types';

interface FigureCardsProps {
  numbers: NumberCount;
  coverage: CoverageCount;
  openIncidents: number;
  /** null to those who do not see money. */
  spend: MonthSpend | null;
}

/** The four figures somebody looks for first; each leads to where it comes from. */
export function FigureCards({ numbers, coverage, openIncidents, spend }: FigureCardsProps) {
  return (
    <ul aria-label="Figures" className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      <Figure term="Active numbers" value={count.format(numbers.active)} href="/phone-numbers/active">
        {numbersNote(numbers)}
      </Figure>
      <Figure term="HA coverage" value={coverageValue(coverage)} href="/voice/coverage">
        {coverageNote(coverage)}
      </Figure>
      <Figure
        term="Open incidents"
        value={count.format(openIncidents)}
        href="/voice/incidents"
        tone={openIncidents > 0 ? 'danger' : 'plain'}
      >
        {openIncidents > 0 ? 'A carrier of your numbers is failing.' : 'No carrier is failing now.'}
      </Figure>
      {spend ? (
        <Figure
          term="Spent this month"
          value={formatMoney(roundedUp(spend.spentMicros), spend.currency)}
          href="/billing"
        >
          About {formatMoney(roundedUp(spend.forecastMicros), spend.currency)} by its end
        </Figure>
      ) : null}
    </ul>
  );
}

const count = new Intl.NumberFormat('en-IN');

/** Money as it is spoken of: to the cent, never less than it is. */
function roundedUp(micros: bigint): bigint {
  return ((micros + 9_999n) / 10_000n) * 10_000n;
}

function numbersNote({ fallbacks, provisioning }: NumberCount): string {
  const parts = [
    fallbacks > 0 ? `${count.format(fallbacks)} of them ${fallbacks === 1 ? 'is a fallback' : 'are fallbacks'}` : '',
    provisioning > 0 ? `${count.format(provisioning)} being set up` : '',
  ].filter(Boolean);
  return parts.join(', ') || 'None is a fallback';
}

function coverageValue({ numbers, covered }: CoverageCount): string {
  return numbers === 0 ? '–' : `${count.format(covered)} of ${count.format(numbers)}`;
}

function coverageNote({ numbers, covered, proven }: CoverageCount): string {
  if (numbers === 0) return 'No India numbers, which alone need a fallback';
  if (covered === 0) return 'No India number has a fallback';
  return `India numbers have a fallback, ${proven === covered ? 'all' : count.format(proven)} proven by a call`;
}

interface FigureProps {
  term: string;
  value: string;
  href: Route;
  tone?: 'plain' | 'danger';
  children: ReactNode;
}

function Figure({ term, value, href, tone = 'plain', children }: FigureProps) {
  return (
    <li className="min-w-0">
      <Link
        href={href}
        className="grid h-full content-start gap-0.5 rounded-lg border border-line bg-surface p-4 hover:bg-hover"
      >
        <span className="text-sm text-muted">{term}</span>
        <span className={cn('figures truncate text-xl font-semibold', tone === 'danger' && 'text-danger')}>
          {value}
        </span>
        <span className="text-xs text-muted">{children}</span>
      </Link>
    </li>
  );
}
