import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';
import { chooseFreePort } from '@/lib/tooling/free-port.mjs';
import { programOf } from './program';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';

interface Placed {
  ok: boolean;
  uuid: string;
}

/** An agent as npm start runs it, on a port of its own, which a test may kill and start again. */
export class AgentProcess {
  #child: ChildProcess | null = null;

  private constructor(
    private readonly port: number,
    private readonly program: readonly string[],
  ) {}

  static async prepare(): Promise<AgentProcess> {
    await fs.writeFile(path.resolve(env().TWINLINE_DATA_DIR, 'agent-secret'), SECRET);
    return new AgentProcess(await chooseFreePort(null), await programOf('lib/agent/main.ts'));
  }

  /** Resolves when it says that it is ready, with how long that took, ms. */
  async start(): Promise<number> {
    const startedAt = performance.now();
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
    this.#child = spawn('env', [`AGENT_PORT=${this.port}`, process.execPath, ...this.program], { stdio: [...stdio] });
    await once(this.#child, 'message');
    return performance.now() - startedAt;
  }

  /** Resolves when it has ended, with its exit code; null when a signal ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    child.kill(signal);
    const [code] = await once(child, 'exit');
    return code;
  }

  /** Places a call, as the console does; throws while the agent is away. */
  async place(accountId: string, from: string): Promise<Placed> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/calls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}` },
      body: JSON.stringify({ accountId, from, to: '919876543210', purpose: 'test' }),
    });
    return answer.json();
  }
}
