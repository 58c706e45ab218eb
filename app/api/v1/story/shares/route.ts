import { routes } from "@/lib/api/resource";
import { storyShares } from "@/lib/stories/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(storyShares);
