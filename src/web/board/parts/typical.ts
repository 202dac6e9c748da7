import { type Durations, median } from '../data/history.js';
import type { BoardModel } from '../data/model.js';
import { spanOf } from './time.js';

/** How soon a status ends, from what was observed; `otherwise` where nothing was. */
export function typicalAfter(durations: Durations, status: BoardModel['status'], otherwise: string): string {
  const typicalMs = median(durations.get(status) ?? []);
  return typicalMs === null ? otherwise : `after about ${spanOf(typicalMs)}, as before`;
}
