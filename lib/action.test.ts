import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { authAction, publicAction } from '@/lib/action';
import { AppError } from '@/lib/errors';
import { parseInput } from '@/lib/invalid-input';
import { log } from '@/lib/log';

const session = vi.hoisted(() => ({ require: vi.fn() }));
vi.mock('@/lib/auth', () => ({ requireSession: session.require, clientAddress: async () => '10.0.0.1' }));

const input = z.object({
  alias: z.string({ error: 'Enter an alias.' }).max(5, 'Use at most 5 characters for the alias.'),
  nested: z.object({ count: z.number() }).optional(),
});

const echo = publicAction
  .metadata({ name: 'echo' })
  .inputSchema(input)
  .action(async ({ parsedInput, ctx }) => ({ parsedInput, address: ctx.clientAddress }));

function failing(error: unknown) {
  return publicAction.metadata({ name: 'failing' }).action(async () => {
    throw error;
  });
}

beforeEach(() => {
  vi.spyOn(log, 'error').mockImplementation(() => undefined);
});

describe('publicAction', () => {
  it('hands on parsed input and the caller’s address', async () => {
    expect(await echo({ alias: 'desk' })).toEqual({ data: { parsedInput: { alias: 'desk' }, address: '10.0.0.1' } });
  });

  it('turns failed input into the first sentence with its field', async () => {
    const { serverError, ...rest } = await echo({ alias: 'much too long' });
    expect(serverError).toEqual({
      code: 'invalid_input',
      message: 'Use at most 5 characters for the alias.',
      field: 'alias',
      requestId: expect.stringMatching(/^req_/),
    });
    expect(rest.validationErrors).toBeUndefined();
  });

  it('words what only the library has a message for', async () => {
    const wrong = { alias: 'a', nested: { count: 'three' } } as unknown as z.input<typeof input>;
    expect((await echo(wrong)).serverError).toMatchObject({
      field: 'nested.count',
      message: 'The nested count is missing or not valid.',
    });
    const nothing = null as unknown as z.input<typeof input>;
    expect((await echo(nothing)).serverError).toMatchObject({ message: 'The request is not valid.' });
  });

  it('passes refusals on as they are', async () => {
    const refused = await failing(new AppError('conflict', 'Too late.', { field: 'number' }))();
    expect(refused.serverError).toMatchObject({ code: 'conflict', message: 'Too late.', field: 'number' });
    expect(log.error).not.toHaveBeenCalled();
  });

  it('explains failed parsing inside a verb alike', async () => {
    const action = publicAction.metadata({ name: 'verb' }).action(async () => parseInput(input, { alias: 7 }));
    expect((await action()).serverError).toMatchObject({
      code: 'invalid_input',
      field: 'alias',
      message: 'Enter an alias.',
    });
    const raw = publicAction.metadata({ name: 'raw' }).action(async () => input.parse({ alias: 7 }));
    expect((await raw()).serverError).toMatchObject({ code: 'invalid_input', field: 'alias' });
  });

  it('keeps the inside of anything else to one log line', async () => {
    const refused = await failing(new Error('connection to 10.1.1.1 refused: password=hunter2'))();
    const { requestId, message, code } = refused.serverError ?? {};
    expect(code).toBe('internal');
    expect(message).toBe(`Something went wrong. Try again; if it happens again, quote request ${requestId}.`);
    expect(log.error).toHaveBeenCalledTimes(1);
    expect(log.error).toHaveBeenCalledWith(expect.objectContaining({ requestId, action: 'failing' }), 'action failed');
    expect((await failing('a thrown text')()).serverError).toMatchObject({ code: 'internal' });
  });
});

describe('authAction', () => {
  const ctx = {
    accountId: 'acc_1',
    actor: { type: 'user', userId: 'usr_1', role: 'owner', isOperator: false },
    requestId: 'req_of_the_session',
    now: () => new Date(0),
  };

  it('gives the verb its context, under the request id of the call', async () => {
    session.require.mockResolvedValue({ user: { id: 'usr_1' }, ctx });
    const action = authAction.metadata({ name: 'whoAmI' }).action(async ({ ctx: given }) => ({
      accountId: given.accountId,
      actor: given.actor,
      at: given.now().getTime(),
      fresh: given.requestId !== 'req_of_the_session',
      user: given.session.user.id,
    }));
    expect(await action()).toEqual({
      data: { accountId: 'acc_1', actor: ctx.actor, at: 0, fresh: true, user: 'usr_1' },
    });
  });

  it('runs nothing without a session', async () => {
    session.require.mockRejectedValue(new AppError('unauthenticated', 'Sign in.'));
    const ran = vi.fn();
    const action = authAction.metadata({ name: 'never' }).action(async () => ran());
    expect((await action()).serverError).toMatchObject({ code: 'unauthenticated' });
    expect(ran).not.toHaveBeenCalled();
  });
});
