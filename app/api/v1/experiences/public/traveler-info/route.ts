import { routes } from "@/lib/api/resource";
import { travelerInfo } from "@/lib/visitors/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(travelerInfo);
