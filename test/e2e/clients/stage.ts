import { ListProjectsDocument } from '../../../schema/generated/operations.js';
import type { Stream } from '../../support/status-stream.js';
import type { CreateDriver, Driver } from './driver.js';
import { graphqlRequest } from './small-clients.js';

type Runner = Required<Pick<Driver, 'run'>>;

export const runnerOf = (create: CreateDriver, gateway: string, token: () => string): Runner =>
  create(gateway, token) as Runner;

/** The demo's circuit-boards/v1, which can be started. */
export async function findModel(gateway: string, token: () => string): Promise<string> {
  const { projects } = await runnerOf(graphqlRequest, gateway, token).run(ListProjectsDocument, {});
  const boards = projects.nodes.find((it) => it.name === 'circuit-boards');
  const model = boards?.modelVersions.nodes.find((it) => it.name === 'v1');
  if (!model) throw new Error('The demo has no circuit-boards/v1.');
  return model.arn;
}

/** Resolves when the stream has told how the model stands: once with each connection. */
export async function openStream(
  create: CreateDriver,
  gateway: string,
  token: () => string,
  arn: string,
): Promise<Stream> {
  const stream = create(gateway, token).follow?.({ modelVersionArns: [arn], includeCurrent: true });
  if (!stream) throw new Error('Expected a client that subscribes.');
  try {
    await stream.until((events) => events.length > 0);
  } catch (error) {
    stream.stop();
    throw new Error(JSON.stringify(await stream.ended), { cause: error });
  }
  return stream;
}

export const connectionsOf = (stream: Pick<Stream, 'events'>) =>
  stream.events.filter((it) => it.kind === 'CURRENT').length;
