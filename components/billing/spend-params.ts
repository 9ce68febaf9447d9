import type { Route } from 'next';
import { createLoader, createSerializer, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { appHref } from '@/components/layout/app-href';
import type { SpendView } from '@/lib/billing/types';
import type { Month } from '@/lib/datetime';

export const SPEND_VIEWS = ['number', 'tag', 'month'] as const satisfies SpendView[];

const parsers = {
  by: parseAsStringLiteral(SPEND_VIEWS).withDefault('number'),
  month: parseAsString,
  page: parseAsInteger.withDefault(1),
};

export const loadSpendParams = createLoader(parsers);
const serialize = createSerializer(parsers);

interface SpendAddress {
  by: SpendView;
  month: Month;
  page?: number;
}

export function spendHref({ by, month, page = 1 }: SpendAddress): Route {
  return appHref('/billing/spend', serialize({ by, month: by === 'month' ? null : month, page }));
}

export function spendExportHref({ by, month }: SpendAddress): Route {
  return appHref('/billing/spend/export', serialize({ by, month }));
}
