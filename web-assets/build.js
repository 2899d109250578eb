// Writes what the pages ship, from package-lock.json's exact versions: the same bytes each time.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licences } from "./licences.js";
import { world } from "./world.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const vendor = new URL("../src/communique/web/static/vendor/", import.meta.url);

const installed = (path) => new URL(`node_modules/${path}`, import.meta.url);

/** The charts and the parts of d3 that they use, as one ES module; gives the packages that went into it. */
async function charts() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: ["src/charts.js"],
    outfile: fileURLToPath(new URL("charts.js", vendor)),
    bundle: true,
    format: "esm",
    target: ["es2022"],
    minify: true,
    charset: "utf8",
    legalComments: "none", // LICENSES.txt holds every licence in full
    metafile: true,
  });
  const inputs = Object.keys(result.metafile.inputs);
  return inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean);
}

await rm(vendor, { recursive: true, force: true });
await mkdir(vendor, { recursive: true });
const bundled = await charts();
await copyFile(installed("htmx.org/dist/htmx.min.js"), new URL("htmx.min.js", vendor));
const atlas = await readFile(installed("world-atlas/countries-110m.json"), "utf8");
await writeFile(new URL("world.json", vendor), JSON.stringify(world(JSON.parse(atlas))) + "\n");
const packages = new Set(["htmx.org", "world-atlas", "internmap", ...bundled]); // d3-array holds internmap
await writeFile(new URL("LICENSES.txt", vendor), await licences([...packages].sort()));
