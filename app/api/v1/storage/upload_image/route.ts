import { routes } from "@/lib/api/resource";
import { uploadImageOnce } from "@/lib/uploads/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(uploadImageOnce);
