import { useEffect, useRef } from 'react';

const KEYS = [
  ['/', 'Search projects'],
  ['g', 'Go to the overview'],
  ['?', 'These keys'],
  ['Esc', 'Close what is open'],
] as const;

/** Keys that work on every page, unless one types into a field. */
export function Keys() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, select, textarea, dialog[open]');
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '?') dialog.current?.showModal();
      else if (event.key === 'g') location.hash = '#/';
      else if (event.key === '/') search(event);
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" className="keys">
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
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

/** The search field is on the overview: it is reached from every page. */
function search(event: KeyboardEvent): void {
  event.preventDefault();
  location.hash = '#/';
  requestAnimationFrame(() => document.getElementById('search')?.focus());
}
