import 'server-only';
import { ALERT_KIND_WORDS } from '@/lib/alerts';
import { formatInstant } from '@/lib/datetime';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { openLink } from './queue-invitation';
import { composeMail } from './rules';
import type { ClaimedMail, MailText } from './types';

/** What a mail says; null when there is nobody to tell it any more: the member left, the invitation is over. */
export async function readMail(mail: ClaimedMail, now: Date): Promise<MailText | null> {
  return mail.alertId ? readAlertMail(mail, mail.alertId) : readInvitationMail(mail, now);
}

async function readAlertMail({ accountId, target }: ClaimedMail, alertId: string): Promise<MailText | null> {
  const [alert, reader] = await Promise.all([
    db.alert.findUnique({ where: { id: alertId }, include: { account: { select: { name: true, timeZone: true } } } }),
    db.membership.findFirst({
      where: { accountId, user: { email: target } },
      select: { user: { select: { timeZone: true } } },
    }),
  ]);
  if (!alert || !reader) return null;
  const { kind, sentence, link, createdAt, account } = alert;
  const origin = env().TWINLINE_URL;
  return composeMail({
    subject: `${ALERT_KIND_WORDS[kind]}: ${account.name}`,
    paragraphs: [sentence, formatInstant(createdAt, reader.user.timeZone ?? account.timeZone)],
    link: { label: 'Look at it in Twinline', url: `${origin}${link}` },
    footer: `You chose e-mail for this in Twinline. Change it at ${origin}/settings/alerts.`,
  });
}

async function readInvitationMail({ id, invitationId, linkSealed }: ClaimedMail, now: Date): Promise<MailText | null> {
  const invitation = await db.invitation.findUnique({
    where: { id: invitationId ?? '' },
    include: { account: { select: { name: true, timeZone: true } }, inviter: { select: { name: true } } },
  });
  if (!invitation || !linkSealed) return null;
  const { account, inviter, acceptedAt, revokedAt, expiresAt } = invitation;
  if (acceptedAt || revokedAt || expiresAt <= now) return null;
  return composeMail({
    subject: `Invitation to ${account.name} on Twinline`,
    paragraphs: [
      `${inviter.name} invites you to join ${account.name} on Twinline.`,
      `The link works once, until ${formatInstant(expiresAt, account.timeZone)}.`,
    ],
    link: { label: 'Join', url: openLink(id, linkSealed) },
    footer: 'If you did not expect this, leave it: nothing happens.',
  });
}
