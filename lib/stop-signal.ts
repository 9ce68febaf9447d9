/**
 * Calls `stop` once when this process is asked to end: by a signal, or because the supervisor that
 * started it is gone (its channel closes even after a kill -9).
 */
export function onStopRequest(stop: (reason: string) => void): void {
  let isStopping = false;
  const request = (reason: string) => {
    if (isStopping) return;
    isStopping = true;
    stop(reason);
  };
  process.on('SIGTERM', () => request('SIGTERM'));
  process.on('SIGINT', () => request('SIGINT'));
  process.on('disconnect', () => request('the supervisor is gone'));
}
