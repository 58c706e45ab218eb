import { Hono } from "hono";
import type { Embedded, GatewayEnv } from "./context.ts";

export function createRest(_embedded: Embedded): Hono<GatewayEnv> {
  return new Hono<GatewayEnv>();
}
