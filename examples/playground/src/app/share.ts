/** A company in a link: compressed, in the part of the address that is never sent anywhere. */

const MARK = "#company=";
/** Longer links are cut by mail programs and chats. */
const MOST_CHARACTERS = 120_000;

/** The link that opens this company; none when it would be too long. */
export async function linkTo(text: string): Promise<string | null> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
  return packed.length > MOST_CHARACTERS ? null : `${location.origin}${location.pathname}${MARK}${packed}`;
}

/** The company in a link's fragment; none when there is none. A damaged one is text that cannot be read. */
export async function sharedIn(fragment: string): Promise<string | null> {
  if (!fragment.startsWith(MARK)) return null;
  try {
    const bytes = fromBase64Url(fragment.slice(MARK.length));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return await new Response(stream).text();
  } catch {
    return "";
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
