import { CHANGES, type ChangeParams, changeOf, selectionQuery } from '@/components/bulk/change-params';
import { appHref } from '@/components/layout/app-href';
import { rentalFilterOf } from '@/components/rentals/active-table-config';
import { listApplications } from '@/lib/applications';
import { isAllowed } from '@/lib/auth';
import { PERMISSIONS, quoteEdit } from '@/lib/bulk';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';

/** The numbers of the address: those named, or all that match its filters; null when it names none. */
function selectionOf(params: ChangeParams) {
  if (params.numbers.length > 0) return { numbers: params.numbers };
  if (params.all !== 'on') return null;
  const { q, country, type, ha, carrier, tag } = params;
  return { filter: rentalFilterOf({ q, country, type, ha, carrier, tag }) };
}

/** Everything the page of a change shows. */
export async function loadChange(ctx: Context, params: ChangeParams) {
  const selection = selectionOf(params);
  const query = new URLSearchParams(selectionQuery('', params));
  const kinds = CHANGES.filter((kind) => isAllowed(ctx, PERMISSIONS[kind])).map((kind) => {
    const href = new URLSearchParams(query);
    href.set('do', kind);
    return { kind, href: appHref('/phone-numbers/active/change', href) };
  });
  const change = changeOf(params);
  const asked = selection && change && params.preview ? { selection, change } : null;
  return {
    kinds,
    hidden: [...query.entries()],
    hasSelection: selection !== null,
    applications: await listApplications(ctx),
    asked,
    outcome: asked ? await preview(ctx, asked) : null,
  };
}

export type LoadedChange = Awaited<ReturnType<typeof loadChange>>;

/** The quote, or why there is none, in a sentence. */
async function preview(ctx: Context, asked: Parameters<typeof quoteEdit>[1]) {
  try {
    return { quote: await quoteEdit(ctx, asked), refusal: null };
  } catch (error) {
    if (error instanceof AppError) return { quote: null, refusal: error.message };
    throw error;
  }
}
