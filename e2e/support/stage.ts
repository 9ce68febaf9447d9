import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { StageVerbs } from '@/lib/testing/stage-verbs';
import { startStage } from '@/lib/tooling/e2e-processes.mjs';

type Answer<V extends keyof StageVerbs> = Awaited<ReturnType<StageVerbs[V]>>;
export type CustomerWish = Parameters<StageVerbs['createCustomer']>[0];

type Waiting = { resolve: (result: never) => void; reject: (error: Error) => void };

/** Sets the scene in the installation under test, through the process of lib/testing/stage.ts. */
export class Stage {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(installation: { dataFolder: string; port: number }) {
    this.#process = startStage(installation);
    createInterface({ input: this.#process.stdout }).on('line', (line) => this.#receive(line));
    this.#process.once('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`The stage ended with code ${code}`));
    });
  }

  /** One of the stage's verbs; its answer has been through JSON. */
  call<V extends keyof StageVerbs>(verb: V, ...[input]: Parameters<StageVerbs[V]>): Promise<Answer<V>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answered = new Promise<Answer<V>>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#process.stdin.write(`${JSON.stringify({ id, verb, input })}\n`);
    return answered;
  }

  async end(): Promise<void> {
    this.#process.stdin.end();
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
  }

  #receive(line: string): void {
    const { id, result, error } = JSON.parse(line);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error));
    else waiting?.resolve(result as never);
  }
}
