import { glob, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

/** Name, parameters and body of every function whose answers are shared by all readers. */
async function cached() {
  const found: { where: string; parameters: string; body: string }[] = [];
  for await (const file of glob("{app,components,lib}/**/*.{ts,tsx}")) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const text = await readFile(file, "utf8");
    // As Biome writes them: a function ends with the first brace at the beginning of a line.
    for (const [, name, parameters = "", body = ""] of text.matchAll(
      /async function (\w+)\(([^)]*)\)[^{]*\{\n {2}"use cache";\n(.*?)\n\}/gs,
    )) {
      found.push({ where: `${file} ${name}`, parameters, body });
    }
    const directives = text.match(/^\s*"use cache";$/gm)?.length ?? 0;
    const here = found.filter(({ where }) => where.startsWith(`${file} `)).length;
    expect(here, `functions with "use cache" in ${file}`).toBe(directives);
  }
  return found;
}

test("what is cached for everybody is asked as nobody", async () => {
  const functions = await cached();
  expect(functions.length).toBeGreaterThan(10);
  for (const { where, parameters, body } of functions) {
    expect(body, where).toContain("cachePublicly(");
    expect(body, where).toContain("createAnonClient()");
    expect(body, where).not.toMatch(/Bearer|Admin|cookies\(|headers\(|\buser\b/);
    expect(parameters, where).not.toMatch(/\b(?:Db|Supabase|Identity|token|user\w*)\b/);
  }
});
