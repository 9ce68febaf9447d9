import { spendHref } from '@/components/billing/spend-params';
import { appHref } from '@/components/layout/app-href';
import { Link } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { PhoneNumber } from '@/components/ui/phone-number';
import {
  countSpendNumbers,
  getSpendTotal,
  listMonthSpend,
  listNumberSpend,
  listTagSpend,
  SPEND_PAGE_SIZE,
} from '@/lib/billing';
import { countOf } from '@/lib/billing/format';
import type { SpendView } from '@/lib/billing/types';
import type { Context } from '@/lib/context';
import { formatMonth, type Month } from '@/lib/datetime';

interface Wanted {
  by: SpendView;
  month: Month;
  page: number;
}

/** The rows of the spend table, as the page divides spending up. */
export async function loadSpendRows(ctx: Context, wanted: Wanted) {
  if (wanted.by === 'month') return { rows: await monthRows(ctx) };
  if (wanted.by === 'tag') return tagRows(ctx, wanted.month);
  return numberRows(ctx, wanted);
}

async function monthRows(ctx: Context) {
  return (await listMonthSpend(ctx)).map(({ month, isComplete, ...spend }) => ({
    key: month,
    label: (
      <>
        <Link href={spendHref({ by: 'number', month })} className="link">
          {formatMonth(month)}
        </Link>
        {isComplete ? null : <span className="text-muted"> so far</span>}
      </>
    ),
    spend,
  }));
}

async function tagRows(ctx: Context, month: Month) {
  const rows = (await listTagSpend(ctx, month)).map(({ tag, numberCount, ...spend }) => ({
    key: tag ?? ' none',
    label: (
      <>
        {tag ?? <span className="text-muted">No tag</span>}
        <span className="block text-xs text-muted">{countOf(numberCount, 'number')}</span>
      </>
    ),
    spend,
  }));
  return { rows };
}

async function numberRows(ctx: Context, { month, page }: Wanted) {
  const [count, total] = await Promise.all([countSpendNumbers(ctx, month), getSpendTotal(ctx, month)]);
  const pageCount = Math.max(1, Math.ceil(count / SPEND_PAGE_SIZE));
  const shown = Math.min(Math.max(page, 1), pageCount);
  const offset = (shown - 1) * SPEND_PAGE_SIZE;
  const found = await listNumberSpend(ctx, month, { offset, limit: SPEND_PAGE_SIZE });
  const rows = found.map(({ number, display, alias, tags, ...spend }) => ({
    key: number,
    label: (
      <>
        <Link href={appHref(`/phone-numbers/active/${number}`)} className="link">
          <PhoneNumber display={display} />
        </Link>
        <span className="block text-xs text-muted">{[alias, ...tags].filter(Boolean).join(', ')}</span>
      </>
    ),
    spend,
  }));
  const href = (next: number) => (next < 1 || next > pageCount ? null : spendHref({ by: 'number', month, page: next }));
  const footer =
    pageCount > 1 ? (
      <Pagination
        label="Spend pages"
        className="w-full"
        summary={countOf(count, 'number')}
        previous={href(shown - 1)}
        next={href(shown + 1)}
        position={{ page: shown, pageCount }}
      />
    ) : null;
  return { rows, total, footer };
}
