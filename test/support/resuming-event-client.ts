import { setTimeout as pause } from 'node:timers/promises';
import { oneOf } from './random.js';

/** What one subscriber has got of `events`: it comes back after every end, elsewhere, with its last cursor. */
export interface ResumingEventClient {
  /** Without bookmarks. */
  readonly seen: readonly SeenEvent[];
  readonly resumed: number;
  close(): Promise<void>;
}

interface SeenEvent {
  readonly kind: string;
  readonly cursor: string;
  readonly message: string | null;
}

interface Settings {
  readonly after: string;
  readonly random: () => number;
  /** Where it may go. */
  readonly urls: () => readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: object;
}

const WATCH = `subscription ($after: String, $kinds: [GatewayEventKind!], $projectArns: [ProjectArn!]) {
  events(after: $after, kinds: $kinds, projectArns: $projectArns, bookmarks: true) { kind cursor message }
}`;

export function createResumingEventClient(settings: Settings): ResumingEventClient {
  const { after, random, urls, headers, variables } = settings;
  const seen: SeenEvent[] = [];
  let cursor = after;
  let connections = 0;
  let isClosed = false;
  let cut = new AbortController();

  async function readOn(): Promise<void> {
    cut = new AbortController();
    // Some connections end by themselves, at any point.
    const end = random() < 0.7 ? setTimeout(() => cut.abort(), random() * 3_000) : undefined;
    connections += 1;
    try {
      const response = await fetch(`${oneOf(urls(), random)}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
        body: JSON.stringify({ query: WATCH, variables: { ...variables, after: cursor } }),
        signal: cut.signal,
      });
      await take(response);
    } finally {
      clearTimeout(end);
    }
  }

  async function take({ body }: Response): Promise<void> {
    let text = '';
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const json = /^data: (.+)$/m.exec(block)?.[1];
        const event = json && (JSON.parse(json) as { data?: { events: SeenEvent } }).data?.events;
        if (!event) continue;
        cursor = event.cursor;
        if (event.kind !== 'BOOKMARK') seen.push(event);
      }
    }
  }

  async function comeBack(): Promise<void> {
    while (!isClosed) {
      await readOn().catch(() => {}); // cut, or of an instance that has just been killed
      if (!isClosed) await pause(20 + random() * 200);
    }
  }

  const running = comeBack();
  return {
    seen,
    get resumed() {
      return connections - 1;
    },
    async close() {
      isClosed = true;
      cut.abort();
      await running;
    },
  };
}
