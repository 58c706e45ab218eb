import { createAuth } from "./auth/index.ts";
import type { Embedded } from "./context.ts";
import { createGateway } from "./gateway.ts";
import { createRest } from "./rest.ts";
import { createStorage } from "./storage/index.ts";

/**
 * All services behind the gateway. Loading this module takes longer than starting PostgreSQL, so it
 * is imported while the database comes up.
 */
export async function createServices(
  embedded: Embedded,
  databaseUrl: string,
  onStop: (cleanup: () => Promise<unknown>) => void,
): Promise<ReturnType<typeof createGateway>> {
  return createGateway(embedded, {
    auth: createAuth(embedded),
    rest: await createRest(embedded, databaseUrl, onStop),
    storage: createStorage(embedded),
  });
}
