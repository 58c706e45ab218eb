/**
 * What `npm start`, `npm run dev`, `npm test` and `npm run bench` share: the embedded backend and
 * Next, each a child process that never outlives this one.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import nextEnv from "@next/env";

export const projectRoot = path.resolve(import.meta.dirname, "../..");

/** Ends a command with a sentence for the person who typed it, without a stack trace. */
export class CommandError extends Error {
  override name = "CommandError";
  /** The backend's code when it refused to start, such as `data_in_use`. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

/** What the embedded backend reports once it serves (see supabase/embedded/main.ts). */
export type BackendReady = {
  type: "ready";
  url: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string | null;
  hookSecret: string;
  databaseUrl: string;
  fresh: boolean;
};

type BackendMessage =
  | BackendReady
  | { type: "progress"; message: string }
  | { type: "error"; code: string; message: string };

/** A running child: its exit code is awaited by `exited`, `stop` ends it and waits. */
export type Service = {
  process: ChildProcess;
  exited: Promise<number>;
  stop(): Promise<void>;
};

export type BackendOptions = {
  /** Folder of the data; the backend's own default when absent. */
  dataDir?: string;
  /** 0 takes any free port; the backend's own default when absent. */
  port?: number;
  seed?: boolean;
  appUrl?: string;
  /** Where this machine reaches the app: it writes the mails of the accounts. */
  hookUrl?: string;
  env?: Record<string, string>;
  /** Told what is being done, a sentence at a time. */
  progress?: (message: string) => void;
};

/** Loads `.env*` files with Next's own rules, so that commands and the app agree. */
export function loadEnvFiles(mode: "development" | "production") {
  const silent = { info: () => {}, error: (...line: unknown[]) => console.error(...line) };
  nextEnv.loadEnvConfig(projectRoot, mode === "development", silent);
}

/** True when the environment names a Supabase of the operator's own. */
export function supabaseIsConfigured() {
  return Boolean(process.env.NEXT_PUBLIC_SUPABASE_URL);
}

/**
 * Starts the embedded Supabase and waits until it serves.
 *
 * @throws {CommandError} with the backend's own sentence: port taken, data in use, migration failed.
 */
export async function startBackend(options: BackendOptions): Promise<Service & BackendReady> {
  const args = [path.join(projectRoot, "supabase/embedded/main.ts")];
  if (options.dataDir !== undefined) args.push("--data", options.dataDir);
  if (options.port !== undefined) args.push("--port", String(options.port));
  if (options.seed === false) args.push("--no-seed");
  if (options.appUrl !== undefined) args.push("--app-url", options.appUrl);

  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...mailHook(options.hookUrl), ...process.env, ...options.env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const service = asService(child);
  type Outcome = Exclude<BackendMessage, { type: "progress" }>;
  const message = await new Promise<Outcome>((resolve, reject) => {
    child.on("message", (raw) => {
      const told = raw as BackendMessage;
      if (told.type === "progress") options.progress?.(told.message);
      else resolve(told);
    });
    service.exited.then((code) =>
      reject(new CommandError(`The embedded Supabase ended before it was ready (code ${code}).`)),
    );
  });
  if (message.type === "error") {
    await service.exited;
    throw new CommandError(message.message, message.code);
  }
  return { ...service, ...message };
}

/** Settings of the backend that have the app write its mails; the environment may say otherwise. */
function mailHook(hookUrl: string | undefined): Record<string, string> {
  if (hookUrl === undefined) return {};
  return {
    SUPABASE_AUTH_HOOK_SEND_EMAIL_ENABLED: "true",
    SUPABASE_AUTH_HOOK_SEND_EMAIL_URI: `${hookUrl}/api/hooks/send-email`,
  };
}

/** The app's environment for a backend that `startBackend` returned. */
export function backendEnvironment(backend: BackendReady): Record<string, string> {
  return {
    NEXT_PUBLIC_SUPABASE_URL: backend.url,
    EMBEDDED_SUPABASE_URL: backend.url,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
    SUPABASE_SECRET_KEY: backend.secretKey,
    SEND_EMAIL_HOOK_SECRET: process.env.SEND_EMAIL_HOOK_SECRET || backend.hookSecret,
    ...(backend.jwtSecret ? { SUPABASE_JWT_SECRET: backend.jwtSecret } : {}),
  };
}

/** Runs Next's own `start` or `dev` command; resolves when the app answers. */
export async function startNext(
  mode: "start" | "dev",
  options: { port: number; host: string; env: Record<string, string>; quiet?: boolean },
): Promise<Service> {
  const child = spawn(
    process.execPath,
    [
      "--import",
      path.join(projectRoot, "lib/commands/exit-with-parent.ts"),
      ...(mode === "start"
        ? ["--import", path.join(projectRoot, "lib/commands/fast-lane.ts")]
        : []),
      path.join(projectRoot, "node_modules/next/dist/bin/next"),
      mode,
      "--port",
      String(options.port),
      "--hostname",
      options.host,
    ],
    {
      cwd: projectRoot,
      env: {
        ...process.env,
        ...options.env,
        NEXT_TELEMETRY_DISABLED: "1",
        PORT: String(options.port),
      },
      stdio: ["ignore", options.quiet ? "ignore" : "inherit", "inherit", "ipc"],
    },
  );
  const service = asService(child);
  const address = `http://${options.host === "0.0.0.0" ? "127.0.0.1" : options.host}:${options.port}`;
  await Promise.race([
    untilHealthy(`${address}/api/health`),
    service.exited.then((code) => {
      throw new CommandError(`Next ended before it was ready (code ${code}).`);
    }),
  ]);
  return service;
}

/** Runs a program to its end with our output; resolves to its exit code. */
export function run(command: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return asService(child).exited;
}

/** The path of a program that an installed package brings. */
export const bin = (name: string) => path.join(projectRoot, "node_modules/.bin", name);

/** @throws {CommandError} when something listens on the port already. */
export async function assertPortFree(port: number, host: string, variable: string) {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new CommandError(
          error.code === "EADDRINUSE"
            ? `Port ${port} is taken. Stop what uses it, or choose another: ${variable}=${port + 1} npm start`
            : `Port ${port} cannot be used: ${error.message}`,
        ),
      ),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve()));
  });
}

/** A port of 127.0.0.1 that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

/**
 * Runs a command's body: a {@link CommandError} is printed as its sentence, anything else with its
 * stack, and the exit code tells.
 */
export async function runCommand(body: () => Promise<number>) {
  try {
    process.exitCode = await body();
  } catch (error) {
    console.error(error instanceof CommandError ? `\n${error.message}\n` : error);
    process.exitCode = 1;
  }
}

function asService(child: ChildProcess): Service {
  const exited = new Promise<number>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGKILL" ? 137 : 143)));
    child.once("error", () => resolve(127));
  });
  return {
    process: child,
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await exited;
    },
  };
}

async function untilHealthy(url: string) {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
