import type { Tx } from "./harness.ts";

/** A step of a plan, as `explain (analyze, format json)` tells it. */
export type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
};

/** Runs a statement and answers every step of its plan, each before the steps below it. */
export async function planOf(tx: Tx, statement: string): Promise<Node[]> {
  const [row] = await tx.unsafe(`explain (analyze, format json) ${statement}`);
  const nodes: Node[] = [];
  const walk = (node: Node) => {
    nodes.push(node);
    node.Plans?.forEach(walk);
  };
  walk(row?.["QUERY PLAN"][0].Plan);
  return nodes;
}

/** Rows of a table a plan looked at, used or thrown away. */
export function touched(nodes: Node[], table: string): number {
  return nodes
    .filter((node) => node["Relation Name"] === table)
    .reduce(
      (sum, node) =>
        sum + (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
      0,
    );
}
