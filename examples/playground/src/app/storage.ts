/** Keeps the company in this browser, a moment after each change. */

import { request } from "../engine/client";
import { say } from "./store";

const KEY = "calliyo.company";
/** Browsers give a site about five million characters. */
const MOST_CHARACTERS = 4_500_000;
const PAUSE_MILLIS = 250;

let timer: ReturnType<typeof setTimeout> | undefined;
let complained = false;

/** The company that was kept last; none when there is none, or when the browser keeps nothing. */
export function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps the company soon; several changes in a row are kept once. */
export function keep(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void keepNow(), PAUSE_MILLIS);
}

async function keepNow(): Promise<void> {
  const text = await request("text", MOST_CHARACTERS);
  try {
    if (text === null) throw new Error("too large");
    localStorage.setItem(KEY, text);
    complained = false;
  } catch {
    if (complained) return;
    complained = true;
    say("bad", "This company is too large to be kept in the browser. Export it as a file to keep it.");
  }
}
