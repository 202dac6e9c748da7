import { type Engine, openEngine } from '../../src/storage/engine.js';

/** A disk that can be full: then writing and opening fail, as the library's do, and what was open stays unusable. */
export class FailingDisk {
  isFull = false;
  /** How many batches were written. */
  batches = 0;
  opened = 0;

  open = async (folder: string): Promise<Engine> => {
    if (this.isFull) throw noSpace();
    const engine = await openEngine(folder);
    this.opened += 1;
    let isBroken = false;
    return {
      ...engine,
      write: async (write) => {
        isBroken ||= this.isFull;
        if (isBroken) throw noSpace();
        await engine.write(write);
        this.batches += 1;
      },
    };
  };
}

function noSpace(): Error {
  return Object.assign(new Error('IO error: No space left on device'), { code: 'LEVEL_IO_ERROR' });
}
