/** Stands for the browser's WebSocket where nobody listens; counts how often it was tried. */
export function refuseSockets(): { readonly tries: () => number; readonly restore: () => void } {
  let tries = 0;
  class RefusedSocket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    onerror = (_error: object) => {};
    onclose = (_event: object) => {};

    constructor() {
      tries += 1;
      void Promise.resolve().then(() => {
        this.onerror({ type: 'error' });
        this.onclose({ code: 1006, reason: '', wasClean: false });
      });
    }

    close(): void {}
  }
  const before = globalThis.WebSocket;
  Object.assign(globalThis, { WebSocket: RefusedSocket });
  return { tries: () => tries, restore: () => void Object.assign(globalThis, { WebSocket: before }) };
}
