// Reads the corpus of script/bench with JavaScript programs that do a part of what onrecord does.
// usage: node others.mjs compromise|chrono articles.jsonl
import { readFileSync } from "node:fs";

const [program, path] = process.argv.slice(2);
const programs = {
  compromise: async () => {
    const { default: nlp } = await import("compromise");
    return (a) => nlp(a.text).topics().length;
  },
  chrono: async () => {
    const chrono = await import("chrono-node");
    return (a) => chrono.parse(a.text, new Date(a.published)).length;
  },
};
const read = await programs[program]();
let found = 0;
for (const line of readFileSync(path, "utf8").split("\n")) if (line) found += read(JSON.parse(line));
console.log(JSON.stringify({ found }));
