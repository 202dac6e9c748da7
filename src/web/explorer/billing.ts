import { billsOf } from './bills.js';
import type { Facts } from './facts.js';
import type { Operation } from './resume.js';

let upstream: Facts['upstream'] = null;

/** Notes what answers behind the gateway. */
export function noteUpstream(known: Facts['upstream']): void {
  upstream = known;
}

/** Asks before anything is billed; over the emulator nothing is. Resolves to whether to go on. */
export function mayBill(operation: Operation): Promise<boolean> {
  const bills = upstream === 'EMULATOR' ? [] : billsOf(operation);
  return bills.length === 0 ? Promise.resolve(true) : ask(bills);
}

function ask(bills: readonly string[]): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'billing';
  dialog.setAttribute('aria-label', 'This costs money');
  const title = document.createElement('h2');
  title.textContent = 'This costs money';
  const reasons = bills.map((it) => Object.assign(document.createElement('p'), { textContent: it }));
  const form = Object.assign(document.createElement('form'), { method: 'dialog' });
  const [no, yes] = [
    ['Cancel', ''],
    ['Run it', 'run'],
  ].map(([text, value]) => Object.assign(document.createElement('button'), { textContent: text, value }));
  form.append(no as Node, yes as Node);
  dialog.append(title, ...reasons, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'run');
    });
  });
}
