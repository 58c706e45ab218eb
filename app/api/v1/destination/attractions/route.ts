import { routes } from "@/lib/api/resource";
import { destinationAttractions } from "@/lib/locations/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(destinationAttractions);
