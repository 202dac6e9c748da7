/** Lets a writer do its next step when its turn comes. */
export type Gate = <T>(step: () => Promise<T>) => Promise<T>;

/** Every order in which two writers can do so many steps each: `AAB`, `ABA`, `BAA` for two and one. */
export function ordersOf(ofA: number, ofB: number): string[] {
  if (ofA === 0 || ofB === 0) return ['A'.repeat(ofA) + 'B'.repeat(ofB)];
  return [...ordersOf(ofA - 1, ofB).map((it) => `A${it}`), ...ordersOf(ofA, ofB - 1).map((it) => `B${it}`)];
}

const quiet = async () => {
  for (let round = 0; round < 5; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
};

/** Runs both writers, whose steps take turns in this order; steps that are left over come last. Resolves when both have ended, however. */
export async function inOrder(
  order: string,
  writers: Readonly<Record<'a' | 'b', (gate: Gate) => Promise<unknown>>>,
): Promise<Readonly<Record<'a' | 'b', PromiseSettledResult<unknown>>>> {
  const waiting = { a: [] as (() => void)[], b: [] as (() => void)[] };
  const gateOf =
    (name: 'a' | 'b'): Gate =>
    async (step) => {
      await new Promise<void>((resolve) => waiting[name].push(resolve));
      return step();
    };
  let isOver = false;
  const ended = Promise.allSettled([writers.a(gateOf('a')), writers.b(gateOf('b'))]).finally(() => {
    isOver = true;
  });
  for (const name of order) {
    await quiet();
    waiting[name.toLowerCase() as 'a' | 'b'].shift()?.();
  }
  while (!isOver) {
    await quiet();
    (waiting.a.shift() ?? waiting.b.shift())?.();
  }
  const [a, b] = await ended;
  return { a, b };
}
