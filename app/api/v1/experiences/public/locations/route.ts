import { routes } from "@/lib/api/resource";
import { publicLocations } from "@/lib/experiences/public-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(publicLocations);
