import { GatewayError } from '../../domain/errors.js';
import type { EpochMs } from '../../domain/model.js';
import type { Snapshot } from '../port.js';
import type { AwsAnswer } from './caller.js';
import { isPageTokenRefused } from './errors.js';

export interface Page<T> {
  readonly values: readonly T[];
  readonly nextToken: string | undefined;
}

type ReadPage<T> = (nextToken: string | undefined) => Promise<AwsAnswer<Page<T>>>;
type Pages<T> = Snapshot<T> & { readonly pages: number };

/**
 * Every page of a list, one after the other. A page that fails fails the whole: half a list is no snapshot. When AWS no
 * longer knows a token, the list begins again, once.
 * @throws GatewayError UPSTREAM_FAILED if AWS repeats a page token, which would never end
 */
export async function readPages<T>(readPage: ReadPage<T>): Promise<Pages<T>> {
  try {
    return await readAllPages(readPage);
  } catch (error) {
    if (!isPageTokenRefused(error)) throw error;
    return readAllPages(readPage);
  }
}

async function readAllPages<T>(readPage: ReadPage<T>): Promise<Pages<T>> {
  const values: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  let startedAt: EpochMs | undefined;
  for (let pages = 1; ; pages++) {
    const { answer, startedAt: pageStartedAt } = await readPage(token);
    startedAt ??= pageStartedAt;
    values.push(...answer.values);
    token = answer.nextToken || undefined; // some answers end with ""
    if (!token) return { values, startedAt, pages };
    if (seen.has(token)) throw new GatewayError('UPSTREAM_FAILED', 'AWS repeated a page of a list.');
    seen.add(token);
  }
}

/** One snapshot of many names, in calls of at most `size`, side by side. A call that fails fails the whole. */
export async function describeInBatches<T>(
  names: readonly string[],
  size: number,
  readNames: (names: readonly string[]) => Promise<AwsAnswer<Page<T>>>,
): Promise<Snapshot<T>> {
  const starts = Array.from({ length: Math.ceil(names.length / size) }, (_, index) => index * size);
  const snapshots = await Promise.all(starts.map((start) => readNames(names.slice(start, start + size))));
  return {
    values: snapshots.flatMap((it) => it.answer.values),
    startedAt: Math.min(...snapshots.map((it) => it.startedAt)),
  };
}
