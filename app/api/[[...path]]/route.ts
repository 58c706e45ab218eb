import { aliasRoutes } from "@/lib/api/aliases";

/** Whatever is not an address of its own: another spelling of one, or nothing. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = aliasRoutes;
