import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import { dropDatabaseBy } from './drop-database.mjs';

/**
 * @typedef {import('pg').PoolConfig} PoolConfig
 * @typedef {Awaited<ReturnType<PrismaPg['connect']>>} PgAdapter
 */

/** The catalog types `"char"` and `"char"[]`, which the adapter cannot map, and the text types they are read as. */
const CHAR_TYPE = 18;
const CHAR_ARRAY_TYPE = 1002;
const TEXT_TYPE = 25;
const TEXT_ARRAY_TYPE = 1009;

/**
 * The host, port and so on apart: with a connection string the adapter ignores the shadow database's
 * name and replays every migration on the main one.
 * @param {string} url
 * @returns {PoolConfig & { database: string }}
 */
export function poolConfigOf(url) {
  const at = new URL(url);
  const sslMode = at.searchParams.get('sslmode');
  const ssl = sslMode && sslMode !== 'disable' ? { ssl: { rejectUnauthorized: sslMode === 'verify-full' } } : {};
  return {
    host: at.hostname,
    port: Number(at.port || 5432),
    user: decodeURIComponent(at.username),
    password: decodeURIComponent(at.password),
    database: decodeURIComponent(at.pathname.slice(1)),
    max: 4,
    connectionTimeoutMillis: 10_000,
    ...ssl,
  };
}

/**
 * Reads what is `"char"` as text: the engine's introspection of the catalog needs both types.
 * @param {PgAdapter} adapter
 */
function mapCharColumns(adapter) {
  const io = /** @type {{ performIO: (query: object) => Promise<{ fields?: { dataTypeID: number }[] }> }} */ (
    /** @type {unknown} */ (adapter)
  );
  const performIO = io.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  /** @type {WeakMap<object, number[]>} */
  const charColumns = new WeakMap();
  io.performIO = async (query) => {
    const result = await performIO(query);
    const columns = (result.fields ?? []).flatMap((field, index) => (field.dataTypeID === CHAR_TYPE ? [index] : []));
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === CHAR_TYPE) field.dataTypeID = TEXT_TYPE;
      if (field.dataTypeID === CHAR_ARRAY_TYPE) field.dataTypeID = TEXT_ARRAY_TYPE;
    }
    charColumns.set(query, columns);
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

/**
 * Sends a script whole, as one simple query: the adapter's own splitting at `;` breaks function bodies,
 * and as one query a script that fails changes nothing.
 * @param {PgAdapter} adapter
 */
function sendScriptsWhole(adapter) {
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      const { message, code = 'XX000' } = /** @type {Error & { code?: string }} */ (error);
      const details = { detail: undefined, column: undefined, hint: undefined };
      throw new DriverAdapterError({ kind: 'postgres', code, severity: 'ERROR', message, ...details });
    }
  };
}

/** `@prisma/adapter-pg` as the schema engine needs it; each override works around one of its defects. */
export class MigrationPg extends PrismaPg {
  /**
   * @param {PoolConfig} config
   * @param {import('pg').Pool[]} pools collects every pool opened: the engine leaves some open, which keeps a process alive
   */
  constructor(config, pools) {
    super(config);
    this.poolConfig = config;
    this.pools = pools;
  }

  /** @override */
  async connect() {
    const adapter = await super.connect();
    mapCharColumns(adapter);
    sendScriptsWhole(adapter);
    this.pools.push(adapter.underlyingDriver());
    return adapter;
  }

  /**
   * The adapter's own drops the shadow database before it closes its pool on it.
   * @override
   */
  async connectToShadowDb() {
    const main = await this.connect();
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${database}" TEMPLATE template0`);
    const shadow = await new MigrationPg({ ...this.poolConfig, database }, this.pools).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await dropDatabaseBy((sql) => main.underlyingDriver().query(sql), database);
      await main.dispose();
    };
    return shadow;
  }
}
