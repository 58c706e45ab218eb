import { authNewSession } from "@/lib/accounts/session-operations";
import { routes } from "@/lib/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(authNewSession);
