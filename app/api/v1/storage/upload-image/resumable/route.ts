import { routes } from "@/lib/api/resource";
import { uploadResumable } from "@/lib/uploads/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(uploadResumable);
