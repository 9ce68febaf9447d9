import 'server-only';
import { db } from '@/lib/db';
import { log } from '@/lib/log';
import { Outbox, outcomeOf } from '@/lib/outbox';
import { claimMails } from './claim-mails';
import { postMail } from './post-mail';
import { readMail } from './read-mail';
import type { ClaimedMail, MailAnswer } from './types';

/** Mails under way at a time in one worker, and to one address. */
const AT_ONCE = 5;
const AT_ONCE_PER_ADDRESS = 1;

/** Sends mails that are due. Any number of them may run; one that is killed leaves its mails to the others. */
export class MailSender {
  readonly #outbox: Outbox<ClaimedMail>;
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
    this.#outbox = new Outbox({
      ...{ what: 'a mail', atOnce: AT_ONCE, atOncePerTarget: AT_ONCE_PER_ADDRESS },
      claim: ({ limit, busy }) => claimMails({ now: this.#now(), limit, busy }),
      deliver: (mail) => this.#deliver(mail),
    });
  }

  /** Begins to send what is due and there is room for; does not wait for the server. Returns how many it began. */
  begin(): Promise<number> {
    return this.#outbox.begin();
  }

  /** Resolves when nothing is under way. */
  finish(): Promise<void> {
    return this.#outbox.finish();
  }

  async #deliver(mail: ClaimedMail): Promise<void> {
    const answer = await composeAndPost(mail, this.#now()).catch((error: unknown) => notComposed(mail, error));
    if (!answer) return writeOutcome(mail, { state: 'canceled', finishedAt: this.#now() });
    await recordAnswer(mail, answer, this.#now());
  }
}

/** Null when there is nobody to tell it any more. */
async function composeAndPost(mail: ClaimedMail, now: Date): Promise<MailAnswer | null> {
  const text = await readMail(mail, now);
  return text && postMail({ ...text, id: mail.id, to: mail.target });
}

/** A link that does not open with the AUTH_SECRET of now, a setting that cannot be read: a try like any other. */
function notComposed(mail: ClaimedMail, error: unknown): MailAnswer {
  log.error({ err: error, mailId: mail.id, accountId: mail.accountId }, 'a mail could not be composed');
  return { isSent: false, error: 'The mail could not be composed.', isFinal: false };
}

async function recordAnswer(mail: ClaimedMail, answer: MailAnswer, now: Date): Promise<void> {
  if (answer.isSent) return writeOutcome(mail, { ...outcomeOf(mail.triesLeft, true, now), lastError: null });
  const { error: lastError, isFinal } = answer;
  log.warn({ mailId: mail.id, accountId: mail.accountId, reason: lastError, isFinal }, 'a mail was not taken');
  await writeOutcome(mail, { ...outcomeOf(isFinal ? 1 : mail.triesLeft, false, now), lastError });
}

interface Outcome {
  state?: 'delivered' | 'failed' | 'canceled';
  triesLeft?: number;
  nextTryAt?: Date;
  finishedAt?: Date;
  lastError?: string | null;
}

/** Not over the word of a later claim. A finished mail keeps no link. */
async function writeOutcome({ id, claim }: ClaimedMail, outcome: Outcome): Promise<void> {
  const data = { ...outcome, ...(outcome.state && { linkSealed: null }) };
  await db.mail.updateMany({ where: { id, claim, state: 'pending' }, data });
}
