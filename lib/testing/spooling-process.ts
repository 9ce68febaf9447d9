/**
 * Appends calls to a spool until it is killed (`FOLDER`), numbered on from what the folder holds: the
 * destination is the number. Each line it prints is a number of records that were acknowledged.
 */
import { Spool } from '@/lib/agent/spool';
import { callRecordOf } from './factories-calls';

const [folder = ''] = process.argv.slice(2);
const spool = await Spool.open({ folder, segmentBytes: 64_000 });
let count = spool.waitingRecords;
for (;;) {
  for (let more = 0; more < 25; more += 1) {
    count += 1;
    spool.append({
      type: 'call',
      call: callRecordOf({ accountId: 'acc_1', fromNumber: '918041234567', toNumber: String(count) }),
    });
  }
  // What is appended behind it is on its way when the process dies.
  const acknowledged = count;
  await spool.flush();
  process.stdout.write(`${acknowledged}\n`);
}
