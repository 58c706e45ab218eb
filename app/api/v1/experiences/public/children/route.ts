import { routes } from "@/lib/api/resource";
import { publicChildExperiences } from "@/lib/experiences/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(publicChildExperiences);
