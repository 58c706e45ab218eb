/** A real OpenID provider on this machine, and a browser that goes to it and back. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export const CLIENT_ID = "travel-buddy";
export const CLIENT_SECRET = "a-secret-only-tests-know";

export type Account = {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  picture?: string;
};

export type LocalProvider = {
  issuer: string;
  /** Who signs in there next; null presses "Cancel". */
  next: Account | null;
  /** Begins to serve, for apps that come back to this address. */
  serve(redirectUri: string): void;
  stop(): Promise<void>;
};

/**
 * Its consent page needs nobody to press anything: `next` says what happens.
 *
 * @param port 0 takes any free one
 */
export async function startProvider(port = 0): Promise<LocalProvider> {
  const accounts = new Map<string, Account>();
  let handler: ReturnType<Provider["callback"]> = (_, response) => void response.end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const local: LocalProvider = {
    issuer,
    next: null,
    serve(redirectUri) {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT_ID,
            client_secret: CLIENT_SECRET,
            redirect_uris: [redirectUri],
            grant_types: ["authorization_code"],
            response_types: ["code"],
          },
        ],
        claims: {
          openid: ["sub"],
          email: ["email", "email_verified"],
          profile: ["name", "picture"],
        },
        cookies: { keys: ["only-for-tests"] },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
        findAccount: (_: unknown, sub: string) => {
          const account = accounts.get(sub);
          return account && { accountId: sub, claims: () => account };
        },
      });
      const serve = provider.callback();
      handler = (request, response) => {
        if (!request.url?.startsWith("/interaction/")) return serve(request, response);
        void (async () => {
          const person = local.next;
          if (!person) {
            await provider.interactionFinished(request, response, {
              error: "access_denied",
              error_description: "The person said no.",
            });
            return;
          }
          accounts.set(person.sub, person);
          const { params } = await provider.interactionDetails(request, response);
          const grant = new provider.Grant({ accountId: person.sub, clientId: params.client_id });
          grant.addOIDCScope("openid email profile");
          await provider.interactionFinished(request, response, {
            login: { accountId: person.sub, remember: false },
            consent: { grantId: await grant.save() },
          });
        })();
      };
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
  return local;
}

/**
 * Follows redirects from one address as a browser would, with cookies, until they leave for `site`.
 * Answers every address it was sent to, the last one included.
 */
export async function browse(from: string, site: string): Promise<URL[]> {
  const jar = new Map<string, string>();
  const visited: URL[] = [];
  let at = new URL(from);
  for (let hop = 0; hop < 10; hop++) {
    const response = await fetch(at, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`${response.status} at ${at}: ${await response.text()}`);
    at = new URL(location, at);
    visited.push(at);
    if (at.origin === new URL(site).origin) return visited;
  }
  throw new Error(`Going round in circles, last at ${at}`);
}
