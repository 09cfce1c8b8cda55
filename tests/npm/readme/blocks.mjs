// Takes the code out of the README, each block into a file of its own below `blocks`. What a block takes as given stands
// before it.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const LEADS = `
/** @type {import("calliyo").LeadInput[]} */
const leads = ["lead-1", "lead-2"].map((id) => ({
  id, status: "unassigned", statusSince: "2026-05-15T09:00:00Z", capturedAt: "2026-05-15T09:00:00Z",
}));
const agents = [{ id: "asha", role: "agent", cap: 2 }];
const now = "2026-05-15T10:00:00Z";
`;

/** The blocks in their order: the heading and the language of each, its file, and what it takes as given. */
const BLOCKS = [
  { heading: "A plain page", language: "html", file: "plain.html" },
  { heading: "Errors", language: "js", file: "errors.mjs" },
  { heading: "React", language: "tsx", file: "LogCall.tsx" },
  { heading: "React", language: "ts", file: "save.ts" },
  { heading: "Node", language: "js", file: "node.mjs" },
  { heading: "Edge workers", language: "js", file: "edge.mjs" },
  { heading: "Slim", language: "js", file: "slim.mjs" },
  { heading: "Slim", language: "js", file: "slim-page.mjs" },
  { heading: "Columns", language: "js", file: "columns.mjs", given: LEADS },
];

const readme = readFileSync("node_modules/calliyo/README.md", "utf8");
const found = readme.split(/^## /m).flatMap((section) => {
  const heading = section.slice(0, section.indexOf("\n"));
  const blocks = [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  return blocks.map(([, language, code]) => ({ heading, language, code }));
});
const examples = found.filter(({ language }) => language !== "console");
const listed = (blocks) => blocks.map(({ heading, language }) => `${heading} (${language})`).join("\n");
if (listed(examples) !== listed(BLOCKS)) {
  throw new Error(`the README has other examples than are tried here:\n${listed(examples)}`);
}

mkdirSync("blocks", { recursive: true });
BLOCKS.forEach(({ language, file, given = "" }, place) => {
  const { code } = examples[place];
  if (language === "html") {
    // The page lies where its address of the package is right, and its script is compiled for its types.
    writeFileSync(file, code);
    const [, script] = /<script type="module">\n(.*?)<\/script>/s.exec(code);
    writeFileSync("blocks/plain.mjs", script.replace("./node_modules/calliyo/index.js", "calliyo"));
  } else {
    writeFileSync(`blocks/${file}`, given + code);
  }
});
// Where the page of the slim package fetches it from.
copyFileSync("node_modules/calliyo/lead.wasm", "lead.wasm");
// What a browser asks for where a page names none.
writeFileSync("favicon.ico", "");
