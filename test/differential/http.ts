import type { RandomOperation } from './operations.js';
import { type Answer, toAnswer } from './reference.js';
import type { Variables } from './variables.js';

const JSON_TYPE = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

export interface Answered extends Answer {
  readonly requestId: string;
  readonly etag: string | null;
  readonly status: number;
}

export async function post(
  url: string,
  { text: query, operationName }: RandomOperation,
  variables: Variables,
): Promise<Answered> {
  const body = JSON.stringify({ query, operationName, variables });
  return answeredBy(await fetch(`${url}/graphql`, { method: 'POST', headers: JSON_TYPE, body }));
}

export async function get(
  url: string,
  { text: query, operationName }: RandomOperation,
  variables: Variables,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  if (operationName !== null) search.set('operationName', operationName);
  return answeredBy(await fetch(`${url}/graphql?${search}`, { headers: { ...JSON_TYPE, ...headers } }));
}

async function answeredBy(response: Response): Promise<Answered> {
  const text = await response.text();
  return {
    ...toAnswer(text === '' ? {} : JSON.parse(text)),
    requestId: response.headers.get('x-request-id') ?? '',
    etag: response.headers.get('etag'),
    status: response.status,
  };
}
