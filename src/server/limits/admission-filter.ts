/** Remembers which keys came lately, in a quarter of a megabyte. It may forget one, and rarely takes one for another. */
export interface AdmissionFilter {
  check(key: string): Admission;
}

interface Admission {
  /** Whether the key was noted before. */
  readonly isKnown: boolean;
  note(): void;
}

const SLOTS = 2 ** 16;

export function createAdmissionFilter(): AdmissionFilter {
  const marks = new Uint32Array(SLOTS);
  return {
    check(key) {
      const mark = markOf(key);
      const slot = mark % SLOTS;
      const note = () => {
        marks[slot] = mark;
      };
      return { isKnown: marks[slot] === mark, note };
    },
  };
}

/** FNV-1a; never 0, which stands for an empty slot. */
function markOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}
