/** AWS JSON protocols carry moments as epoch seconds with a fraction; JS clients refuse anything else. */
export function toEpochSeconds(epochMs: number): number {
  return Math.round(epochMs) / 1_000;
}
