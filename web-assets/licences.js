import { readFile, readdir } from "node:fs/promises";

const HEAD = `The files beside this one hold the work of others, under the terms below.
htmx.min.js is htmx.org unchanged. charts.js is Communiqué's own charts (MIT) with the d3 modules and topojson-client
built in. world.json is world-atlas's countries-110m without Antarctica, the names and the outline of the land;
its geometry is Natural Earth's, which is in the public domain (https://www.naturalearthdata.com/about/terms-of-use/).
`;
const RULE = "-".repeat(100);

/** One text with name, version, address and licence of each package: what shipping them asks for. */
export async function licences(packages) {
  const parts = await Promise.all(packages.map(part));
  return [HEAD, ...parts].join(`\n${RULE}\n`);
}

async function part(name) {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const about = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ${about.version} ships no licence: look at ${about.homepage} before it is used`);
  const text = await readFile(new URL(file, folder), "utf8");
  const address = about.homepage ?? about.repository.url;
  return `${name} ${about.version} (${about.license}) ${address}\n\n${text.trim()}\n`;
}
