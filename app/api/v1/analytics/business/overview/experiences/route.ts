import { analyticsExperiences } from "@/lib/analytics/operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(analyticsExperiences);
