import { routes } from "@/lib/api/resource";
import { memberExperiences } from "@/lib/experiences/team-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(memberExperiences);
