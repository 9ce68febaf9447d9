import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { actorId, type Context, withTransaction } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { type AddIncidentNoteInput, addIncidentNoteInput } from './schema';

/** Writes down what was found out or done about an incident. Notes stay as they are. */
export async function addIncidentNote(ctx: Context, input: AddIncidentNoteInput): Promise<{ noteId: string }> {
  authorize(ctx, 'network.operate');
  const { incidentId, text } = parseInput(addIncidentNoteInput, input);
  return withTransaction(ctx, async (tx) => {
    const incident = await tx.incident.findUnique({ where: { id: incidentId }, select: { id: true } });
    if (!incident) throw new AppError('not_found', 'Incident is unknown.', { field: 'incidentId' });
    const noteId = createId('nte');
    await tx.incidentNote.create({
      data: { id: noteId, incidentId, text, createdBy: actorId(ctx), createdAt: ctx.now() },
      select: { id: true },
    });
    const entity = { entityType: 'incident', entityId: incidentId };
    await recordAudit(ctx, tx, { action: 'incident.note', ...entity, after: { noteId, text } });
    return { noteId };
  });
}
