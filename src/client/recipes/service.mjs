// A Node service that always knows which models run: node service.mjs
import { createClient } from 'custom-labels-client';

const client = createClient({
  url: process.env.GATEWAY_URL ?? 'http://127.0.0.1:4000',
  token: process.env.GATEWAY_TOKEN ?? '',
});
const end = new AbortController();
process.once('SIGTERM', () => end.abort());

const running = new Set();
const events = client.watchStatus({ includeCurrent: true, signal: end.signal });
try {
  for await (const { kind, modelVersionArn, status } of events) {
    if (kind === 'GAP')
      running.clear(); // changes were lost; how each model stands comes next
    else if (status === 'RUNNING') running.add(modelVersionArn);
    else if (!running.delete(modelVersionArn)) continue;
    console.log(`running: ${[...running].map((arn) => arn.split('/').slice(1, 4).join('/'))}`);
  }
} catch (error) {
  if (!end.signal.aborted) throw error;
}
