import { routes } from "@/lib/api/resource";
import { resumableComplete } from "@/lib/uploads/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(resumableComplete);
