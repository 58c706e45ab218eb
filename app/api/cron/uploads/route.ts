import { cronRoute } from "@/lib/api/cron";
import { withdrawLinks } from "@/lib/media/withdrawn-links";
import { clearExpiredUploads } from "@/lib/uploads/clean-up";

export const GET = cronRoute(async () => ({
  removed: await clearExpiredUploads(),
  withdrawn: await withdrawLinks(),
}));
