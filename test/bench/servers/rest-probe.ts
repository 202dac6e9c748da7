import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Loaded with `node -r` before a server of any kind: when it has rested for `REST_FROM_MS` since its start it is watched
 * until `REST_UNTIL_MS`; then how late its event loop was is written to `REST_FILE`, in milliseconds.
 */
const { REST_FROM_MS, REST_UNTIL_MS, REST_FILE = '' } = process.env;
/** How often it looks: often enough to see a pause, too seldom to wear out what it looks at. */
const RESOLUTION_MS = 10;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
const lateMs = (ns: number) => Math.max(0, ns / 1e6 - RESOLUTION_MS);
setTimeout(() => delays.enable(), Number(REST_FROM_MS)).unref();
setTimeout(() => {
  const late = { p99LateMs: lateMs(delays.percentile(99)), mostLateMs: lateMs(delays.max) };
  writeFileSync(REST_FILE, JSON.stringify(late));
}, Number(REST_UNTIL_MS)).unref();
