import { routes } from "@/lib/api/resource";
import { resumableStart } from "@/lib/uploads/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(resumableStart);
