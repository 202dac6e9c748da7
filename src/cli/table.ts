/** Rows as lines with their columns aligned, under a heading. Numbers and amounts (`1.50 USD`) stand right, texts left. */
export function toTable(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const lines = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const isNumeric = heading.map(
    (_, column) =>
      rows.length > 0 && rows.every((row) => /^[+-]?[\d.,]*( [A-Z]{3})?$/.test(row[column] ?? '')),
  );
  return lines.map((line) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumeric[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
