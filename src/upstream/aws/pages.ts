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

/**
 * Names in one describe. https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 */
const NAMES_PER_CALL = 10;

/**
 * Whether describing names in tens or reading every page (of 100) takes fewer calls. Names where both cost the
 * same: their calls run side by side, and return no more than is wanted.
 *
 * @param pages - the pages that all the project's versions are known to fill
 */
export function fewestCalls(wanted: number, pages = 1): 'names' | 'pages' {
  return Math.ceil(wanted / NAMES_PER_CALL) <= pages ? 'names' : 'pages';
}

/** One snapshot of many names, in calls of ten, side by side. A call that fails fails the whole. */
export async function describeInTens<T>(
  names: readonly string[],
  readNames: (names: string[]) => Promise<AwsAnswer<Page<T>>>,
): Promise<Snapshot<T>> {
  const starts = Array.from(
    { length: Math.ceil(names.length / NAMES_PER_CALL) },
    (_, index) => index * NAMES_PER_CALL,
  );
  const tens = starts.map((start) => names.slice(start, start + NAMES_PER_CALL));
  const snapshots = await Promise.all(tens.map((ten) => readNames(ten)));
  return {
    values: snapshots.flatMap((it) => it.answer.values),
    startedAt: Math.min(...snapshots.map((it) => it.startedAt)),
  };
}
