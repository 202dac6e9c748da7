/** Throws if the gateway does not answer in time, or with errors. */
export async function queryAt<T>(url: string, query: string, timeoutMs = 60_000): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

/** Where the log stands, as a gateway knows it. */
export async function cursorAt(url: string): Promise<string> {
  return (await queryAt<{ eventCursor: string }>(url, '{ eventCursor }')).eventCursor;
}
