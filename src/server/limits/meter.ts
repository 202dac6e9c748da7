/**
 * Measures the processor's time that an operation takes, in milliseconds, until the returned function is called: from now
 * to the end of this turn of the event loop at most. What waits for others in later turns has a weight of its own.
 */
export function startMeter(): () => number {
  const startedAt = performance.now();
  const usedBefore = process.cpuUsage();
  // A machine that had no time for us is not the caller's fault.
  const elapsed = () => {
    const { user, system } = process.cpuUsage(usedBefore);
    return Math.min(performance.now() - startedAt, (user + system) / 1_000);
  };
  let ofTurn: number | null = null;
  const endOfTurn = setImmediate(() => {
    ofTurn = elapsed();
  });
  return () => {
    clearImmediate(endOfTurn);
    return ofTurn ?? elapsed();
  };
}
