import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { count } from "../app/format";

/** So many rows are drawn before somebody asks for more: a page with every row of a large company would stand still. */
const FIRST = 50;

interface RowsProps<Item> {
  of: Item[];
  /** A row, as a list item with a key. */
  children: (item: Item) => ComponentChildren;
}

/** The first rows of a list, and a last one that shows as many again. */
export function Rows<Item>({ of: items, children: row }: RowsProps<Item>) {
  const [limit, setLimit] = useState(FIRST);
  return (
    <>
      {items.slice(0, limit).map(row)}
      {items.length > limit && (
        <li class="row-more">
          <button type="button" class="button quiet small" onClick={() => setLimit((latest) => latest * 2)}>
            {count(items.length - limit)} more
          </button>
        </li>
      )}
    </>
  );
}
