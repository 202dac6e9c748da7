/** Tells Monaco where its workers are: next to this script, so that `worker-src 'self'` is enough. */
const files: Readonly<Record<string, string>> = { json: WORKERS.json, graphql: WORKERS.graphql };

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) =>
      new Worker(new URL(files[label] ?? WORKERS.editor, import.meta.url), { type: 'module' }),
  },
});
