import type { BoardModel } from '../data/model.js';

/** The names that a model has besides its own. */
export function Aliases({ of }: { readonly of: BoardModel['aliases'] }) {
  return (
    <span className="badges">
      {of.map(({ name, isProtected }) => (
        <span
          key={name}
          className="alias"
          title={isProtected ? 'Protected: only owners move it.' : undefined}
        >
          {name}
          {isProtected && <Lock />}
          {isProtected && <span className="for-readers">, protected</span>}
        </span>
      ))}
    </span>
  );
}

/** Drawn: the fonts of many machines have no lock. */
function Lock() {
  return (
    <svg className="lock" viewBox="0 0 10 12" width="9" height="11" aria-hidden="true">
      <path d="M0 5h10v7H0zM3 5V3.5a2 2 0 0 1 4 0V5h1.5V3.5a3.5 3.5 0 0 0-7 0V5z" />
    </svg>
  );
}
