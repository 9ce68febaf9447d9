import 'server-only';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, reader, withTransaction } from '@/lib/context';
import { knownSecrets } from '@/lib/env';
import type { BundlePart } from './format';
import { findOperatedCarrier, listOperatedCarriers } from './queries-carriers';
import { describeInstallation } from './queries-installation';
import { listWorkflows } from './queries-workflows';
import { redact } from './rules-redaction';

const MOST_INCIDENTS = 50;

async function listCarriersWhole(ctx: Context) {
  const carriers = await listOperatedCarriers(ctx);
  return Promise.all(carriers.map(async ({ slug }) => (await findOperatedCarrier(ctx, slug)) ?? { slug }));
}

function listLatestIncidents(ctx: Context) {
  return reader(ctx).incident.findMany({
    select: {
      ...{ rule: true, figures: true, openedAt: true, closedAt: true, closedBecause: true },
      trunk: { select: { slug: true } },
    },
    orderBy: { openedAt: 'desc' },
    take: MOST_INCIDENTS,
  });
}

/** What is in a bundle, before it is redacted. */
async function collectParts(ctx: Context): Promise<Record<BundlePart, unknown>> {
  const [installation, failed, carriers, incidents] = await Promise.all([
    describeInstallation(ctx),
    listWorkflows(ctx, 'failed'),
    listCarriersWhole(ctx),
    listLatestIncidents(ctx),
  ]);
  const { about, settings, checks: readiness, database, queues } = installation;
  // Machines are often called after persons: of a worker's name only its process is told.
  const workers = installation.processes.workers.map(({ workerId, ...worker }) => ({
    ...worker,
    process: workerId.split(':').at(-1),
  }));
  const processes = { workers, agent: installation.processes.agent };
  return {
    about: { ...about, madeAt: ctx.now() },
    ...{ settings, readiness, database, processes, queues, carriers, incidents },
    workflows: failed.rows.map(({ kind, status, since, tries, step, why, number, carrierName }) => ({
      ...{ kind, status, since, tries, step, why, number, carrierName },
    })),
  };
}

/**
 * A file for a bug report: how this installation is, as one JSON document in gzip. It holds no secrets and nothing about
 * persons, whatever stands in the texts it is made from; numbers keep their first digits.
 */
export async function composeBundle(ctx: Context): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }> {
  authorize(ctx, 'installation.operate');
  const parts = redact(await collectParts(ctx), knownSecrets());
  const packed = await promisify(gzip)(JSON.stringify(parts, null, 2));
  await withTransaction(ctx, (tx) =>
    recordAudit({ ...ctx, accountId: null }, tx, {
      action: 'installation.bundle',
      entityType: 'installation',
      entityId: 'support-bundle',
      after: { bytes: packed.byteLength },
    }),
  );
  const day = ctx.now().toISOString().slice(0, 10);
  return { fileName: `twinline-support-${day}.json.gz`, bytes: new Uint8Array(packed) };
}
