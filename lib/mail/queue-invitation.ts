import 'server-only';
import type { Transaction } from '@/lib/db';
import { env } from '@/lib/env';
import { createId } from '@/lib/ids';
import { SEND_TRIES } from '@/lib/outbox';
import { seal, unseal } from '@/lib/seal';

const PURPOSE = 'twinline invitation mail v1';

/** Whether e-mail goes out at all; without a server nothing on screen speaks of it. */
export function isMailConfigured(): boolean {
  return env().SMTP_URL !== undefined;
}

interface InvitationMail {
  accountId: string;
  invitationId: string;
  address: string;
  url: string;
  at: Date;
}

/** Writes the mail with an invitation's link, in the invitation's transaction; nothing without a mail server. */
export async function queueInvitation(tx: Transaction, mail: InvitationMail): Promise<void> {
  if (!isMailConfigured()) return;
  const { accountId, invitationId, address, url, at } = mail;
  const id = createId('eml');
  const linkSealed = seal({ purpose: PURPOSE, boundTo: id }, Buffer.from(url));
  await tx.mail.create({
    data: { id, accountId, invitationId, address, linkSealed, triesLeft: SEND_TRIES, nextTryAt: at, createdAt: at },
  });
}

/** The link that `queueInvitation` was given. */
export function openLink(mailId: string, sealed: Uint8Array): string {
  return Buffer.from(unseal({ purpose: PURPOSE, boundTo: mailId }, sealed)).toString('utf8');
}
