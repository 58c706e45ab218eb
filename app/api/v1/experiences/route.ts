import { routes } from "@/lib/api/resource";
import { experiences } from "@/lib/experiences/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(experiences);
