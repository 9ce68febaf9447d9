/**
 * One connection for the length of `work`.
 * @template T
 * @param {string} url
 * @param {(client: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  // Imported late: the bootstrap loads this module before packages are installed.
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error) => {
    throw url === process.env.DATABASE_URL ? new UnusableDatabase(url, error) : error;
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The database somebody gave Twinline is not to be had. */
class UnusableDatabase extends Error {
  /** @param {string} url @param {NodeJS.ErrnoException} cause */
  constructor(url, cause) {
    // The password stays unsaid. Several addresses tried in vain make an error without words, only with a code.
    const { host, pathname } = new URL(url);
    super(
      `DATABASE_URL leads to ${host}${pathname}, which cannot be used (${cause.message || cause.code}). ` +
        'Start that PostgreSQL or put the setting right; without it Twinline runs its own.',
      { cause },
    );
  }
}
