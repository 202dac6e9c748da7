import { crc32c } from './crc32c.js';

/** https://github.com/google/leveldb/blob/main/doc/log_format.md */
const BLOCK_SIZE = 32_768;
/** Checksum (4 bytes), length (2), kind (1). A shorter rest of a block is filled with zeros. */
const HEADER_SIZE = 7;
/** The kinds with which a commit begins: it fits into one record, or goes on in others. */
const BEGINNINGS = [1, 2];
const LAST_KIND = 4;
const MASK_DELTA = 0xa282ead8;

/**
 * True if a commit begins behind something that cannot be read. A broken end is no damage: it is what a power cut leaves
 * of the last commit.
 */
export function isBrokenInside(log: Buffer): boolean {
  let at = 0;
  while (at < log.length) {
    const left = BLOCK_SIZE - (at % BLOCK_SIZE);
    if (left < HEADER_SIZE) at += left;
    else {
      const end = endOfRecord(log, at);
      if (end === null) return hasBeginningBehind(log, at);
      at = end;
    }
  }
  return false;
}

function hasBeginningBehind(log: Buffer, broken: number): boolean {
  for (let at = broken + 1; at + HEADER_SIZE <= log.length; at += 1)
    if (BEGINNINGS.includes(log[at + 6] ?? 0) && endOfRecord(log, at) !== null) return true;
  return false;
}

/** Null if there is no whole record at this place. */
function endOfRecord(log: Buffer, at: number): number | null {
  if (at + HEADER_SIZE > log.length) return null;
  const end = at + HEADER_SIZE + log.readUInt16LE(at + 4);
  const kind = log[at + 6] ?? 0;
  const endOfBlock = at - (at % BLOCK_SIZE) + BLOCK_SIZE;
  if (kind < 1 || kind > LAST_KIND || end > Math.min(log.length, endOfBlock)) return null;
  return log.readUInt32LE(at) === masked(crc32c(log.subarray(at + 6, end))) ? end : null;
}

/** As the library stores it. */
function masked(sum: number): number {
  return (((sum >>> 15) | (sum << 17)) + MASK_DELTA) >>> 0;
}
