import { expect, it } from 'vitest';
import { db } from '@/lib/db';
import { createAccount, createUser } from '@/lib/testing/factories';
import { createPair, createRental } from '@/lib/testing/factories-rentals';
import { createIndia } from '@/lib/testing/factories-stock';
import { raiseNetworkAlerts } from './raise-network-alerts';
import type { NetworkEvent } from './types';

it('tells each account that a carrier concerns, with its own numbers, once an occurrence', async () => {
  const india = await createIndia();
  const rent = (account: Awaited<ReturnType<typeof createAccount>>, carrier: { id: number }) =>
    createRental({ account, carrier, area: india.bengaluru, ratePlan: india.ratePlan });
  const [paired, alone, elsewhere, operators] = [
    await createAccount({ name: 'paired' }),
    await createAccount({ name: 'alone' }),
    await createAccount({ name: 'elsewhere' }),
    await createAccount({ name: 'operators' }),
  ];
  await createPair(await rent(paired, india.carrierA), await rent(paired, india.carrierB));
  await rent(paired, india.carrierA);
  await rent(alone, india.carrierA);
  await rent(elsewhere, india.carrierC);
  const operator = await createUser({ isOperator: true });
  await db.membership.create({ data: { userId: operator.id, accountId: operators.id, role: 'admin' } });

  const { id, name } = india.carrierA;
  const common = { carrier: { id, name }, at: new Date(), link: '/voice/incidents/inc_1' };
  const raise = (kind: NetworkEvent['kind'], occurrence: string, reason: string) =>
    db.$transaction((tx) => raiseNetworkAlerts(tx, { ...common, kind, occurrence, reason }));
  const told = async () => {
    const alerts = await db.alert.findMany({
      include: { account: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    const sentences = alerts.map(({ account, kind, sentence }) => `${account.name} ${kind}: ${sentence}`);
    await db.alert.deleteMany();
    return sentences.sort();
  };

  expect(await raise('incident_opened', 'inc_1', '8 of 10 calls got no answer.')).toBe(3);
  expect(await raise('incident_opened', 'inc_1', '8 of 10 calls got no answer.')).toBe(0);
  expect(await told()).toEqual([
    `alone incident_opened: ${name} is not healthy. 8 of 10 calls got no answer. 1 of your numbers is on it, 1 without a fallback.`,
    `operators incident_opened: ${name} is not healthy. 8 of 10 calls got no answer.`,
    `paired incident_opened: ${name} is not healthy. 8 of 10 calls got no answer. 2 of your numbers are on it, 1 without a fallback.`,
  ]);
  expect(await raise('failover', 'rte_1', 'It does not answer.')).toBe(1);
  expect(await raise('failback', 'rte_1', 'Ten calls in a row were fine.')).toBe(1);
  expect(await told()).toEqual([
    `paired failback: Calls from 1 number of ${name} leave by the number itself again. Ten calls in a row were fine.`,
    `paired failover: Calls from 1 number of ${name} leave by its fallback number. It does not answer.`,
  ]);
});
