import { isMoney, isRate, type Cell, type Figures } from "./figures";

/**
 * The figures as a CSV text of RFC 4180. Numbers stand as the engine gave them, an amount in minor units, a rate as its
 * numerator and its denominator in two columns, and what is told as a dash is left empty.
 */
export function toCsv(figures: Figures): string {
  const head = figures.columns.flatMap((column) =>
    column.kind === "rate" ? [`${column.label} of`, `${column.label} out of`] : [column.label],
  );
  const textOf = (cell: Cell): string => (cell === null ? "" : String(isMoney(cell) ? cell.amountMinor : cell));
  const body = figures.rows.map((row) =>
    figures.columns.flatMap((column, place) => {
      const cell = row[place] ?? null;
      return column.kind === "rate" ? rateCells(cell) : [textOf(cell)];
    }),
  );
  return [head, ...body].map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
}

function rateCells(cell: Cell): string[] {
  return cell !== null && isRate(cell) ? [String(cell.numerator), String(cell.denominator)] : ["", ""];
}

/** Quoted where it must be; a text that a spreadsheet would take for a formula begins with an apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a text to the browser as a file to keep. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
