import { routes } from "@/lib/api/resource";
import { childExperiences } from "@/lib/experiences/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(childExperiences);
