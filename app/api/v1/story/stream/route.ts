import { storyStream } from "@/lib/ai/story-stream";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(storyStream);
