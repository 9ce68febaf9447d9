import 'server-only';
import { aliasInput, tagsInput } from '@/lib/rentals';
import { BadStockRow, parseStockRow } from '@/lib/stock/parse-stock-row';
import { BROUGHT_COLUMNS, type BroughtColumn } from './rules-import';
import type { Terms } from './types';

/** What the rows of a file may name. */
export interface BroughtScene {
  /** Ids of carriers by slug and by name, in lower case. */
  carriers: ReadonlyMap<string, number>;
  /** Ids of the account's applications by name, in lower case. */
  applications: ReadonlyMap<string, string>;
}

export interface BroughtRow {
  number: string;
  countryIso: string;
  type: string;
  data: Terms;
}

export type ReadBroughtCell = (column: BroughtColumn) => string;

const isColumn = (name: string): name is BroughtColumn => Object.hasOwn(BROUGHT_COLUMNS, name);

/** Checks one row of a file of brought numbers; throws `BadStockRow` with the first thing that is wrong with it. */
export function parseBroughtRow(cell: ReadBroughtCell, { carriers, applications }: BroughtScene): BroughtRow {
  // The same number, type, place and series rules as for stock; it has no price here.
  const row = parseStockRow((column) => (isColumn(column) ? cell(column) : column.startsWith('monthly') ? '0' : ''));
  const carrier = cell('carrier');
  const carrierId = carriers.get(carrier.toLowerCase());
  if (carrierId === undefined)
    throw new BadStockRow(
      carrier === '' ? 'carrier is missing' : `carrier "${carrier.slice(0, 40)}" is unknown in this installation`,
    );
  const application = cell('application');
  const applicationId = application === '' ? null : (applications.get(application.toLowerCase()) ?? null);
  if (application !== '' && applicationId === null)
    throw new BadStockRow(`application "${application.slice(0, 40)}" is not one of the account`);
  const alias = aliasInput.safeParse(cell('alias'));
  if (!alias.success) throw new BadStockRow(alias.error.issues[0]?.message ?? 'alias is not valid');
  const tags = tagsInput.safeParse(cell('tags').replaceAll(';', ' '));
  if (!tags.success) throw new BadStockRow(tags.error.issues[0]?.message ?? 'tags are not valid');
  const { number, country, type, code, place, region, series, voice, sms, mms } = row;
  const where = { country, type, code, place, region, series, voice, sms, mms };
  return {
    ...{ number, countryIso: country, type },
    data: { ...where, carrierId, applicationId, alias: alias.data, tags: tags.data },
  };
}
