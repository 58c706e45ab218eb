/**
 * The readable documentation: one page without anything from elsewhere, made from the same
 * definitions as the OpenAPI document.
 */
import { createHash } from "node:crypto";
import { addressOf, operationsOf } from "@/lib/api/openapi";
import type { Resource } from "@/lib/api/resource";

type Json = { [key: string]: unknown };
type Parameter = { name: string; required: boolean; description?: string; schema: Json };
type OperationDoc = {
  operationId: string;
  summary: string;
  description: string;
  security: unknown[];
  parameters: Parameter[];
  requestBody?: { content: { "application/json": { schema: Json } } };
  "x-codeSamples"?: { label: string; source: string }[];
  responses: Record<string, { $ref?: string; content?: { "application/json": { schema: Json } } }>;
};
type Document = {
  info: { title: string; description: string };
  paths: Record<string, Record<string, OperationDoc>>;
  components: { schemas: Record<string, Json> };
};

const STYLE = `
:root{color-scheme:light dark;--bg:#fbf9f4;--card:#fff;--ink:#22302c;--soft:#56645f;--line:#e2ddd0;--accent:#0b6b57;--warm:#a8480d}
@media (prefers-color-scheme:dark){:root{--bg:#14201c;--card:#1b2a25;--ink:#eef2ef;--soft:#aebbb5;--line:#30423b;--accent:#6fd1b5;--warm:#ffb27a}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 ui-sans-serif,system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font:600 2rem/1.2 ui-serif,Georgia,serif;margin:0 0 .5rem}
h2{font:600 1.35rem/1.3 ui-serif,Georgia,serif;margin:2.5rem 0 .75rem;text-transform:capitalize}
h3{margin:1rem 0 .35rem;font-size:.95rem}
p{margin:.4rem 0;white-space:pre-line}
a{color:var(--accent)}
code,pre{font:.875em/1.5 ui-monospace,monospace}
pre{margin:0;padding:.75rem;overflow:auto;background:var(--bg);border:1px solid var(--line);border-radius:.5rem;max-height:24rem}
label{display:block;font-weight:600;margin:1.25rem 0 .35rem}
input{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:.5rem;padding:.6rem .75rem}
details{background:var(--card);border:1px solid var(--line);border-radius:.65rem;margin:.5rem 0}
summary{cursor:pointer;padding:.7rem .9rem;display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline}
summary:focus-visible,input:focus-visible,pre:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
summary code{overflow-wrap:anywhere}
.m{font:700 .8rem/1 ui-monospace,monospace;color:var(--accent);min-width:3.6rem}
.m.w{color:var(--warm)}
.s{color:var(--soft);flex-basis:100%}
.b{padding:0 .9rem 1rem}
ul{padding-left:1.2rem;margin:.25rem 0}
.soft{color:var(--soft)}
[hidden]{display:none}
`.trim();

const SCRIPT = `
const box=document.getElementById("search"),said=document.getElementById("found");
box.addEventListener("input",()=>{const words=box.value.toLowerCase().split(/\\s+/).filter(Boolean);let n=0;
for(const d of document.querySelectorAll("details")){const hit=words.every(w=>d.dataset.text.includes(w));d.hidden=!hit;if(hit)n++}
for(const s of document.querySelectorAll("section"))s.hidden=![...s.querySelectorAll("details")].some(d=>!d.hidden);
said.textContent=words.length?n+(n===1?" operation":" operations"):""});
`.trim();

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

export const docsPolicy = [
  "default-src 'none'",
  `style-src ${sha256(STYLE)}`,
  `script-src ${sha256(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function docsPage(resources: readonly Resource[], openApi: Json): string {
  const document = openApi as unknown as Document;
  const groups = new Map<string, string[]>();
  for (const resource of resources) {
    const address = addressOf(resource);
    for (const { method, operation } of operationsOf(resource)) {
      const described = document.paths[address]?.[method];
      if (!described) continue;
      const tag = operation.id.split(".")[0] ?? operation.id;
      groups.set(tag, [...(groups.get(tag) ?? []), entry(document, method, address, described)]);
    }
  }
  const sections = [...groups].map(
    ([tag, entries]) => `<section><h2>${escapeHtml(tag)}</h2>${entries.join("")}</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(document.info.title)}</h1>
<p>${prose(document.info.description)}</p>
<p>Machines read <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<label for="search">Find an operation</label>
<input id="search" type="search" autocomplete="off" spellcheck="false">
<p class="soft" id="found" role="status"></p>
${sections.join("\n")}
</main><script>${SCRIPT}</script></body></html>`;
}

function entry(document: Document, method: string, address: string, doc: OperationDoc): string {
  const search = [method, address, doc.operationId, doc.summary].join(" ").toLowerCase();
  const changes = method === "get" ? "" : " w";
  return `<details data-text="${escapeHtml(search)}"><summary>
<span class="m${changes}">${method.toUpperCase()}</span><code>${escapeHtml(address)}</code>
<span class="s">${escapeHtml(doc.summary)}</span></summary><div class="b">
<p>${prose(doc.description)}</p>
<p class="soft">${doc.security.length ? "Needs an access token." : "No token needed."}</p>
${parameterList(doc.parameters)}
${schemaBlock(document, "Body", doc.requestBody?.content["application/json"].schema)}
${answers(document, doc)}
${(doc["x-codeSamples"] ?? []).map(({ label, source }) => codeBlock(`Example: ${label}`, source)).join("")}
</div></details>`;
}

function parameterList(parameters: readonly Parameter[]): string {
  if (!parameters.length) return "";
  const items = parameters.map(
    ({ name, required, description }) =>
      `<li><code>${escapeHtml(name)}</code>${required ? " (required)" : ""}${
        description ? `: ${prose(description)}` : ""
      }</li>`,
  );
  return `<h3>Parameters</h3><ul>${items.join("")}</ul>`;
}

function answers(document: Document, doc: OperationDoc): string {
  const statuses = Object.entries(doc.responses);
  const success = statuses.find(([, response]) => response.content);
  const failures = statuses.filter(([, response]) => response.$ref).map(([status]) => status);
  return `${schemaBlock(document, `Answer ${success?.[0] ?? ""}`, success?.[1].content?.["application/json"].schema)}
<p class="soft">Failures: ${failures.map(escapeHtml).join(", ")}</p>`;
}

function schemaBlock(document: Document, title: string, schema: Json | undefined): string {
  return schema ? codeBlock(title, outline(document, schema)) : "";
}

function codeBlock(title: string, code: string): string {
  const name = escapeHtml(title);
  return `<h3>${name}</h3><pre tabindex="0" role="region" aria-label="${name}">${escapeHtml(code)}</pre>`;
}

/** A JSON schema as people write shapes: `{ name: string, slogan: string | null }`. */
function outline(document: Document, schema: Json, indent = ""): string {
  const inside = (part: unknown, deeper = indent) => outline(document, part as Json, deeper);
  const variants = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (variants) return [...new Set(variants.map((variant) => inside(variant)))].join(" | ");
  if (typeof schema.$ref === "string") {
    return inside(document.components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  }
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  }
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.type === "array") {
    const item = inside(schema.items ?? {});
    return item.includes(" | ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === "object" && schema.properties) {
    const required = new Set(schema.required as string[] | undefined);
    const deeper = `${indent}  `;
    const lines = Object.entries(schema.properties).map(
      ([name, value]) =>
        `${deeper}${name}${required.has(name) ? "" : "?"}: ${inside(value, deeper)}`,
    );
    return `{\n${lines.join("\n")}\n${indent}}`;
  }
  const types = [schema.type ?? "any"].flat().join(" | ");
  return typeof schema.format === "string" ? `${types} (${schema.format})` : types;
}

/** A description: `code` between backticks, everything else as it is. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
