import { setTimeout as pause } from 'node:timers/promises';
import { oneOf } from '../support/random.js';

export interface DriverSettings {
  readonly arn: string;
  /** In [0, 1). */
  readonly random: () => number;
  readonly urls: () => readonly string[];
  readonly isOver: () => boolean;
  /** The newest status that any subscriber was told. */
  readonly statusOf: (arn: string) => string | null | undefined;
}

const REQUEST_MS = 4_000;
const PATIENCE_MS = 30_000;
/** What was accepted and shows no effect is sent again. */
const AGAIN_MS = 15_000;

/** Starts a model and stops it again, through whichever gateway answers, until it is over. Ends with it stopped. */
export async function drive(settings: DriverSettings): Promise<void> {
  while (!settings.isOver()) {
    await reach(settings, 'startModelVersion', ', minInferenceUnits: 1', 'RUNNING');
    await reach(settings, 'stopModelVersion', '', 'STOPPED');
  }
}

async function reach(
  settings: DriverSettings,
  mutation: string,
  more: string,
  status: string,
): Promise<void> {
  const { arn, statusOf } = settings;
  const document = `mutation { ${mutation}(input: {modelVersionArn: "${arn}"${more}}) { userErrors { code } } }`;
  const deadlineAt = Date.now() + PATIENCE_MS;
  let sentAt = 0;
  while (statusOf(arn) !== status) {
    if (Date.now() > deadlineAt) throw new Error(`${arn} is still not ${status} but ${statusOf(arn)}`);
    if (Date.now() - sentAt > AGAIN_MS && (await isDone(settings, document))) sentAt = Date.now();
    await pause(20);
  }
}

interface Answer {
  readonly errors?: unknown;
  readonly data?: Record<string, { readonly userErrors: readonly { readonly code: string }[] }> | null;
}

/** Refused as IN_USE: an attempt whose answer was lost had done it. */
async function isDone({ urls, random }: DriverSettings, query: string): Promise<boolean> {
  const url = oneOf(urls(), random);
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(REQUEST_MS),
    });
    const { errors, data } = (await response.json()) as Answer;
    const refusals = Object.values(data ?? {}).flatMap(({ userErrors }) => userErrors);
    return !errors && refusals.every(({ code }) => code === 'IN_USE');
  } catch {
    return false;
  }
}
