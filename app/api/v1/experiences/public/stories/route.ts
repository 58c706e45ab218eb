import { routes } from "@/lib/api/resource";
import { publicExperienceStories } from "@/lib/stories/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(publicExperienceStories);
