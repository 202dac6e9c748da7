import type { Facts } from './facts.js';

const PREFILLED = 'explorer:prefilled';

/** The ARNs that an earlier visit filled in: a model version's and its project's. */
export function storedArns(): readonly string[] {
  return JSON.parse(localStorage.getItem(PREFILLED) ?? '[]');
}

/** Whether this browser has been here before; its tabs are then as the user left them. */
export function hasStoredTabs(): boolean {
  return localStorage.getItem('graphiql:tabState') !== null;
}

/**
 * Puts today's ARNs in the place of those that an earlier visit filled in: the emulator's demo data has new ones
 * at every start of the gateway.
 */
export function refreshStoredArns({ modelVersionArn, projectArn }: Facts): void {
  if (!modelVersionArn) return;
  const fresh = [modelVersionArn, projectArn];
  for (const key of Object.keys(localStorage).filter((it) => it.startsWith('graphiql:'))) {
    const stored = localStorage.getItem(key) ?? '';
    const text = storedArns().reduce((it, arn, index) => it.replaceAll(arn, fresh[index] ?? arn), stored);
    if (text !== stored) localStorage.setItem(key, text);
  }
  localStorage.setItem(PREFILLED, JSON.stringify(fresh));
}

/** For later visits; what an earlier one filled in stays known, as its tabs still have it. */
export function rememberArns({ modelVersionArn, projectArn }: Facts): void {
  if (!modelVersionArn || storedArns().length > 0) return;
  localStorage.setItem(PREFILLED, JSON.stringify([modelVersionArn, projectArn]));
}
