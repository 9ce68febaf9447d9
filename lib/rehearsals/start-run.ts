import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import type { Prisma, Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { parseScenario } from './parse-scenario';
import { expectedCalls, MOST_KEPT_RUNS, MOST_OPEN_RUNS, tooManyCalls } from './rules';
import { type StartRunInput, startRunInput } from './schema';
import type { RunSource } from './types';

/** Puts a scenario on the worker's list. Nothing of it touches live traffic. */
export async function startRun(ctx: Context, input: StartRunInput): Promise<{ runId: string }> {
  authorize(ctx, 'simulations.run');
  const { name, scenario: written, policies, seeds } = parseInput(startRunInput, input);
  const scenario = parseScenario(written);
  const problem = tooManyCalls({ calls: expectedCalls(scenario), policies: policies.length, seeds });
  if (problem) throw new AppError('invalid_input', problem, { field: 'scenario' });
  return withTransaction(ctx, (tx) =>
    insertRun(ctx, tx, { name: name ?? scenario.title, scenario: written, source: null, policies, seeds }),
  );
}

export interface NewRun {
  name: string;
  scenario: Prisma.InputJsonObject;
  source: RunSource | null;
  policies: readonly string[];
  seeds: number;
}

/** Writes a run unless the account has as many as are allowed; starts of one account come one after the other. */
export async function insertRun(ctx: Context, tx: Transaction, run: NewRun): Promise<{ runId: string }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rehearsals:${ctx.accountId}`}, 0))`;
  const where = { accountId: ctx.accountId };
  const open = await tx.simulationRun.count({ where: { ...where, state: { in: ['queued', 'running'] } } });
  if (open >= MOST_OPEN_RUNS)
    throw new AppError(
      'conflict',
      `${MOST_OPEN_RUNS} simulations of this account wait or run already; wait for one to end or cancel one.`,
    );
  if ((await tx.simulationRun.count({ where })) >= MOST_KEPT_RUNS)
    throw new AppError('conflict', `${MOST_KEPT_RUNS} simulations are kept already; remove some first.`);
  const id = createId('sim');
  await tx.simulationRun.create({
    data: {
      ...{ id, accountId: ctx.accountId, name: run.name, scenario: run.scenario, policies: [...run.policies] },
      ...(run.source && { source: { ...run.source } }),
      ...{ seeds: run.seeds, createdBy: actorId(ctx), createdAt: ctx.now() },
    },
  });
  const after = { name: run.name, policies: run.policies, seeds: run.seeds, source: run.source?.kind ?? 'scenario' };
  await recordAudit(ctx, tx, { action: 'simulation.start', entityType: 'simulation', entityId: id, after });
  return { runId: id };
}
