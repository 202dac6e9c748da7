import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type Ref, type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** A list of fewer rows is drawn whole: find in page finds all of it. */
const FEW = 40;
/** Before they are measured. In pixels. */
const ROW_HEIGHT = 45;

interface Props<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Columns that an empty row spans. */
  readonly columns: number;
  readonly children: (item: T, row: RowProps) => ReactNode;
}

/** What each row passes on to its `<tr>`. */
interface RowProps {
  readonly ref: Ref<HTMLTableRowElement> | undefined;
  readonly 'data-index': number;
  readonly 'aria-rowindex': number;
}

/** The body of a table: of a long list, only the rows near the window, between two empty ones of their height. */
export function VirtualRows<T>({ items, keyOf, columns, children }: Props<T>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const isLong = items.length > FEW;
  const { before, after, near, ref } = useNear(body, isLong ? items : [], keyOf);
  const shown = isLong ? near : items.map((_, index) => index);
  return (
    <tbody ref={body}>
      {isLong && <Space height={before} columns={columns} />}
      {shown.map((index) => {
        const item = items[index];
        const row = { ref: isLong ? ref : undefined, 'data-index': index, 'aria-rowindex': index + 2 }; // to measure costs a layout
        return item !== undefined && children(item, row);
      })}
      {isLong && <Space height={after} columns={columns} />}
    </tbody>
  );
}

/** Which of the items are near the window, and the height of those before and after them; none of none. */
function useNear<T>(
  body: RefObject<HTMLTableSectionElement | null>,
  items: readonly T[],
  keyOf: Props<T>['keyOf'],
) {
  const isLong = items.length > 0;
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const offset = isLong && body.current ? body.current.getBoundingClientRect().top + scrollY : 0;
    setTop(Math.round(offset));
  }, [isLong, body]);
  const virtual = useWindowVirtualizer({
    count: items.length,
    enabled: isLong,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => keyOf(items[index] as T),
    overscan: 8,
    scrollMargin: top,
  });
  const rows = virtual.getVirtualItems();
  return {
    before: (rows[0]?.start ?? top) - top,
    after: virtual.getTotalSize() - ((rows.at(-1)?.end ?? top) - top),
    near: rows.map(({ index }) => index),
    ref: virtual.measureElement,
  };
}

/** Holds the place of the rows that are not drawn. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true" className="space">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
