import type { IncomingMessage } from 'node:http';

/**
 * Whether a client takes an event stream and no JSON: clients ask so for subscriptions, and for queries they name JSON
 * among other things that they would take.
 */
export function takesOnlyEvents({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { accept } = headers;
  if (accept === undefined || !/\btext\/event-stream\b/i.test(accept)) return false;
  return !/[/+]json\b|\*\/\*|\bapplication\/\*/i.test(accept);
}
