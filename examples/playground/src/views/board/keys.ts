/** Arrow keys on the board: up and down in a column, left and right to the column beside. */

const STEPS: Record<string, [columns: number, cards: number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Moves the focus from one card to its neighbour; columns without cards are passed by. */
export function neighbour(event: KeyboardEvent, board: HTMLElement | null): void {
  const step = STEPS[event.key];
  const card = (event.target as HTMLElement).closest<HTMLElement>("[data-lead]");
  if (!step || !card || !board) return;
  event.preventDefault();
  const columns = [...board.children]
    .map((column) => [...column.querySelectorAll<HTMLElement>("[data-lead]")])
    .filter((cards) => cards.length > 0);
  const column = columns.findIndex((cards) => cards.includes(card));
  const place = columns[column]?.indexOf(card) ?? 0;
  const beside = columns[column + step[0]];
  const next = beside?.[Math.min(place + step[1], step[0] === 0 ? Infinity : beside.length - 1)];
  next?.focus();
}
