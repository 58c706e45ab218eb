import { routes } from "@/lib/api/resource";
import { editorExperiences } from "@/lib/experiences/team-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(editorExperiences);
