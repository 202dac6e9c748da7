/** How many readers go on in one turn of the event loop. */
const READERS_PER_TURN = 50;

const queue: (() => void)[] = [];

/**
 * Resolves in a later turn of the event loop, first come first served, a few in each: however many followers catch up
 * at once, requests and timers get their turn between them.
 */
export function fairTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (queue.push(resolve) === 1) setImmediate(resumeSome);
  });
}

function resumeSome(): void {
  for (const resolve of queue.splice(0, READERS_PER_TURN)) resolve();
  if (queue.length > 0) setImmediate(resumeSome);
}
