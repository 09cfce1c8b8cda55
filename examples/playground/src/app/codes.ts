/** What the codes of the engine say to people. */

import codes from "../../../../docs/codes.en.json";

const SENTENCES: Record<string, { sentence: string } | undefined> = codes;

/** The sentence of a reason that comes as its code alone: one without parameters. */
export function reasonText(code: string): string {
  return SENTENCES[code]?.sentence ?? code;
}
