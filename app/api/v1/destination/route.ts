import { routes } from "@/lib/api/resource";
import { destinations } from "@/lib/destinations/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(destinations);
