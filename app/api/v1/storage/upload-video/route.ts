import { routes } from "@/lib/api/resource";
import { uploadVideoResource } from "@/lib/uploads/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(uploadVideoResource);
