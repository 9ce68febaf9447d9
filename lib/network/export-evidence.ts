import 'server-only';
import { authorize } from '@/lib/auth';
import { type Context, reader } from '@/lib/context';
import { type CsvColumn, csvStream } from '@/lib/csv';
import { AppError } from '@/lib/errors';
import { idRange, ownCalls } from './queries-incident-calls';
import { findRow } from './queries-incidents';

const BATCH = 2_000;
const INDIA = 'Asia/Kolkata';

interface EvidenceRow {
  id: bigint;
  position: number;
  uuid: string;
  trunk: string;
  presented_number: string;
  to_number: string;
  sent_at: Date;
  responded_at: Date | null;
  ended_at: Date | null;
  sip_code: number | null;
  q850_cause: number | null;
  local_end: string | null;
  phase: string;
  outcome: string | null;
}

const india = new Intl.DateTimeFormat('sv-SE', {
  timeZone: INDIA,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** "2026-11-22 15:04:05.123 IST", as carriers in India read their own logs. */
export function indiaTime(at: Date | null): string | null {
  if (!at) return null;
  return `${india.format(at)}.${String(at.getUTCMilliseconds()).padStart(3, '0')} IST`;
}

const COLUMNS: CsvColumn<EvidenceRow>[] = [
  { header: 'call_id', value: (row) => row.uuid },
  { header: 'attempt', value: (row) => row.position },
  { header: 'trunk', value: (row) => row.trunk },
  { header: 'from', value: (row) => row.presented_number },
  { header: 'to', value: (row) => row.to_number },
  { header: 'sent_utc', value: (row) => row.sent_at },
  { header: 'sent_ist', value: (row) => indiaTime(row.sent_at) },
  { header: 'first_response_utc', value: (row) => row.responded_at },
  { header: 'ended_utc', value: (row) => row.ended_at },
  { header: 'ended_ist', value: (row) => indiaTime(row.ended_at) },
  { header: 'sip_code', value: (row) => row.sip_code },
  { header: 'q850_cause', value: (row) => row.q850_cause },
  { header: 'ended_by_us', value: (row) => row.local_end },
  { header: 'phase', value: (row) => row.phase },
  { header: 'outcome', value: (row) => row.outcome },
];

/** Attempts that failed by the carrier's fault while the incident lasted, for its ticket: the viewer's own calls, all for the operator. */
export async function exportEvidence(
  ctx: Context,
  incidentId: string,
): Promise<{ fileName: string; body: ReadableStream<Uint8Array> }> {
  authorize(ctx, 'numbers.read');
  const incident = await findRow(ctx, incidentId);
  if (!incident) throw new AppError('not_found', 'Incident is unknown.');
  const { trunk, ...span } = incident;
  const { low, high } = idRange({ ...span, trunkId: trunk.id, trunkSlug: trunk.slug }, ctx.now());
  async function* batches(): AsyncGenerator<EvidenceRow[]> {
    let after = { id: low, position: -1 };
    for (;;) {
      const rows = await reader(ctx).$queryRaw<EvidenceRow[]>`
        SELECT c.id, a.position, c.uuid::text, ${trunk.slug} AS trunk, a.presented_number, c.to_number, a.sent_at, a.responded_at,
               a.ended_at, a.sip_code, a.q850_cause, a.local_end, a.phase, a.outcome
          FROM call_attempts a JOIN calls c ON c.id = a.call_id
         WHERE (a.call_id, a.position) > (${after.id}, ${after.position}) AND a.call_id >= ${low} AND a.call_id < ${high}
           AND a.trunk_id = ${trunk.id} AND a.is_blamed ${ownCalls(ctx)}
         ORDER BY a.call_id, a.position LIMIT ${BATCH}`;
      if (rows.length > 0) yield rows;
      after = rows.at(-1) ?? after;
      if (rows.length < BATCH) return;
    }
  }
  return { fileName: `evidence-${trunk.slug}-${incidentId}.csv`, body: csvStream(COLUMNS, batches()) };
}
