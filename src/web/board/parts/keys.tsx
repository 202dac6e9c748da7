import { useEffect } from 'react';

const KEYS = [
  ['/', 'Search this page'],
  ['j', 'Next row'],
  ['k', 'Row before'],
  ['Enter', 'Open the row'],
  ['s', 'Start or stop the row’s model'],
  ['g', 'Go to the overview'],
  ['?', 'Show these keys'],
  ['Esc', 'Close what is open'],
] as const;

const ACTS: Readonly<Record<string, () => void>> = {
  '?': showKeys,
  g: () => {
    location.hash = '#/';
  },
  '/': () => document.getElementById('search')?.focus(),
  j: () => step(1),
  k: () => step(-1),
  s: () =>
    document.activeElement?.closest('tr, .heading')?.querySelector<HTMLElement>('.act[data-act]')?.click(),
};

export function showKeys(): void {
  const dialog = document.getElementById('keys');
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

function onKey(event: KeyboardEvent): void {
  const isTyping =
    event.target instanceof Element && event.target.closest('input, select, textarea, dialog[open]');
  const act = ACTS[event.key];
  if (!act || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

/** Keys that work on every page, unless one types into a field. */
export function Keys() {
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <dialog id="keys" aria-labelledby="keys-title" className="keys">
      <h2 id="keys-title">Keys</h2>
      <dl>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <menu>
          <button type="submit">Close</button>
        </menu>
      </form>
    </dialog>
  );
}

/** Focuses the link of the next row, or of the one before. */
function step(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at < 0 ? 0 : at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
