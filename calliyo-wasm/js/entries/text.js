// What Node has under a global name almost everywhere, but not in the pages that a test runner imitates.

import * as util from "node:util";

export const TextDecoder = globalThis.TextDecoder ?? util.TextDecoder;
export const TextEncoder = globalThis.TextEncoder ?? util.TextEncoder;
