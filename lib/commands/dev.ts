import { serve } from "./serve.ts";
import { runCommand } from "./stack.ts";

await runCommand(() => serve("dev"));
