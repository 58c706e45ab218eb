import { routes } from "@/lib/api/resource";
import { resumableChunk } from "@/lib/uploads/operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(resumableChunk);
