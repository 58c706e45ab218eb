import { routes } from "@/lib/api/resource";
import { uploadInitialize } from "@/lib/uploads/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(uploadInitialize);
