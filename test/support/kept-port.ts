import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** From 32768 on, Linux gives ports to whoever listens on port 0, and to whoever connects. */
const FROM = 20_000;
const TO = 32_768;

/**
 * A free port of 127.0.0.1, for what ends and begins again at one address. Nobody else is given it meanwhile; the port of
 * one that listened on port 0 may be given to another test while that one is away.
 */
export async function keptPort(): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, TO);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
