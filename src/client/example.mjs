// Starts a model and waits until it runs: node example.mjs [project] [version]
import { createClient } from 'custom-labels-client';

const [project = 'circuit-boards', version = 'v1'] = process.argv.slice(2);
const client = createClient({ url: process.env.GATEWAY_URL ?? 'http://127.0.0.1:4000' });
const { arn } = await client.findModel({ project, version });
await client.startModel(arn, {
  minInferenceUnits: 1,
  onProgress: ({ name, status }) => console.log(`${project} ${name} is ${status}`),
});
