import { routes } from "@/lib/api/resource";
import { publicActivities } from "@/lib/experiences/public-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(publicActivities);
