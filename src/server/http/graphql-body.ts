import type { OperationCost } from '../port.js';

/** Stands between the data and what they cost. In JSON, a quotation mark within data is never bare. */
const EXTENSIONS = ',"extensions":';

/** Whether the body of an answer is data without errors. */
export function isData(body: string): boolean {
  return body.startsWith('{"data":') && body.includes(EXTENSIONS);
}

/** The part of an answer's body that says nothing of its cost. */
export function dataPartOf(body: string): string {
  return body.slice(0, body.lastIndexOf(EXTENSIONS));
}

/** Whether an answer, of data without errors, has data that AWS could not confirm. */
export function isStale(body: string): boolean {
  return body.slice(body.lastIndexOf(EXTENSIONS)).includes('"stale":true');
}

/** The same data with what they cost now. @param dataPart - as of `dataPartOf`: `{"data":…`, not closed */
export function withCost(dataPart: string, cost: OperationCost): string {
  return `${dataPart}${EXTENSIONS}${JSON.stringify(toExtensions(cost))}}`;
}

export function toBody(data: unknown, cost: OperationCost): string {
  return JSON.stringify({ data, extensions: toExtensions(cost) });
}

/** What an operation cost, as the caller sees it. */
export function toExtensions({ calls, coalesced, fromCatalog, stale, pendingInstances = 0 }: OperationCost) {
  const upstream = { calls, coalesced, fromCatalog };
  return { upstream, ...(stale && { stale }), ...(pendingInstances > 0 && { pendingInstances }) };
}
