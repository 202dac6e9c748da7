import { Agent, request } from 'node:http';

/** What stands before several gateways: sends work to the first that says it is ready. */
export interface Balancer {
  /** The gateway that gets work now. */
  pick(): string;
  /** Sends a query there; one that could not even connect goes to the next. Rejects when an accepted one fails. */
  query(query: string): Promise<{ readonly url: string; readonly body: string }>;
  close(): void;
}

const CHECK_MS = 200;

/** @param urls - in the order of preference */
export function createBalancer(urls: readonly string[]): Balancer {
  const ready = new Map(urls.map((url) => [url, true]));
  // As proxies do it: connections are kept, and those that fell idle used again.
  const agent = new Agent({ keepAlive: true });
  const timer = setInterval(() => {
    for (const url of urls) void isReady(url).then((isSo) => ready.set(url, isSo));
  }, CHECK_MS);
  const pick = () => urls.find((url) => ready.get(url)) ?? urls[0] ?? '';

  return {
    pick,
    async query(query) {
      const url = pick();
      try {
        return { url, body: await post(url, query, agent) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
        ready.set(url, false);
        return this.query(query);
      }
    },
    close() {
      clearInterval(timer);
      agent.destroy();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function post(url: string, query: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${url}/graphql`, { method: 'POST', headers, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('error', reject).on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${response.statusCode} ${body}`));
      });
    });
    sent.on('error', reject).end(JSON.stringify({ query }));
  });
}
