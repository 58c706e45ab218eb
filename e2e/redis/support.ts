/** A Redis server of the test's own, on a free port, that keeps nothing. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { freePort } from "../../lib/commands/stack.ts";

export type RedisServer = { url: string; start(): Promise<void>; stop(): Promise<void> };

export async function redisServer(): Promise<RedisServer> {
  const program = process.env.REDIS_SERVER_PATH;
  if (!program) throw new Error("REDIS_SERVER_PATH is not set; `npm test` finds it and sets it.");
  const port = await freePort();
  let child: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", ""];
      child = spawn(program, [...options, "--appendonly", "no"], { stdio: "ignore" });
      while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async stop() {
      if (!child || child.exitCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
