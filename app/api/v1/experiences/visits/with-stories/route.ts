import { routes } from "@/lib/api/resource";
import { visitsWithStories } from "@/lib/visits/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(visitsWithStories);
