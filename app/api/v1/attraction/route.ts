import { routes } from "@/lib/api/resource";
import { attractions } from "@/lib/locations/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(attractions);
