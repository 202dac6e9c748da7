import type { ReactNode } from 'react';

/** What a page says instead of its content: it is empty, it failed, or it is not for this caller. */
export function Notice({
  title,
  children,
  kind = 'empty',
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly kind?: 'empty' | 'failed';
}) {
  return (
    <div className="notice" data-kind={kind} role={kind === 'failed' ? 'alert' : undefined}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Holds the place of a table that is on its way. */
export function Skeleton({ rows }: { readonly rows: number }) {
  return (
    <div className="skeleton" aria-busy="true" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <span key={row} />
      ))}
    </div>
  );
}
