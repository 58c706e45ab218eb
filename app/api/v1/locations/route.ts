import { routes } from "@/lib/api/resource";
import { locations } from "@/lib/locations/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(locations);
