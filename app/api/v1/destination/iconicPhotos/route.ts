import { routes } from "@/lib/api/resource";
import { destinationIconicPhotos } from "@/lib/experience-details/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(destinationIconicPhotos);
