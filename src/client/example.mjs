// Starts a model and waits until it runs: node example.mjs [project] [version]
import { createClient, ListProjectsDocument } from 'custom-labels-client';

const [project = 'circuit-boards', version = 'v1'] = process.argv.slice(2);
const client = createClient({ url: process.env.GATEWAY_URL ?? 'http://127.0.0.1:4000' });
const { projects } = await client.query(ListProjectsDocument);
const { arn } = projects.nodes
  .find((it) => it.name === project)
  .modelVersions.nodes.find((it) => it.name === version);
const onProgress = ({ name, status }) => console.log(`${project} ${name} is ${status}`);
await client.startModel(arn, { minInferenceUnits: 1, onProgress });
