const WIDTH = 30;
const EVERY_MS = 100;

/** A bar that is drawn over itself on a terminal; nothing is written where it could not be. */
export function progressBar(to: NodeJS.WriteStream): {
  show: (share: number, running: string) => void;
  end: () => void;
} {
  if (!to.isTTY) return { show: () => undefined, end: () => undefined };
  let drawnAt = 0;
  return {
    show(share, running) {
      const now = performance.now();
      if (now - drawnAt < EVERY_MS) return;
      drawnAt = now;
      const full = Math.round(share * WIDTH);
      to.write(`\r\x1b[K${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(share * 100)} %  ${running}`);
    },
    end() {
      to.write('\r\x1b[K');
    },
  };
}
