/** Keeps the company in this browser, a moment after each change. */

import { request } from "../engine/client";
import { say } from "./store";

const KEY = "calliyo.company";
/** Browsers give a site about five million characters. */
const MOST_CHARACTERS = 4_500_000;
const PAUSE_MILLIS = 250;

let timer: ReturnType<typeof setTimeout> | undefined;
let complained = false;
/** What another tab kept last: this one opened it, and does not keep it again over what the other one keeps by then. */
let received: string | null = null;

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

/** Tells of every company that another tab keeps. */
export function whenKeptElsewhere(listener: (text: string) => void): void {
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key !== KEY || newValue === null) return;
    received = newValue;
    listener(newValue);
  });
}

async function keepNow(): Promise<void> {
  const text = await request("text", MOST_CHARACTERS);
  if (text === null) return complain("This company is too large to be kept in the browser.");
  if (text === received) return;
  try {
    localStorage.setItem(KEY, text);
    received = null;
    complained = false;
  } catch {
    complain("The browser does not keep this company: its storage is full, or forbidden.");
  }
}

/** Says it once, until a company is kept again. */
function complain(reason: string): void {
  if (complained) return;
  complained = true;
  say("bad", reason, ["export it as a file to keep it"]);
}
