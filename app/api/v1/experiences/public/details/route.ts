import { routes } from "@/lib/api/resource";
import { publicDetails } from "@/lib/experiences/public-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(publicDetails);
