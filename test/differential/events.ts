import { createSourceEventStream, execute, parse } from 'graphql';
import { LOCAL_OWNER } from '../../src/domain/caller.js';
import { type Message, openSocket } from '../support/raw-socket.js';
import type { RandomOperation } from './operations.js';
import { type Answer, resultOf, toAnswer } from './reference.js';
import type { DifferentialServer } from './server.js';
import type { Variables } from './variables.js';

/** One subscription: what it is told, one after the other; refused, its errors. */
export interface Followed {
  next(): Promise<Answer>;
  end(): Promise<void>;
}

export type Follow = (operation: RandomOperation, variables: Variables) => Promise<Followed>;

/** graphql-js by itself, each event run alone. */
export function followByReference({ schema, createContext }: DifferentialServer): Follow {
  return async ({ text, operationName }, variableValues) => {
    const request = { schema, document: parse(text), operationName, variableValues };
    const context = () => createContext('reference', LOCAL_OWNER);
    const source = await createSourceEventStream({ ...request, contextValue: context() });
    if (!(Symbol.asyncIterator in source)) return { next: async () => resultOf(source), end: async () => {} };
    const events = source[Symbol.asyncIterator]();
    return {
      async next() {
        const { value: rootValue } = await events.next();
        return resultOf(await execute({ ...request, rootValue, contextValue: context() }));
      },
      end: async () => void (await events.return?.()),
    };
  };
}

export function followBySse({ url }: DifferentialServer): Follow {
  return async ({ text: query, operationName }, variables) => {
    const response = await fetch(`${url}/graphql/stream`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query, operationName, variables }),
    });
    const data = dataIn(response.body as ReadableStream<Uint8Array>);
    return {
      next: async () => toAnswer(JSON.parse((await data.next()).value ?? '{}')),
      end: async () => void (await data.return(undefined)),
    };
  };
}

async function* dataIn(body: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  let unread = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const events = (unread + chunk).split('\n\n');
    unread = events.pop() ?? '';
    for (const event of events) {
      const json = /^data: (.+)$/m.exec(event)?.[1];
      if (json !== undefined) yield json;
    }
  }
  return undefined;
}

/** All over one socket. */
export async function followByWebSocket(server: DifferentialServer): Promise<Follow & { end(): void }> {
  const { socket, send } = await openSocket(server);
  const inboxes = new Map<string, Inbox>();
  socket.on('message', (text) => {
    const message: Message = JSON.parse(String(text));
    inboxes.get(message.id ?? '')?.add(message);
  });
  const follow: Follow = async ({ text, operationName }, variables) => {
    const id = String(inboxes.size);
    const inbox = new Inbox();
    inboxes.set(id, inbox);
    send({ id, type: 'subscribe', payload: { query: text, operationName, variables } });
    return {
      async next() {
        const { type, payload } = await inbox.next();
        return toAnswer(type === 'error' ? { errors: payload as never } : (payload as object));
      },
      end: async () => send({ id, type: 'complete' }),
    };
  };
  return Object.assign(follow, { end: () => socket.terminate() });
}

/** What came for one subscription and was not read yet. */
class Inbox {
  private readonly messages: Message[] = [];
  private wake = () => {};

  add(message: Message): void {
    this.messages.push(message);
    this.wake();
  }

  async next(): Promise<Message> {
    if (this.messages.length === 0)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.messages.shift() as Message;
  }
}
