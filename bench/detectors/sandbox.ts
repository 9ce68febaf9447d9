import { createRequire } from 'node:module';
import vm from 'node:vm';
import { buildSync } from 'esbuild';
import { FakeClock } from './fake-clock';

const load = createRequire(import.meta.url);
const bundles = new Map<string, vm.Script>();

/** A package as it is installed, as one script that sets the global `installed`. */
function bundle(name: string): vm.Script {
  const found = bundles.get(name);
  if (found) return found;
  const { outputFiles } = buildSync({
    entryPoints: [load.resolve(name)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'installed',
    platform: 'node',
    external: ['events'],
    logLevel: 'error',
  });
  const script = new vm.Script(outputFiles[0]?.text ?? '', { filename: `${name}.js` });
  bundles.set(name, script);
  return script;
}

/** What `step` does: 1 = an attempt begins, 2 = it went well, 3 = it failed. */
export type Command = 1 | 2 | 3;

/** What the outside tells the breaker inside. */
interface Port {
  command: Command;
  attemptId: number;
}

const STEP = new vm.Script('step()');
const DATE = `Date = class extends Date { static now() { return readClock(); } };`;

/**
 * Runs the installed package in a context of its own, whose Date and timers follow a fake clock and whose promises
 * settle before each step returns (the context has a microtask queue of its own). So code that is written for
 * promises and real time runs in order and in virtual time, unchanged.
 */
export class Sandbox {
  readonly #port: Port = { command: 1, attemptId: 0 };
  readonly #clock = new FakeClock();
  readonly #context: vm.Context;
  readonly #readState: () => number;

  /**
   * @param driver script that makes a breaker of `installed` by `settings` and defines `step()` over `port` and
   *   `readState()`: 0 = closed, 1 = open, 2 = half-open
   */
  constructor(name: string, driver: string, settings: unknown) {
    const globals = { ...this.#clock.globals, AbortController, require: load, port: this.#port, settings };
    this.#context = vm.createContext(globals, { microtaskMode: 'afterEvaluate' });
    vm.runInContext(DATE, this.#context);
    bundle(name).runInContext(this.#context);
    vm.runInContext(driver, this.#context);
    this.#readState = vm.runInContext('readState', this.#context);
  }

  /** Moves the clock, does one thing, lets every promise settle; answers with the breaker's state. */
  step(command: Command, attemptId: number, now: number): number {
    this.#clock.advance(now);
    this.#port.command = command;
    this.#port.attemptId = attemptId;
    STEP.runInContext(this.#context);
    return this.#readState();
  }
}
