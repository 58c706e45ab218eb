import { cronRoute } from "@/lib/api/cron";
import { clearExpiredUploads } from "@/lib/uploads/clean-up";

export const GET = cronRoute(async () => ({ removed: await clearExpiredUploads() }));
