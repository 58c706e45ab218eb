import { routes } from "@/lib/api/resource";
import { experienceIconicPhotos } from "@/lib/experience-details/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(experienceIconicPhotos);
