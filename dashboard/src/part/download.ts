/** Files that the page makes. */

/** Hands a file to the browser. */
export function save(name: string, parts: readonly BlobPart[], type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([...parts], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A table as CSV: UTF-8 with a mark, and text that a spreadsheet would run begins with an apostrophe. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  const field = (value: string | number): string => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\uFEFF${rows.map(row => row.map(field).join(',')).join('\r\n')}\r\n`;
}

/** Goes for a file at a signed address, whose answer says that it is to be saved. */
export function follow(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  link.click();
}
