import { routes } from "@/lib/api/resource";
import { health } from "@/lib/api/service-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(health);
