import type { Colour } from './terminal.js';

/** What a person looks for first: running costs money, failed wants attention, on its way wants patience. */
export function colourOf(status: string | null): Colour {
  if (status === 'RUNNING') return 'green';
  if (status === null || status.endsWith('FAILED')) return 'red';
  return /ING$|PROGRESS$/.test(status) ? 'yellow' : 'gray';
}
