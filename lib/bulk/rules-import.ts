/** The columns of a file of numbers an account brings, in any order. */
export const BROUGHT_COLUMNS = {
  number: { isRequired: true, meaning: 'with its country code, for instance +918041234567' },
  carrier: { isRequired: true, meaning: 'name of a carrier of this installation' },
  type: { isRequired: true, meaning: 'local, mobile, tollfree or national' },
  place: { isRequired: true, meaning: 'city or STD area; may be empty unless the type is local' },
  region: { isRequired: false, meaning: 'state or province; where a fallback is looked for' },
  country: { isRequired: false, meaning: 'two letters; taken from the number when left out' },
  capabilities: { isRequired: false, meaning: 'voice, sms, mms; voice when left out' },
  series: { isRequired: false, meaning: 'number series; "standard" when left out' },
  alias: { isRequired: false, meaning: 'what your team calls it' },
  tags: { isRequired: false, meaning: 'separated by blanks' },
  application: { isRequired: false, meaning: 'name of one of your applications' },
} as const;

export type BroughtColumn = keyof typeof BROUGHT_COLUMNS;

type Header = ReadonlyMap<BroughtColumn, number>;

function isColumn(name: string): name is BroughtColumn {
  return Object.hasOwn(BROUGHT_COLUMNS, name);
}

/** Where each column is, or why the first line names none of such a file; the columns of a rejects file are passed over. */
export function readBroughtHeader(cells: readonly string[]): Header | string {
  const header = new Map<BroughtColumn, number>();
  for (const [at, cell] of cells.entries()) {
    const name = cell.trim().toLowerCase();
    if (name === 'rejected_line' || name === 'rejected_reason') continue;
    if (!isColumn(name))
      return `Column "${cell.slice(0, 40)}" is unknown: use ${Object.keys(BROUGHT_COLUMNS).join(', ')}.`;
    if (header.has(name)) return `Column "${name}" is there twice.`;
    header.set(name, at);
  }
  for (const [name, { isRequired }] of Object.entries(BROUGHT_COLUMNS)) {
    if (isRequired && isColumn(name) && !header.has(name)) return `Column "${name}" is missing from the first line.`;
  }
  return header;
}
