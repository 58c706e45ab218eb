import { embedDocuments } from "@/lib/ai/vectors";
import { cronRoute } from "@/lib/api/cron";

export const GET = cronRoute(async () => ({ embedded: await embedDocuments() }));
