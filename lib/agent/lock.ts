import fs from 'node:fs';
import path from 'node:path';

/** When a process began, by the kernel's own count; empty where it does not tell. Ids are given again, moments not. */
function beginningOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the 22nd field is the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(text: string): boolean {
  const [pid = '', beginning = ''] = text.split(' ');
  if (!/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch {
    return false;
  }
  return beginning === beginningOf(Number(pid));
}

/**
 * Takes an agent's folder for this process; the lock of a process that was killed is taken over.
 * @returns what gives it back
 * @throws Error when another process has it
 */
export function lockFolder(folder: string): () => void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'lock');
  const own = `${process.pid} ${beginningOf(process.pid)}`;
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      fs.writeFileSync(file, own, { flag: 'wx', mode: 0o600 });
      return () => {
        if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === own) fs.rmSync(file);
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = fs.readFileSync(file, 'utf8');
      if (isAlive(holder)) throw new Error(`Another agent runs on ${folder} (process ${holder.split(' ')[0]}).`);
      fs.rmSync(file, { force: true });
    }
  }
  throw new Error(`Another agent runs on ${folder}.`);
}
