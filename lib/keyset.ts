/** Where a page of a newest-first list begins: older or newer than an id; neither is the newest page. */
export interface KeysetCursor {
  before: string | null;
  after: string | null;
}

export interface KeysetPage<Row> {
  /** Newest first. */
  rows: Row[];
  /** Cursors of the pages before and after this one; null at the ends. */
  newer: string | null;
  older: string | null;
}

function isGoingBack({ before, after }: KeysetCursor): boolean {
  return after !== null && before === null;
}

/** The part of a query that finds a page: fetch one row more than it shows. */
export function keysetQuery(cursor: KeysetCursor) {
  const { before, after } = cursor;
  const id = before ? { lt: before } : after ? { gt: after } : undefined;
  return { where: id ? { id } : {}, orderBy: { id: isGoingBack(cursor) ? ('asc' as const) : ('desc' as const) } };
}

/** The page out of the rows found, of which there may be one more than `size`. */
export function keysetPage<Row extends { id: string }>(
  found: readonly Row[],
  size: number,
  cursor: KeysetCursor,
): KeysetPage<Row> {
  const hasMore = found.length > size;
  const isBack = isGoingBack(cursor);
  const isMiddle = cursor.before !== null || cursor.after !== null;
  const rows = isBack ? found.slice(0, size).reverse() : found.slice(0, size);
  return {
    rows,
    newer: (isBack ? hasMore : isMiddle) ? (rows[0]?.id ?? null) : null,
    older: (isBack ? isMiddle : hasMore) ? (rows.at(-1)?.id ?? null) : null,
  };
}
