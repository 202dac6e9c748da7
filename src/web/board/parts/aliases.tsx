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
          {isProtected && <span aria-hidden="true"> ⚿</span>}
          {isProtected && <span className="for-readers">, protected</span>}
        </span>
      ))}
    </span>
  );
}
