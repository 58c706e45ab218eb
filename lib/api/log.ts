import { type Logger, pino } from "pino";
import { env } from "@/lib/env";

let logger: Logger | undefined;

/** Made on first use: while the app is built, its environment is not known. */
function lines(): Logger {
  logger ??= pino(
    {
      level: env.logLevel,
      base: { release: env.release },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    // Lines go out together: a system call for each costs a busy server more than making it.
    // pino writes what is left when the process ends.
    pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 500 }),
  );
  return logger;
}

/** One JSON line per request on standard output. Never tokens, e-mails, bodies or query values. */
export const log = {
  info: (line: object, message: string) => lines().info(line, message),
  error: (line: object, message: string) => lines().error(line, message),
};

/**
 * What the log keeps of an unexpected error. `details` and `hint` of database errors are left out:
 * they quote the values of rows.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!error || typeof error !== "object") return { message: String(error) };
  const { name, message, code, status, stack, cause } = error as Record<string, unknown>;
  return {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}
