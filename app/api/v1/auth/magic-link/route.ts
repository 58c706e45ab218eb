import { authMagicLink } from "@/lib/accounts/recovery-operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(authMagicLink);
