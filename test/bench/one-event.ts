import type { Contestant } from './contestants.js';
import { toldBy } from './control.js';
import { type Crowd, openCrowd } from './crowd.js';
import { FOLLOW } from './scenarios.js';

/** What one event took, milliseconds. */
export interface OneEvent {
  /** From the event until the last subscriber has it. */
  readonly lastMs: number;
  /** The longest pause of the server's event loop. */
  readonly pauseMs: number;
  /** The server's processor time, with the request that makes the event. */
  readonly cpuMs: number;
}

/** Between two events: whatever the last one left behind is over. */
const REST_MS = 100;

/** So many subscribers, once all of them follow. */
export async function joinCrowd({ url }: Contestant, count: number): Promise<Crowd> {
  const before = (await toldBy(url)).count;
  const crowd = await openCrowd(url, count, FOLLOW);
  await haveBegun(url, before + count);
  return crowd;
}

/** Resolves once so many subscriptions have begun. */
export async function haveBegun(url: URL, count: number): Promise<void> {
  while ((await toldBy(url)).count < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** @param payload - for a server that makes no event itself */
export async function sendEvent(
  server: Contestant,
  crowds: readonly Crowd[],
  payload = '',
): Promise<OneEvent> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const all = Promise.all(crowds.map((it) => it.have(1)));
  const cpuFrom = server.cpuMs();
  await fetch(new URL('/bench/change', server.url), { method: 'POST', body: payload });
  const lastNs = BigInt(Math.max(...(await all).map(Number)));
  const cpuMs = server.cpuMs() - cpuFrom;
  const { beganNs, pauseMs } = await toldBy(server.url);
  return { lastMs: Number(lastNs - BigInt(beganNs)) / 1e6, pauseMs, cpuMs };
}
