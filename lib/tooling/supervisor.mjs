import fs from 'node:fs';
import path from 'node:path';
import { bannerOf, shown } from './banner.mjs';
import { BUNDLE, ensureBundle } from './bundle.mjs';
import { checkSettings } from './check-settings.mjs';
import { childEnvironment } from './child-environment.mjs';
import { ensureMigrated, seedWhenEmpty, undoInterruptedSeed } from './database-setup.mjs';
import { listenProblem } from './listen-problem.mjs';
import { readHolder, tryLock } from './lock.mjs';
import { startPostgres } from './postgres.mjs';
import { identify, isAlive } from './process-identity.mjs';
import { ProcessRecord } from './process-record.mjs';
import { ensureBuild, ensureClient, ensureInstalled, withSetupLock } from './project-setup.mjs';
import { readSettings } from './settings.mjs';
import { supervise } from './supervise.mjs';

/** How often the embedded PostgreSQL is looked after. */
const WATCH_MS = 500;
const WORKER_FLAGS = ['--enable-source-maps', '--conditions=react-server'];

/** What stops a start in the middle when a signal came meanwhile. */
class Stopped extends Error {}

export class Supervisor {
  isStopping = false;
  /** @type {Promise<import('./postgres.mjs').PostgresServer> | null} */
  #server = null;
  /** @type {import('./supervise.mjs').Supervised[]} */
  #children = [];
  /** @type {(() => void) | null} */
  #unlock = null;
  /** @type {NodeJS.Timeout | undefined} */
  #watch;
  /** @type {Promise<void> | null} */
  #stopped = null;
  #startedAt = Date.now();
  #settings = readSettings();
  #record = new ProcessRecord(path.join(this.#settings.dataFolder, 'processes.json'));

  async start() {
    this.#takeDataFolder();
    await this.#record.endLeftovers();
    const setup = {
      record: this.#record,
      logFile: path.join(this.#settings.dataFolder, 'start.log'),
      tell: this.#tell,
    };
    fs.rmSync(setup.logFile, { force: true });
    await this.#unlessStopped(withSetupLock(() => ensureInstalled(setup)));
    const settings = await this.#readAllSettings();
    const [databaseUrl] = await this.#unlessStopped(
      Promise.all([this.#openDatabase(), withSetupLock(() => ensureClient(setup))]),
    );
    const { dataFolder } = this.#settings;
    const isEmbedded = this.#server !== null;
    await this.#unlessStopped(undoInterruptedSeed({ url: databaseUrl, isEmbedded, dataFolder }));
    await this.#unlessStopped(ensureMigrated(databaseUrl, setup));
    const env = childEnvironment({ databaseUrl, dataFolder });
    await this.#unlessStopped(
      Promise.all([
        seedWhenEmpty({ url: databaseUrl, isEmbedded, dataFolder, env, ...setup }),
        withSetupLock(async () => {
          await ensureBundle();
          await ensureBuild({ env, ...setup });
        }),
      ]),
    );
    await this.#startProcesses(env);
    this.#announce(settings.TWINLINE_URL);
  }

  /** @returns {Promise<void>} everything this supervisor started has ended */
  stop() {
    this.#stopped ??= this.#end();
    return this.#stopped;
  }

  async #end() {
    this.isStopping = true;
    clearInterval(this.#watch);
    for (const child of this.#children) child.end();
    if (this.#unlock === null) return;
    await this.#record.endAll();
    // A server just coming up has to be waited for, or it would stay.
    const server = await this.#server?.catch(() => null);
    await server?.release();
    this.#unlock();
    if (this.#children.length > 0) this.#tell('Stopped');
  }

  #takeDataFolder() {
    const { dataFolder } = this.#settings;
    try {
      fs.mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
      fs.accessSync(dataFolder, fs.constants.W_OK);
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      throw new Error(`TWINLINE_DATA_DIR is "${dataFolder}": it must be a folder this user may write to (${code}).`);
    }
    const lock = path.join(dataFolder, 'supervisor.lock');
    this.#unlock = tryLock(lock);
    if (this.#unlock === null) {
      throw new Error(
        `Twinline already runs on ${shown(dataFolder)} (process ${readHolder(lock)?.pid ?? 'unknown'}). ` +
          'Stop it first, or set TWINLINE_DATA_DIR and PORT to run another one beside it.',
      );
    }
  }

  async #readAllSettings() {
    const checked = await this.#unlessStopped(checkSettings());
    if (!checked.ok) throw new Error(checked.mistakes.join('\n'));
    const problem = await listenProblem(checked.env);
    if (problem) throw new Error(problem);
    return checked.env;
  }

  /** @returns {Promise<string>} the database's URL */
  async #openDatabase() {
    const { databaseUrl, postgresFolder } = this.#settings;
    if (databaseUrl) return databaseUrl;
    this.#server = startPostgres({ folder: postgresFolder });
    return (await this.#server).url;
  }

  /** @param {NodeJS.ProcessEnv} env */
  async #startProcesses(env) {
    if (this.isStopping) throw new Stopped();
    const server = await this.#server;
    let databaseUrl = env.DATABASE_URL;
    if (server) this.#watchPostgres(server.pid, (url) => (databaseUrl = url));
    const common = { env: () => ({ ...env, DATABASE_URL: databaseUrl }), record: this.#record, tell: this.#tell };
    this.#children = [
      supervise({ name: 'web', args: ['--enable-source-maps', BUNDLE.web], ...common }),
      supervise({
        ...{ name: 'worker', args: [...WORKER_FLAGS, BUNDLE.worker] },
        ...common,
      }),
      supervise({ name: 'agent', args: [...WORKER_FLAGS, BUNDLE.agent], ...common }),
    ];
    await this.#unlessStopped(Promise.all(this.#children.map((child) => child.ready)));
  }

  /**
   * Starts PostgreSQL again when it was killed; web, worker and agent reconnect by themselves.
   * @param {number} pid
   * @param {(url: string) => void} onMoved
   */
  #watchPostgres(pid, onMoved) {
    let identity = identify(pid);
    let isStarting = false;
    this.#watch = setInterval(async () => {
      if (isStarting || this.isStopping || (identity && isAlive(identity))) return;
      isStarting = true;
      this.#tell('PostgreSQL ended; starting it again');
      try {
        const before = (await this.#server)?.url;
        this.#server = startPostgres({ folder: this.#settings.postgresFolder });
        const server = await this.#server;
        identity = identify(server.pid);
        onMoved(server.url);
        // Its port was taken meanwhile: only processes started from now on know the new one.
        if (server.url !== before) await this.#record.endAll();
      } catch (error) {
        this.#tell(error instanceof Error ? error.message : String(error));
      }
      isStarting = false;
    }, WATCH_MS);
  }

  /**
   * @template T
   * @param {Promise<T>} work
   * @returns {Promise<T>}
   */
  async #unlessStopped(work) {
    const result = await work;
    if (this.isStopping) throw new Stopped();
    return result;
  }

  /** @param {string} sentence */
  #tell = (sentence) => {
    const seconds = ((Date.now() - this.#startedAt) / 1000).toFixed(1);
    console.log(`[${seconds.padStart(5)} s] ${sentence}`);
  };

  /** @param {string} address */
  #announce(address) {
    this.#tell('Ready');
    console.log(bannerOf({ address, dataFolder: this.#settings.dataFolder }));
  }
}
