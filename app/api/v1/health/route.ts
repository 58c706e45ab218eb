import { routes } from "@/lib/api/resource";
import { versionedHealth } from "@/lib/api/service-operations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(versionedHealth);
