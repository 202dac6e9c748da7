import type { Facts } from './facts.js';

const PREFILLED = 'explorer:prefilled';

/** Whether this browser has been here before; its tabs are then as the user left them. */
export function hasStoredTabs(): boolean {
  return localStorage.getItem('graphiql:tabState') !== null;
}

/**
 * Puts today's ARNs in the place of those that an earlier visit filled in: the emulator's demo data has new ones
 * at every start of the gateway.
 */
export function refreshStoredArns(facts: Facts): void {
  const next = [facts.modelVersionArn, facts.projectArn];
  if (next.some((it) => !it)) return;
  const previous: string[] = JSON.parse(localStorage.getItem(PREFILLED) ?? '[]');
  for (const key of Object.keys(localStorage).filter((it) => it.startsWith('graphiql:'))) {
    const old = localStorage.getItem(key) ?? '';
    const fresh = previous.reduce((text, arn, index) => text.replaceAll(arn, next[index] ?? arn), old);
    if (fresh !== old) localStorage.setItem(key, fresh);
  }
  localStorage.setItem(PREFILLED, JSON.stringify(next));
}
