import { routes } from "@/lib/api/resource";
import { locationsOfExperience } from "@/lib/locations/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(locationsOfExperience);
