import { routes } from "@/lib/api/resource";
import { experienceLocations } from "@/lib/locations/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(experienceLocations);
