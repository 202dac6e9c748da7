import { type Engine, openEngine } from '../../src/storage/engine.js';

/** A disk that can be full: then writing and opening fail, as the library's do, and what was open stays unusable. */
export class FailingDisk {
  isFull = false;
  /** How many batches were written. */
  batches = 0;
  /** How many batches were written while another one was: each must wait for the one before it. */
  overlaps = 0;

  open = async (folder: string): Promise<Engine> => {
    if (this.isFull) throw noSpace();
    const engine = await openEngine(folder);
    let isBroken = false;
    let isWriting = false;
    return {
      read: (key) => engine.read(key),
      scan: (prefix) => engine.scan(prefix),
      compact: () => engine.compact(),
      close: () => engine.close(),
      write: async (write) => {
        isBroken ||= this.isFull;
        if (isBroken) throw noSpace();
        if (isWriting) this.overlaps += 1;
        isWriting = true;
        await engine.write(write);
        isWriting = false;
        this.batches += 1;
      },
    };
  };
}

function noSpace(): Error {
  return Object.assign(new Error('IO error: No space left on device'), { code: 'LEVEL_IO_ERROR' });
}
