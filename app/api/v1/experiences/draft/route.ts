import { experienceDrafts } from "@/lib/ai/operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(experienceDrafts);
